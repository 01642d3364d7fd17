package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

class NetworkTest {
    private final Network network =
            Network.input(19)
                    .dense(33)
                    .layerNorm()
                    .gelu()
                    .dropout(0.3)
                    .dense(7)
                    .relu()
                    .dense(3)
                    .build();

    @Test
    void parameters_lieLayerAfterLayer() {
        assertEquals(19, network.inputs());
        assertEquals(3, network.outputs());
        assertEquals(20 * 33 + 2 * 33 + 34 * 7 + 8 * 3, network.parameterCount());
        assertEquals(0, network.offset(0));
        assertEquals(20 * 33, network.offset(1));
        assertEquals(20 * 33 + 66, network.offset(2));
        assertEquals(20 * 33 + 66 + 34 * 7, network.offset(6));
    }

    @Test
    void initialParameters_spreadByWhatFollows() {
        Network wide = Network.input(200).dense(100).layerNorm().relu().dense(300).build();
        float[] p = wide.initialParameters(new SeededRandom(3));
        assertEquals(Math.sqrt(2.0 / 200), deviation(p, 0, 20_000), 2e-3);
        assertArrayEquals(new float[100], Arrays.copyOfRange(p, 20_000, 20_100));
        for (int i = 0; i < 100; i++) {
            assertEquals(1f, p[20_100 + i]);
            assertEquals(0f, p[20_200 + i]);
        }
        assertEquals(Math.sqrt(2.0 / 400), deviation(p, 20_300, 30_000), 2e-3);
        assertArrayEquals(p, wide.initialParameters(new SeededRandom(3)));
        assertNotEquals(p[0], wide.initialParameters(new SeededRandom(4))[0]);
    }

    private static double deviation(float[] p, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) p[i] * p[i];
        }
        return Math.sqrt(sum / count);
    }

    @Test
    void decayFactors_weightsOnly() {
        float[] expected = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
        assertArrayEquals(
                expected, Network.input(2).dense(2).layerNorm().relu().build().decayFactors());
    }

    /** A row's bits depend on the row alone, wherever it lies and whoever works on it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 127, 128, 129, 515})
    void apply_rowAlone_likeInAnyBatch(int count) {
        float[] p = Reference.parameters(network, 1);
        Batch rows = Reference.normal(count, 19, 2);
        Batch together = network.apply(p, rows, Workers.sequential());
        for (int r = 0; r < count; r += 1 + r / 20) {
            Batch one = Batch.allocate(1, 19);
            one.gather(rows, new int[] {r}, 0);
            Batch alone = network.apply(p, one, Workers.sequential());
            for (int k = 0; k < 3; k++) {
                assertEquals(alone.get(0, k), together.get(r, k), "row " + r);
            }
        }
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(together.values(), network.apply(p, rows, three).values());
        }
        Tape tape = new Tape(network, count);
        assertArrayEquals(together.values(), tape.forward(p, rows, Workers.sequential()).values());
    }

    @Test
    void apply_likeTheReference() {
        float[] p = Reference.parameters(network, 1);
        Batch rows = Reference.normal(200, 19, 2);
        Batch out = network.apply(p, rows, Workers.sequential());
        for (int r = 0; r < 200; r++) {
            double[] expected =
                    Reference.forward(
                            network, Reference.doubles(p), Reference.row(rows, r), List.of());
            assertArrayEquals(expected, Reference.row(out, r), 1e-5, "row " + r);
        }
    }

    @Test
    void apply_noRows_noRows() {
        Batch out =
                network.apply(
                        new float[network.parameterCount()],
                        Batch.allocate(0, 19),
                        Workers.sequential());
        assertEquals(0, out.rows());
    }

    /** All columns equal: nothing to normalize, the bias is what is left. */
    @Test
    void layerNorm_constantRow_givesTheBias() {
        Network norm = Network.input(3).layerNorm().build();
        float[] p = {2, 3, 4, 0.5f, -1, 7};
        Batch rows = Batch.of(new float[] {8, 8, 8}, 1, 3);
        assertArrayEquals(
                new float[] {0.5f, -1, 7}, norm.apply(p, rows, Workers.sequential()).values());
        Tape tape = new Tape(norm, 1);
        tape.forward(p, rows, Workers.sequential());
        Batch slope = Batch.allocate(1, 3);
        tape.backward(
                p,
                Batch.of(new float[] {1, 0, 0}, 1, 3),
                new float[6],
                slope,
                Workers.sequential());
        for (float v : slope.values()) {
            assertTrue(Float.isFinite(v));
        }
    }

    @Test
    void dropout_dropsItsShareAndKeepsTheMean() {
        Network drop = Network.input(200).dropout(0.3).build();
        Batch ones = Batch.allocate(500, 200);
        Arrays.fill(ones.values(), 1f);
        Tape tape = new Tape(drop, 500);
        SeededRandom step = new SeededRandom(9);
        float[] first =
                tape.forward(new float[0], ones, step, Workers.sequential()).values().clone();
        int zeros = 0;
        for (float v : first) {
            zeros += v == 0 ? 1 : 0;
            assertTrue(v == 0 || v == (float) (1 / 0.7), "value " + v);
        }
        // Four standard deviations of a binomial distribution.
        assertEquals(0.3, zeros / 100_000.0, 4 * Math.sqrt(0.3 * 0.7 / 100_000));
        step.nextLong();
        float[] again =
                tape.forward(new float[0], ones, step, Workers.sequential()).values().clone();
        assertArrayEquals(first, again, "the seed alone decides");
        float[] other =
                tape.forward(new float[0], ones, new SeededRandom(10), Workers.sequential())
                        .values();
        assertFalse(Arrays.equals(first, other));
        assertArrayEquals(
                ones.values(), tape.forward(new float[0], ones, Workers.sequential()).values());
    }

    @Test
    void dropout_chunksAndLayersDrawTheirOwn() {
        Network twice = Network.input(64).dropout(0.5).build();
        Batch ones = Batch.allocate(256, 64);
        Arrays.fill(ones.values(), 1f);
        SeededRandom step = new SeededRandom(1);
        float[] v =
                new Tape(twice, 256)
                        .forward(new float[0], ones, step, Workers.sequential())
                        .values();
        int half = 128 * 64;
        assertFalse(Arrays.equals(v, 0, half, v, half, 2 * half));
        Network two = new Network(List.of(new Layer.Dropout(64, 0.5), new Layer.Dropout(64, 0.5)));
        float[] both =
                new Tape(two, 256).forward(new float[0], ones, step, Workers.sequential()).values();
        int kept = 0;
        for (float b : both) {
            kept += b > 0 ? 1 : 0;
        }
        assertEquals(0.25, kept / (2.0 * half), 0.02);
    }

    @Test
    void badNetworks_refused() {
        GradientTest.assertMessage(
                "dense inputs: 0, expected 1..65536", () -> Network.input(0).dense(1));
        GradientTest.assertMessage(
                "dense outputs: -3, expected 1..65536", () -> Network.input(2).dense(-3));
        GradientTest.assertMessage(
                "dense parameters: 4295032832, expected 1..67108864",
                () -> Network.input(1 << 16).dense(1 << 16));
        GradientTest.assertMessage(
                "dropout rate: 1.0, expected 0.0..0.95", () -> Network.input(2).dropout(1));
        GradientTest.assertMessage(
                "layer norm epsilon: 0.0, expected 1.1754943508222875E-38..1.0",
                () -> new Layer.LayerNorm(2, 0));
        GradientTest.assertMessage("layers: 0, expected 1..256", () -> new Network(List.of()));
        GradientTest.assertMessage(
                "layers: 257, expected 1..256",
                () -> new Network(Collections.nCopies(257, new Layer.Relu(1))));
        GradientTest.assertMessage(
                "layer 1: inputs: 4, expected 3",
                () -> new Network(List.of(new Layer.Dense(2, 3), new Layer.Relu(4))));
        Layer large = new Layer.Dense(8191, 8191);
        GradientTest.assertMessage(
                "parameters: 134201344, expected 0..67108864",
                () -> new Network(List.of(large, large)));
        GradientTest.assertMessage(
                "floats of a tape for 1048576 rows: 5242880000, expected 1..1073741824",
                () -> new Tape(Network.input(1000).relu().build(), 1 << 20));
    }

    @Test
    void badInput_refused() {
        float[] p = new float[network.parameterCount()];
        GradientTest.assertMessage(
                "input: 2 rows of 18, expected 2 rows of 19",
                () -> network.apply(p, Batch.allocate(2, 18), Workers.sequential()));
        GradientTest.assertMessage(
                "length of parameters: 3, expected 988",
                () -> network.apply(new float[3], Batch.allocate(2, 19), Workers.sequential()));
        Batch rows = Reference.normal(300, 19, 1);
        rows.values()[200 * 19 + 18] = Float.POSITIVE_INFINITY;
        rows.values()[299 * 19] = Float.NaN;
        try (Workers three = Workers.of(3)) {
            GradientTest.assertMessage(
                    "input: row 200, column 18: Infinity, expected a finite number",
                    () -> network.apply(p, rows, three));
        }
    }
}
