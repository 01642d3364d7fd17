package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

class LossesTest {
    private static final Workers ONE = Workers.sequential();
    private static final int ROWS = 150;
    private static final int COLUMNS = 5;

    private final Batch x = Reference.normal(ROWS, COLUMNS, 1);
    private final Batch t = Reference.normal(ROWS, COLUMNS, 2);
    private final Batch g = Batch.allocate(ROWS, COLUMNS);
    private final float[] w = weights();

    private static float[] weights() {
        SeededRandom random = new SeededRandom(3);
        float[] w = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            w[r] = r % 7 == 0 ? 0 : (float) random.uniform(0.1, 2);
        }
        return w;
    }

    private interface RowLoss {
        double of(double[] prediction, int row);
    }

    /** Value and gradient against the plain formula of one row in double. */
    private void check(double actual, RowLoss plain) {
        double total = 0;
        for (float v : w) {
            total += v;
        }
        double expected = 0;
        for (int r = 0; r < ROWS; r++) {
            int row = r;
            double share = w[r] / total;
            expected += share * plain.of(Reference.row(x, r), r);
            double[] slope = Reference.gradient(Reference.row(x, r), v -> share * plain.of(v, row));
            assertArrayEquals(slope, Reference.row(g, r), 1e-8, "row " + r);
        }
        assertEquals(expected, actual, 1e-6 * expected);
    }

    private static double[] softmax(double[] x, double temperature) {
        double[] p = Arrays.stream(x).map(v -> Math.exp(v / temperature)).toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / sum).toArray();
    }

    @Test
    void crossEntropy_labels_likeThePlainFormula() {
        int[] labels = new int[ROWS];
        Arrays.setAll(labels, r -> (r * 3) % COLUMNS);
        double loss = Losses.crossEntropy(x, labels, RowWeights.of(w), g, ONE);
        check(loss, (v, r) -> -Math.log(softmax(v, 1)[labels[r]]));
    }

    @Test
    void crossEntropy_probabilities_likeThePlainFormula() {
        Softmax.apply(t, t);
        double loss = Losses.crossEntropy(x, t, RowWeights.of(w), g, ONE);
        check(
                loss,
                (v, r) -> {
                    double[] p = softmax(v, 1);
                    double sum = 0;
                    for (int i = 0; i < COLUMNS; i++) {
                        sum -= t.get(r, i) * Math.log(p[i]);
                    }
                    return sum;
                });
    }

    @Test
    void distillation_likeThePlainFormula() {
        for (double temperature : new double[] {0.5, 1, 4}) {
            double loss = Losses.distillation(x, t, temperature, RowWeights.of(w), g, ONE);
            check(
                    loss,
                    (v, r) -> {
                        double[] q = softmax(v, temperature);
                        double[] p = softmax(Reference.row(t, r), temperature);
                        double sum = 0;
                        for (int i = 0; i < COLUMNS; i++) {
                            sum += p[i] * Math.log(p[i] / q[i]);
                        }
                        return temperature * temperature * sum;
                    });
        }
    }

    @Test
    void cosine_likeThePlainFormula() {
        double loss = Losses.cosine(x, t, RowWeights.of(w), g, ONE);
        check(
                loss,
                (v, r) -> {
                    double[] u = Reference.row(t, r);
                    return 1
                            - Reference.dot(u, v)
                                    / Math.sqrt(Reference.dot(u, u) * Reference.dot(v, v));
                });
    }

    @Test
    void squaredError_likeThePlainFormula() {
        double loss = Losses.squaredError(x, t, RowWeights.of(w), g, ONE);
        check(
                loss,
                (v, r) -> {
                    double sum = 0;
                    for (int i = 0; i < COLUMNS; i++) {
                        sum += Math.pow(v[i] - t.get(r, i), 2) / COLUMNS;
                    }
                    return sum;
                });
    }

    @Test
    void knownValues() {
        Batch zeros = Batch.allocate(2, 4);
        Batch out = Batch.allocate(2, 4);
        RowWeights both = RowWeights.equal(2);
        assertEquals(
                Math.log(4), Losses.crossEntropy(zeros, new int[] {0, 3}, both, out, ONE), 1e-15);
        assertArrayEquals(
                new float[] {-.375f, .125f, .125f, .125f, .125f, .125f, .125f, -.375f},
                out.values(),
                1e-7f);
        Batch a = Batch.of(new float[] {1, 0, 0, 2}, 2, 2);
        Batch b = Batch.of(new float[] {0, 3, 0, 1}, 2, 2);
        Batch slope = Batch.allocate(2, 2);
        assertEquals(0.5, Losses.cosine(a, b, both, slope, ONE), 1e-15);
        assertArrayEquals(new float[] {0, -0.5f, 0, 0}, slope.values(), 1e-7f);
        assertEquals((1 + 9 + 0 + 1) / 4.0, Losses.squaredError(a, b, both, slope, ONE), 1e-15);
        assertArrayEquals(new float[] {0.5f, -1.5f, 0, 0.5f}, slope.values(), 1e-7f);
    }

    @Test
    void distillation_sameLogits_exactlyNothing() {
        assertEquals(0, Losses.distillation(x, x, 3, RowWeights.equal(ROWS), g, ONE));
        for (float v : g.values()) {
            assertEquals(0f, v + 0f);
        }
    }

    /** The teacher's distribution is the reference: what it rules out costs the student nothing. */
    @Test
    void distillation_isNotSymmetric() {
        Batch sure = Batch.of(new float[] {30, 0}, 1, 2);
        Batch unsure = Batch.of(new float[] {0, 0}, 1, 2);
        Batch out = Batch.allocate(1, 2);
        RowWeights one = RowWeights.equal(1);
        assertEquals(Math.log(2), Losses.distillation(unsure, sure, 1, one, out, ONE), 1e-10);
        assertEquals(15 - Math.log(2), Losses.distillation(sure, unsure, 1, one, out, ONE), 1e-10);
    }

    @Test
    void softmax_knownValues() {
        Batch logits = Batch.of(new float[] {0, 0, 1000, 0, 0, (float) Math.log(3)}, 3, 2);
        Softmax.apply(logits, logits);
        assertArrayEquals(new float[] {.5f, .5f, 1, 0, .25f, .75f}, logits.values(), 1e-7f);
        GradientTest.assertMessage(
                "output: 2 rows of 2, expected 3 rows of 2",
                () -> Softmax.apply(logits, Batch.allocate(2, 2)));
    }

    @Test
    void hugeLogits_stayFinite() {
        Batch far = Batch.of(new float[] {1e30f, -1e30f, -3e38f, 3e38f}, 2, 2);
        Batch out = Batch.allocate(2, 2);
        double loss = Losses.crossEntropy(far, new int[] {0, 0}, RowWeights.equal(2), out, ONE);
        assertEquals(3e38, loss, 1e33);
        assertArrayEquals(new float[] {0, 0, -0.5f, 0.5f}, out.values(), 0f);
    }

    @Test
    void cosine_vectorsWithoutDirection_lossOneAndNoGradient() {
        Batch a = Batch.of(new float[] {0, 0, 1, 1, 1e-7f, 0}, 3, 2);
        Batch b = Batch.of(new float[] {1, 1, 0, 0, 1, 0}, 3, 2);
        Batch out = Batch.of(new float[] {9, 9, 9, 9, 9, 9}, 3, 2);
        assertEquals(1, Losses.cosine(a, b, RowWeights.equal(3), out, ONE), 1e-15);
        for (float v : out.values()) {
            assertEquals(0f, v + 0f);
        }
    }

    @Test
    void rowsOfWeightZero_areNotLookedAt() {
        x.values()[0] = Float.NaN;
        int[] labels = new int[ROWS];
        labels[0] = -1;
        Arrays.fill(g.values(), 5f);
        double loss = Losses.crossEntropy(x, labels, RowWeights.of(w), g, ONE);
        assertTrue(Double.isFinite(loss));
        assertArrayEquals(new double[COLUMNS], Reference.row(g, 0));
    }

    @Test
    void threads_sameBits() {
        int[] labels = new int[ROWS];
        double loss = Losses.crossEntropy(x, labels, RowWeights.of(w), g, ONE);
        try (Workers three = Workers.of(3)) {
            Batch other = Batch.allocate(ROWS, COLUMNS);
            assertEquals(loss, Losses.crossEntropy(x, labels, RowWeights.of(w), other, three));
            assertArrayEquals(g.values(), other.values());
        }
    }

    @Test
    void badArguments_refused() {
        RowWeights all = RowWeights.equal(ROWS);
        int[] labels = new int[ROWS];
        labels[4] = COLUMNS;
        GradientTest.assertMessage(
                "label of row 4: 5, expected 0..4",
                () -> Losses.crossEntropy(x, labels, all, g, ONE));
        GradientTest.assertMessage(
                "labels: 3, expected 150", () -> Losses.crossEntropy(x, new int[3], all, g, ONE));
        GradientTest.assertMessage(
                "rows of the weights: 3, expected 150",
                () -> Losses.squaredError(x, t, RowWeights.equal(3), g, ONE));
        GradientTest.assertMessage(
                "target: 2 rows of 5, expected 150 rows of 5",
                () -> Losses.cosine(x, Batch.allocate(2, 5), all, g, ONE));
        GradientTest.assertMessage(
                "gradient: 150 rows of 4, expected 150 rows of 5",
                () -> Losses.cosine(x, t, all, Batch.allocate(150, 4), ONE));
        GradientTest.assertMessage(
                "temperature: 0.0, expected 0.01..1000.0",
                () -> Losses.distillation(x, t, 0, all, g, ONE));
        GradientTest.assertMessage(
                "weights: all 0, expected at least one above 0", () -> RowWeights.of(0, 0));
        GradientTest.assertMessage(
                "weight of row 1: -1.0, expected 0.0..3.4028234663852886E38",
                () -> RowWeights.of(0, -1));
        Batch p = Batch.allocate(ROWS, COLUMNS);
        GradientTest.assertMessage(
                "targets: row 0: sum 0.0, expected 1",
                () -> Losses.crossEntropy(x, p, all, g, ONE));
        p.values()[1] = -0.5f;
        GradientTest.assertMessage(
                "targets: row 0, column 1: -0.5, expected a probability of 0..1",
                () -> Losses.crossEntropy(x, p, all, g, ONE));
    }

    @Test
    void notANumber_isNamed() {
        RowWeights all = RowWeights.equal(ROWS);
        x.values()[2 * COLUMNS + 3] = Float.NaN;
        String end = ": row 2, column 3: NaN, expected a finite number";
        GradientTest.assertMessage(
                "logits" + end, () -> Losses.crossEntropy(x, new int[ROWS], all, g, ONE));
        GradientTest.assertMessage(
                "student" + end, () -> Losses.distillation(x, t, 1, all, g, ONE));
        GradientTest.assertMessage(
                "teacher" + end, () -> Losses.distillation(t, x, 1, all, g, ONE));
        GradientTest.assertMessage("prediction" + end, () -> Losses.cosine(x, t, all, g, ONE));
        GradientTest.assertMessage("target" + end, () -> Losses.cosine(t, x, all, g, ONE));
        GradientTest.assertMessage(
                "prediction" + end, () -> Losses.squaredError(x, t, all, g, ONE));
        GradientTest.assertMessage("target" + end, () -> Losses.squaredError(t, x, all, g, ONE));
    }
}
