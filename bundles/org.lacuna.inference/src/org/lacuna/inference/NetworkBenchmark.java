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

    /** Both calls in turn, so that a slower moment of the machine meets both. */
    public static NetworkBenchmark measure(
            Path onnx, List<String> outputs, List<Tensor> inputs, NetworkOptions options, int runs)
            throws ModelException {
        if (runs < 1) {
            throw new IllegalArgumentException("runs: " + runs + ", expected at least 1");
        }
        double[] networkMs = new double[runs];
        double[] rawMs = new double[runs];
        try (Network network = NetworkEngine.instance().open(onnx, outputs, options);
                RawNetwork raw = OnnxEngine.get().openRaw(onnx, outputs, options)) {
            network.run(inputs);
            raw.run(inputs);
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                network.run(inputs);
                long middle = System.nanoTime();
                raw.run(inputs);
                networkMs[i] = (middle - start) / 1e6;
                rawMs[i] = (System.nanoTime() - middle) / 1e6;
            }
            return new NetworkBenchmark(network.device(), median(networkMs), median(rawMs));
        }
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
