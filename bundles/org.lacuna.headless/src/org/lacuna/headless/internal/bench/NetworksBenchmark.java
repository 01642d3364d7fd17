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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a network costs: time against ONNX Runtime's own call, and memory that does not come back.
 */
final class NetworksBenchmark implements Benchmark {
    private static final int RUNS = 21;

    /** So often is garbage collected that the Java heap has no cause to grow. */
    private static final int RUNS_A_COLLECTION = 16;

    private final Supplier<Optional<ResidentMemory>> memory;

    NetworksBenchmark() {
        this(ResidentMemory::now);
    }

    /**
     * @param memory how memory is measured
     */
    NetworksBenchmark(Supplier<Optional<ResidentMemory>> memory) {
        this.memory = memory;
    }

    @Override
    public String name() {
        return "networks";
    }

    @Override
    public String description() {
        return "One network on one known input: ms of a run as Lacuna does it, through DJL, and of"
                + " ONNX Runtime's own call, in turn; MB that the process holds, and that its"
                + " Java heap has of it, before and after many runs.";
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

        // The runs above have warmed up: what the network keeps for its next run is there.
        Optional<ResidentMemory> before = memory.get();
        List<Tensor> inputs = network.knownInputs();
        progress.begin("memory of " + network.descriptor().id(), options.images());
        for (int i = 0; i < options.images(); i++) {
            progress.throwIfCancelled();
            network.network().run(inputs);
            progress.advance(1);
            if (i % RUNS_A_COLLECTION == 0) {
                System.gc();
            }
        }
        Optional<ResidentMemory> after = memory.get();
        String text = "device " + network.network().device();
        if (before.isEmpty() || after.isEmpty()) {
            text += "\nmemory: not measured, this system has no /proc/self/status with VmRSS";
        } else {
            figures.addAll(rows(name, "before", before.get()));
            figures.addAll(rows(name, "after", after.get()));
            double process = after.get().processMb() - before.get().processMb();
            double heap = after.get().heapMb() - before.get().heapMb();
            text +=
                    String.format(
                            Locale.ROOT,
                            "\nmemory: %+.1f MB in %,d runs; %+.1f MB of it Java heap, %+.1f MB"
                                    + " outside",
                            process,
                            options.images(),
                            heap,
                            process - heap);
        }
        return new BenchmarkResult(figures, List.of(), text);
    }

    private static List<Measurement> rows(String name, String when, ResidentMemory memory) {
        return List.of(
                Measurement.of(name + "memory_" + when, "MB", memory.processMb()),
                Measurement.of(name + "heap_" + when, "MB", memory.heapMb()));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }
}
