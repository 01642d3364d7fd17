package org.lacuna.headless.internal.bench;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;

import java.util.List;

/** A named set of measurements on synthetic data. */
public interface Benchmark {
    /** Name on the command line. */
    String name();

    /** One line for people: what is measured, on what data. */
    String description();

    /**
     * @param services extractors to measure
     * @param workers threads for kernels that take them
     */
    List<Measurement> run(Services services, Progress progress, Workers workers) throws Exception;

    /** All benchmarks, in the order of the help text. */
    static List<Benchmark> all() {
        return List.of(
                new PipelineBenchmark(),
                new MetricsBenchmark(),
                new SearchBenchmark(),
                new VoxelizationBenchmark());
    }
}
