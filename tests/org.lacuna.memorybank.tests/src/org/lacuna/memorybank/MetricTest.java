package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

class MetricTest {
    private static MemoryBank bank(Metric metric, float[] rows, int n, int dim, int projection) {
        BankParameters p =
                new BankParameters(
                        10_000,
                        BankParameters.Method.KMEANS,
                        60,
                        8,
                        128,
                        projection == 0 ? ProjectionRule.none() : ProjectionRule.dim(projection),
                        0.02,
                        10,
                        1,
                        metric);
        return new BankBuilder(p).build(rows, n, dim, Progress.NONE, Workers.sequential()).bank();
    }

    /** Whitened, projected and scaled in double, one step after the other. */
    private static double[] vector(MemoryBank bank, float[] rows, int row) {
        int dim = bank.inputDim();
        double[] mean = bank.transform().whitening().mean();
        double[] w = bank.transform().whitening().factor();
        double[] y = new double[dim];
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j <= i; j++) {
                y[i] += w[i * (i + 1) / 2 + j] * (rows[row * dim + j] - mean[j]);
            }
        }
        if (bank.isProjected()) {
            double[] p = bank.transform().projection().orElseThrow().rows();
            double[] z = new double[bank.entryDim()];
            for (int i = 0; i < z.length; i++) {
                for (int k = 0; k < dim; k++) {
                    z[i] += p[i * dim + k] * y[k];
                }
            }
            y = z;
        }
        return y;
    }

    private static double chord(double[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int k = 0; k < a.length; k++) {
            dot += a[k] * b[k];
            aa += a[k] * a[k];
            bb += (double) b[k] * b[k];
        }
        return Math.sqrt(Math.max(0, 2 - 2 * dot / Math.sqrt(aa * bb)));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void nearestTransformed_isNearestOfWhatIsTransformed(Metric metric) {
        float[] rows = Vectors.gaussian(800, 9, 3);
        MemoryBank bank = bank(metric, rows, 800, 9, 4);
        float[] probe = Vectors.gaussian(50, 9, 4);
        float[] expected = new float[50];
        int[] expectedEntries = new int[50];
        bank.nearest(probe, 50, expected, expectedEntries, Workers.sequential());
        float[] vectors = bank.transformed(probe, 50, Workers.sequential());
        float[] before = vectors.clone();
        float[] found = new float[50];
        int[] entries = new int[50];
        bank.nearestTransformed(vectors, 50, found, entries, Workers.sequential());
        assertArrayEquals(expectedEntries, entries);
        assertArrayEquals(expected, found, 1e-6f);
        assertArrayEquals(before, vectors);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void nearest_agreesWithPlainDouble(Metric metric) {
        for (int projection : new int[] {0, 4}) {
            int n = 800;
            int dim = 9;
            float[] rows = Vectors.gaussian(n, dim, 3);
            for (int i = 0; i < rows.length; i++) {
                rows[i] = 2 + (1 + i % dim) * rows[i];
            }
            MemoryBank bank = bank(metric, rows, n, dim, projection);
            assertEquals(metric, bank.metric());
            float[] probe = Vectors.gaussian(200, dim, 4);
            float[] distance = new float[200];
            bank.nearest(probe, 200, distance, new int[200], Workers.sequential());
            for (int i = 0; i < 200; i++) {
                double[] v = vector(bank, probe, i);
                double least = Double.MAX_VALUE;
                for (int e = 0; e < bank.entries(); e++) {
                    float[] entry = bank.entry(e);
                    least =
                            Math.min(
                                    least,
                                    metric == Metric.COSINE ? chord(v, entry) : plain(v, entry));
                }
                assertEquals(least, distance[i], 2e-4);
            }
        }
    }

    private static double plain(double[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum);
    }

    @Test
    void cosine_seesDirectionsAlone() {
        int n = 500;
        float[] rows = Vectors.gaussian(n, 6, 5);
        MemoryBank bank = bank(Metric.COSINE, rows, n, 6, 0);
        double[] mean = bank.transform().whitening().mean();
        for (int e = 0; e < bank.entries(); e++) {
            double sum = 0;
            for (float v : bank.entry(e)) {
                sum += (double) v * v;
            }
            assertEquals(1, sum, 1e-6);
        }
        float[] probe = new float[3 * 6];
        for (int k = 0; k < 6; k++) {
            double offset = rows[k] - mean[k];
            probe[k] = (float) (mean[k] + offset);
            probe[6 + k] = (float) (mean[k] + 1000 * offset);
            probe[12 + k] = (float) (mean[k] + 0.01 * offset);
        }
        float[] distance = new float[3];
        bank.nearest(probe, 3, distance, new int[3], Workers.sequential());
        assertEquals(distance[0], distance[1], 1e-4);
        assertEquals(distance[0], distance[2], 1e-3);
        MemoryBank plain = bank(Metric.EUCLIDEAN, rows, n, 6, 0);
        plain.nearest(probe, 3, distance, new int[3], Workers.sequential());
        assertTrue(distance[1] > 100);
    }

    @Test
    void normalise_keepsZeroAndStandsTheEndsOfTheRange() {
        float big = Float.MAX_VALUE;
        float tiny = Float.MIN_VALUE;
        float[] rows = {0, 0, big, big, tiny, 0, 3, -4};
        Metric.COSINE.normalise(rows, 4, 2);
        float half = (float) Math.sqrt(0.5);
        assertArrayEquals(new float[] {0, 0, half, half, 1, 0, 0.6f, -0.8f}, rows, 1e-7f);
        float[] same = {0, 2};
        Metric.EUCLIDEAN.normalise(same, 1, 2);
        assertArrayEquals(new float[] {0, 2}, same);
    }

    @Test
    void wildRows_keepTheirDirection() {
        float[] rows = Vectors.gaussian(300, 3, 6);
        MemoryBank bank = bank(Metric.COSINE, rows, 300, 3, 0);
        float[] probe = {1e30f, -2e30f, 3e30f, 1e38f, -2e38f, 3e38f};
        float[] scaled = bank.transform().apply(probe, 2, Workers.sequential());
        for (int k = 0; k < 3; k++) {
            assertEquals(scaled[k], scaled[3 + k], 1e-5);
        }
        float[] equal = new float[30];
        MemoryBank one = bank(Metric.COSINE, equal, 10, 3, 0);
        float[] distance = new float[2];
        one.nearest(new float[] {0, 0, 0, 5, 0, 0}, 2, distance, new int[2], Workers.sequential());
        assertEquals(0, distance[0]);
        assertEquals(1, distance[1], 1e-6);
    }

    @Test
    void otherChoices_keepTheMetric() {
        BankParameters p = BankParameters.defaults(1).withMetric(Metric.COSINE);
        assertEquals(Metric.COSINE, p.withProjection(ProjectionRule.dim(32)).metric());
        BankParameters changed =
                p.withSeed(2)
                        .withMethod(BankParameters.Method.RANDOM)
                        .withFixedEntries(3)
                        .withElbow(4, 5)
                        .withMaxTrainingVectors(6)
                        .withProjection(ProjectionRule.dim(7));
        assertEquals(
                new BankParameters(
                        6,
                        BankParameters.Method.RANDOM,
                        3,
                        4,
                        5,
                        ProjectionRule.dim(7),
                        p.shrinkage(),
                        p.maxIterations(),
                        2,
                        Metric.COSINE),
                changed);
    }
}
