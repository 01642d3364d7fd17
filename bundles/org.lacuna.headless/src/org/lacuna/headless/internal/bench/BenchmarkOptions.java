package org.lacuna.headless.internal.bench;

import org.lacuna.core.DataSet;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line asks of a benchmark beyond its name.
 *
 * @param scan file to measure instead of a synthetic scan; only for {@code voxelization}
 * @param data categories to measure on; only for {@code extractors}
 * @param scaling whether to measure time against size instead; only for {@code voxelization}
 */
public record BenchmarkOptions(Optional<Path> scan, List<DataSet> data, boolean scaling) {
    public BenchmarkOptions {
        Objects.requireNonNull(scan, "scan");
        data = List.copyOf(data);
    }

    /** Nothing special. */
    public static BenchmarkOptions none() {
        return new BenchmarkOptions(Optional.empty(), List.of(), false);
    }
}
