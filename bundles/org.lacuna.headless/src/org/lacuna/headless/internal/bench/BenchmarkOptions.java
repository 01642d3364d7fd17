package org.lacuna.headless.internal.bench;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line asks of a benchmark beyond its name.
 *
 * @param scan file to measure instead of a synthetic scan; only for {@code voxelization}
 * @param scaling whether to measure time against size instead; only for {@code voxelization}
 */
public record BenchmarkOptions(Optional<Path> scan, boolean scaling) {
    public BenchmarkOptions {
        Objects.requireNonNull(scan, "scan");
    }

    /** Nothing special. */
    public static BenchmarkOptions none() {
        return new BenchmarkOptions(Optional.empty(), false);
    }
}
