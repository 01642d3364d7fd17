package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.inference.ModelDescriptor.Engine;
import org.lacuna.inference.internal.OnnxEngine;
import org.lacuna.inference.internal.RawNetwork;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network costs here, and what the same call costs without DJL.
 *
 * @param networkMs milliseconds of each {@link Network#run}, with copying in and out
 * @param rawMs milliseconds of each of ONNX Runtime's own calls, with copying in and out
 */
public record NetworkBenchmark(List<Double> networkMs, List<Double> rawMs) {
    public NetworkBenchmark {
        networkMs = List.copyOf(networkMs);
        rawMs = List.copyOf(rawMs);
        if (networkMs.isEmpty() || networkMs.size() != rawMs.size()) {
            throw new IllegalArgumentException(
                    "rawMs: " + rawMs.size() + " runs, expected " + networkMs.size() + ", above 0");
        }
    }

    /** A call that is timed. */
    @FunctionalInterface
    private interface Call {
        List<Tensor> run() throws ModelException;
    }

    /**
     * Runs both in turn and in changing order, so that a slower moment of the machine meets both.
     * Takes the memory of the network once more.
     *
     * @param network what is measured, on its known inputs
     * @param file the network's, to open it once more without DJL
     * @param options as the network was opened
     * @param runs of each, at least 1; one more is made before and not counted
     * @param progress cancels between two runs
     * @throws ModelException when a run fails, or the network is none of ONNX Runtime's
     */
    public static NetworkBenchmark measure(
            CheckedNetwork network,
            NetworkFile file,
            NetworkOptions options,
            int runs,
            Progress progress)
            throws ModelException {
        if (runs < 1) {
            throw new IllegalArgumentException("runs: " + runs + ", expected at least 1");
        }
        if (network.descriptor().engine() != Engine.ONNX_RUNTIME) {
            throw new ModelException(
                    file
                            + ": runs with the engine "
                            + network.descriptor().engine().word()
                            + ", expected "
                            + Engine.ONNX_RUNTIME.word()
                            + ": the comparison is with its own calls");
        }
        List<Tensor> inputs = network.knownInputs();
        List<String> outputs = network.network().outputs();
        List<Double> networkMs = new ArrayList<>();
        List<Double> rawMs = new ArrayList<>();
        progress.begin("time of " + network.descriptor().id(), 2L * (runs + 1));
        try (RawNetwork raw = OnnxEngine.get().openRaw(file, outputs, options)) {
            Call djl = () -> network.network().run(inputs);
            Call plain = () -> raw.run(inputs);
            milliseconds(djl, progress);
            milliseconds(plain, progress);
            for (int i = 0; i < runs; i++) {
                if (i % 2 == 0) {
                    networkMs.add(milliseconds(djl, progress));
                    rawMs.add(milliseconds(plain, progress));
                } else {
                    rawMs.add(milliseconds(plain, progress));
                    networkMs.add(milliseconds(djl, progress));
                }
            }
        }
        return new NetworkBenchmark(networkMs, rawMs);
    }

    private static double milliseconds(Call call, Progress progress) throws ModelException {
        progress.throwIfCancelled();
        long start = System.nanoTime();
        call.run();
        double ms = (System.nanoTime() - start) / 1e6;
        progress.advance(1);
        return ms;
    }

    /**
     * Median over the pairs of runs made one after the other, so that load from elsewhere meets
     * both sides of each; above 1 is what DJL adds.
     */
    public double ratio() {
        double[] ratios = new double[rawMs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = networkMs.get(i) / rawMs.get(i);
        }
        Arrays.sort(ratios);
        int n = ratios.length;
        return (ratios[(n - 1) / 2] + ratios[n / 2]) / 2;
    }
}
