package org.lacuna.headless.internal.bench;

import org.lacuna.core.DataSet;
import org.lacuna.features.NetworkExtractor;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line asks of a benchmark beyond its name.
 *
 * @param scan file to measure instead of a synthetic scan; only for {@code voxelization}
 * @param scaling whether to measure time against size instead; only for {@code voxelization}
 * @param data categories to measure on; only for {@code extractors}
 * @param network what to measure; only for {@code networks}, which needs it; owned by the caller
 * @param images runs between two looks at memory; only for {@code networks}
 */
public record BenchmarkOptions(
        Optional<Path> scan,
        boolean scaling,
        List<DataSet> data,
        Optional<NetworkExtractor> network,
        int images) {
    public BenchmarkOptions {
        Objects.requireNonNull(scan, "scan");
        data = List.copyOf(data);
        Objects.requireNonNull(network, "network");
    }

    /** Nothing special. */
    public static BenchmarkOptions none() {
        return of(List.of());
    }

    /** For {@code voxelization}. */
    public static BenchmarkOptions of(Optional<Path> scan, boolean scaling) {
        return new BenchmarkOptions(scan, scaling, List.of(), Optional.empty(), 0);
    }

    /** For {@code extractors}. */
    public static BenchmarkOptions of(List<DataSet> data) {
        return new BenchmarkOptions(Optional.empty(), false, data, Optional.empty(), 0);
    }

    /** For {@code networks}. */
    public static BenchmarkOptions of(NetworkExtractor network, int images) {
        return new BenchmarkOptions(
                Optional.empty(), false, List.of(), Optional.of(network), images);
    }
}
