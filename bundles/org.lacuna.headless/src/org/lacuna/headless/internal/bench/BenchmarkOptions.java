package org.lacuna.headless.internal.bench;

import org.lacuna.core.DataSet;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.inspection.InspectionParameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line asks of a benchmark beyond its name.
 *
 * @param scan file to measure instead of a synthetic scan; only for {@code voxelization}
 * @param scaling whether to measure time against size instead; only for {@code voxelization}
 * @param data categories to measure on; only for {@code extractors}, {@code learning} and {@code
 *     memorybank}
 * @param network what to measure; only for {@code networks}, which needs it; owned by the caller
 * @param images runs between two looks at memory; only for {@code networks}
 * @param parameters what is trained with, the usual extractors among them
 * @param points sizes of the clouds to show; only for {@code cloudview}
 */
public record BenchmarkOptions(
        Optional<Path> scan,
        boolean scaling,
        List<DataSet> data,
        Optional<NetworkExtractor> network,
        int images,
        InspectionParameters parameters,
        List<Integer> points) {
    public BenchmarkOptions {
        Objects.requireNonNull(scan, "scan");
        data = List.copyOf(data);
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(parameters, "parameters");
        points = List.copyOf(points);
    }

    /** Nothing special. */
    public static BenchmarkOptions none() {
        return of(List.of());
    }

    /** For {@code voxelization}. */
    public static BenchmarkOptions of(Optional<Path> scan, boolean scaling) {
        return new BenchmarkOptions(
                scan,
                scaling,
                List.of(),
                Optional.empty(),
                0,
                InspectionParameters.defaults(),
                CloudViewBenchmark.POINTS);
    }

    /** For those that train on given parts. */
    public static BenchmarkOptions of(List<DataSet> data) {
        return new BenchmarkOptions(
                Optional.empty(),
                false,
                data,
                Optional.empty(),
                0,
                InspectionParameters.defaults(),
                CloudViewBenchmark.POINTS);
    }

    /** For {@code networks}. */
    public static BenchmarkOptions of(NetworkExtractor network, int images) {
        return new BenchmarkOptions(
                Optional.empty(),
                false,
                List.of(),
                Optional.of(network),
                images,
                InspectionParameters.defaults(),
                CloudViewBenchmark.POINTS);
    }

    /** The same with other parameters of training. */
    public BenchmarkOptions withParameters(InspectionParameters others) {
        return new BenchmarkOptions(scan, scaling, data, network, images, others, points);
    }

    /** The same with other sizes of clouds. */
    public BenchmarkOptions withPoints(List<Integer> others) {
        return new BenchmarkOptions(scan, scaling, data, network, images, parameters, others);
    }
}
