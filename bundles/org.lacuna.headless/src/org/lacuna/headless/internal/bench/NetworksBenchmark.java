package org.lacuna.headless.internal.bench;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.features.NetworkExtractor;
import org.lacuna.headless.Services;
import org.lacuna.inference.CheckedNetwork;
import org.lacuna.inference.NetworkBenchmark;
import org.lacuna.inference.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * What a network costs: time against ONNX Runtime's own call, and memory that does not come back.
 */
final class NetworksBenchmark implements Benchmark {
    private static final int RUNS = 21;

    /**
     * So often is garbage collected, so that the Java heap has no cause to grow and its allocations
     * meet the same pages again: what the process grows by is memory that did not come back.
     */
    private static final int RUNS_A_COLLECTION = 8;

    private final Supplier<OptionalDouble> memory;

    NetworksBenchmark() {
        this(ResidentMemory::megabytes);
    }

    /**
     * @param memory how memory is measured
     */
    NetworksBenchmark(Supplier<OptionalDouble> memory) {
        this.memory = memory;
    }

    @Override
    public String name() {
        return "networks";
    }

    @Override
    public String description() {
        return "One network on one known input: ms of a run as Lacuna does it, through DJL, and of"
                + " ONNX Runtime's own call, in turn; memory of the process in MB before and after"
                + " many runs.";
    }

    @Override
    public boolean takesNetworks() {
        return true;
    }

    @Override
    public BenchmarkResult run(
            Services services, BenchmarkOptions options, Progress progress, Workers workers)
            throws LacunaException {
        NetworkExtractor extractor = options.network().orElseThrow();
        CheckedNetwork network = extractor.open(progress);
        String name = "networks." + network.descriptor().id() + ".";
        List<Measurement> figures = new ArrayList<>();
        NetworkBenchmark time =
                NetworkBenchmark.measure(
                        network, extractor.file(), extractor.options(), RUNS, progress);
        figures.add(Measurement.of(name + "djl", "ms", array(time.networkMs())));
        figures.add(Measurement.of(name + "raw", "ms", array(time.rawMs())));
        figures.add(new Measurement(name + "ratio", "djl/raw", time.ratio(), time.ratio(), RUNS));

        progress.begin(
                "memory of " + network.descriptor().id(), options.images() + RUNS_A_COLLECTION);
        repeat(network, RUNS_A_COLLECTION, progress);
        OptionalDouble before = memory.get();
        repeat(network, options.images(), progress);
        OptionalDouble after = memory.get();
        String text = "device " + network.network().device();
        if (before.isEmpty() || after.isEmpty()) {
            text += "\nmemory: not measured, this system has no /proc/self/status with VmRSS";
        } else {
            figures.add(Measurement.of(name + "memory_before", "MB", before.getAsDouble()));
            figures.add(Measurement.of(name + "memory_after", "MB", after.getAsDouble()));
            text +=
                    String.format(
                            Locale.ROOT,
                            "\nmemory: %+.1f MB in %,d runs",
                            after.getAsDouble() - before.getAsDouble(),
                            options.images());
        }
        return new BenchmarkResult(figures, List.of(), text);
    }

    private static void repeat(CheckedNetwork network, int runs, Progress progress)
            throws LacunaException {
        List<Tensor> inputs = network.knownInputs();
        for (int i = 1; i <= runs; i++) {
            progress.throwIfCancelled();
            network.network().run(inputs);
            progress.advance(1);
            if (i % RUNS_A_COLLECTION == 0) {
                System.gc();
            }
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }
}
