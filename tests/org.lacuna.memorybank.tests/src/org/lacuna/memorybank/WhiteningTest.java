package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;

class WhiteningTest {
    /** Correlated channels of very different scale and offset. */
    private static float[] correlated(int count, int dim) {
        float[] z = Vectors.gaussian(count, dim, 1);
        float[] rows = new float[count * dim];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < dim; k++) {
                float v = z[i * dim + k] + (k > 0 ? 0.8f * z[i * dim + k - 1] : 0);
                rows[i * dim + k] = (float) (50 * k + Math.pow(10, k % 5 - 2) * v);
            }
        }
        return rows;
    }

    private static double[][] covariance(float[] rows, int count, int dim) {
        double[] mean = new double[dim];
        for (int i = 0; i < count * dim; i++) {
            mean[i % dim] += rows[i] / (double) count;
        }
        double[][] c = new double[dim][dim];
        for (int i = 0; i < count; i++) {
            for (int a = 0; a < dim; a++) {
                for (int b = 0; b < dim; b++) {
                    c[a][b] +=
                            (rows[i * dim + a] - mean[a]) * (rows[i * dim + b] - mean[b]) / count;
                }
            }
        }
        return c;
    }

    @Test
    void apply_withoutShrinkage_givesUnitCovariance() {
        int dim = 9;
        int count = 20_000;
        float[] rows = correlated(count, dim);
        float[] white = new float[rows.length];
        Whitening.fit(rows, count, dim, 0).apply(rows, count, white);
        double[][] c = covariance(white, count, dim);
        for (int a = 0; a < dim; a++) {
            for (int b = 0; b < dim; b++) {
                assertEquals(a == b ? 1 : 0, c[a][b], 1e-3, a + ", " + b);
            }
        }
    }

    @Test
    void distanceAfterApply_isMahalanobis() {
        // Covariance [[4, 2], [2, 3]] by four points; its inverse is [[3, -2], [-2, 4]] / 8.
        float[] rows = {2, 1, -2, -1, 2, 1, -2, -1, 0, 2, 0, -2, 0, 2, 0, -2};
        int count = 8;
        double[][] c = covariance(rows, count, 2);
        double det = c[0][0] * c[1][1] - c[0][1] * c[0][1];
        float[] points = {0.3f, -1.2f, 2.5f, 0.9f};
        float[] white = new float[4];
        Whitening.fit(rows, count, 2, 0).apply(points, 2, white);
        double dx = points[0] - points[2];
        double dy = points[1] - points[3];
        double expected = (c[1][1] * dx * dx - 2 * c[0][1] * dx * dy + c[0][0] * dy * dy) / det;
        assertEquals(expected, Vectors.squared(white, 0, white, 1, 2), 1e-5 * expected);
    }

    @Test
    void fit_doesNotDependOnUnits() {
        int dim = 6;
        float[] rows = correlated(500, dim);
        float[] scaled = rows.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= i % dim % 2 == 0 ? 1024 : 1f / 512;
        }
        float[] a = new float[rows.length];
        float[] b = new float[rows.length];
        Whitening.fit(rows, 500, dim, 0.1).apply(rows, 500, a);
        Whitening.fit(scaled, 500, dim, 0.1).apply(scaled, 500, b);
        assertArrayEquals(a, b, 1e-4f);
    }

    @Test
    void constantChannel_countsWithTypicalScale() {
        int count = 1000;
        float[] rows = Vectors.gaussian(count, 3, 2);
        for (int i = 0; i < count; i++) {
            rows[i * 3 + 1] = 7;
        }
        Whitening w = Whitening.fit(rows, count, 3, 0);
        float[] out = new float[3];
        w.apply(new float[] {0, 7, 0}, 1, out);
        assertEquals(0, out[1], 1e-6);
        w.apply(new float[] {0, 9, 0}, 1, out);
        assertEquals(2, out[1], 0.2);
    }

    @Test
    void allConstant_staysFinite() {
        float[] rows = new float[50 * 4];
        Arrays.fill(rows, 0.1f);
        float[] out = new float[rows.length];
        Whitening w = Whitening.fit(rows, 50, 4, 0);
        w.apply(rows, 50, out);
        assertArrayEquals(new float[rows.length], out, 1e-6f);
        w.apply(new float[] {1.1f, 0.1f, 0.1f, 0.1f}, 1, out);
        assertEquals(1, out[0], 1e-5);
    }

    @Test
    void dependentChannels_stayFinite() {
        int count = 300;
        float[] rows = Vectors.gaussian(count, 4, 3);
        for (int i = 0; i < count; i++) {
            rows[i * 4 + 2] = rows[i * 4];
            rows[i * 4 + 3] = rows[i * 4] + rows[i * 4 + 1];
        }
        float[] out = new float[rows.length];
        Whitening.fit(rows, count, 4, 0).apply(rows, count, out);
        for (float v : out) {
            assertTrue(Math.abs(v) < 50, "value " + v);
        }
    }

    @Test
    void fullShrinkage_onlyScales() {
        float[] rows = correlated(400, 3);
        double[] factor = Whitening.fit(rows, 400, 3, 1).factor();
        assertEquals(0, factor[1]);
        assertEquals(0, factor[3]);
        assertEquals(0, factor[4]);
        double[][] c = covariance(rows, 400, 3);
        assertEquals(1 / Math.sqrt(c[2][2]), factor[5], 1e-9 * factor[5]);
    }

    @Test
    void fit_ofOneRow_isMeanAndUnitScale() {
        Whitening w = Whitening.fit(new float[] {3, 4}, 1, 2, 0.02);
        assertArrayEquals(new double[] {3, 4}, w.mean());
        assertArrayEquals(new double[] {1, 0, 1}, w.factor());
    }

    @Test
    void fit_hasTheSameBitsForAnyThreads() {
        float[] rows = correlated(20_000, 7);
        Whitening one = Whitening.fit(rows, 20_000, 7, 0.02);
        try (Workers three = Workers.of(3)) {
            Whitening many = Whitening.fit(rows, 20_000, 7, 0.02, Progress.NONE, three);
            assertArrayEquals(one.factor(), many.factor());
            assertArrayEquals(one.mean(), many.mean());
        }
    }

    @Test
    void badInput_isNamed() {
        assertMessage("count: 0", () -> Whitening.fit(new float[0], 0, 2, 0));
        assertMessage("dim: 0", () -> Whitening.fit(new float[0], 1, 0, 0));
        assertMessage("rows: 3 values", () -> Whitening.fit(new float[3], 2, 2, 0));
        assertMessage(
                "row 1, column 0: NaN",
                () -> Whitening.fit(new float[] {0, 0, Float.NaN, 0}, 2, 2, 0));
        assertMessage("shrinkage: 1.5", () -> Whitening.fit(new float[4], 2, 2, 1.5));
    }

    @Test
    void cancelled_stops() {
        assertThrows(
                CancelledException.class,
                () ->
                        Whitening.fit(
                                new float[200], 100, 2, 0, new Cancel(0), Workers.sequential()));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
