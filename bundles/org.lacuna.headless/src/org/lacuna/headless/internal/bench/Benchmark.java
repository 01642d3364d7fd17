package org.lacuna.headless.internal.bench;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.headless.Services;

import java.util.List;

/** A named set of measurements, on synthetic data unless it takes others. */
public interface Benchmark {
    /** Name on the command line. */
    String name();

    /** One line for people: what is measured, on what data. */
    String description();

    /** The same for what these options ask for. */
    default String description(BenchmarkOptions options) {
        return description();
    }

    /** Whether it takes {@code --scan} and {@code --scaling}. */
    default boolean takesScans() {
        return false;
    }

    /** Whether it takes {@code --data}. */
    default boolean takesData() {
        return false;
    }

    /** Whether it cannot do without {@code --data}. */
    default boolean needsData() {
        return false;
    }

    /** Whether it trains with the usual parameters. */
    default boolean trains() {
        return false;
    }

    /** Whether it needs a network, from {@code --model}, and takes {@code --images}. */
    default boolean takesNetworks() {
        return false;
    }

    /** Whether it takes {@code --points}. */
    default boolean takesPoints() {
        return false;
    }

    /** Whether it works on one thread unless threads are asked for. */
    default boolean oneThread() {
        return false;
    }

    /**
     * @param services extractors to measure
     * @param options as far as the benchmark takes them
     * @param workers threads for kernels that take them
     */
    BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws Exception;

    /** All benchmarks, in the order of the help text. */
    static List<Benchmark> all() {
        return List.of(
                new PipelineBenchmark(),
                new MetricsBenchmark(),
                new MemoryBankBenchmark(),
                new LearningBenchmark(),
                new VoxelizationBenchmark(),
                new ExtractorBenchmark(),
                new NetworksBenchmark(),
                new CloudViewBenchmark());
    }
}
