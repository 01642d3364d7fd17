package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.inference.internal.OnnxEngine;
import org.lacuna.inference.internal.RawNetwork;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a network costs here, and what the same call costs without DJL.
 *
 * @param networkMs median milliseconds of {@link Network#run}, with copying in and out
 * @param rawMs median milliseconds of ONNX Runtime's own call, with copying in and out
 */
public record NetworkBenchmark(Device device, double networkMs, double rawMs) {

    /** A call that is timed. */
    @FunctionalInterface
    private interface Call {
        List<Tensor> run() throws ModelException;
    }

    /**
     * Runs both in turn and in changing order, so that a slower moment of the machine meets both.
     *
     * @param runs of each, at least 1; one more is made before and not counted
     */
    public static NetworkBenchmark measure(
            Path onnx, List<String> outputs, List<Tensor> inputs, NetworkOptions options, int runs)
            throws ModelException {
        if (runs < 1) {
            throw new IllegalArgumentException("runs: " + runs + ", expected at least 1");
        }
        double[] networkMs = new double[runs];
        double[] rawMs = new double[runs];
        try (Network network = NetworkEngine.instance().open(onnx, outputs, options);
                RawNetwork raw = OnnxEngine.get().openRaw(NetworkFile.of(onnx), outputs, options)) {
            network.run(inputs);
            raw.run(inputs);
            for (int i = 0; i < runs; i++) {
                if (i % 2 == 0) {
                    networkMs[i] = milliseconds(() -> network.run(inputs));
                    rawMs[i] = milliseconds(() -> raw.run(inputs));
                } else {
                    rawMs[i] = milliseconds(() -> raw.run(inputs));
                    networkMs[i] = milliseconds(() -> network.run(inputs));
                }
            }
            return new NetworkBenchmark(network.device(), median(networkMs), median(rawMs));
        }
    }

    private static double milliseconds(Call call) throws ModelException {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Above 1 is what DJL adds. */
    public double ratio() {
        return networkMs / rawMs;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
