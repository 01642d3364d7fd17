package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

class KMeansTest {
    private static Clustering fit(float[] rows, int count, int dim, int k) {
        return new KMeans(new KMeansParameters(k, 16_384, 100, 0, 3))
                .fit(rows, count, dim, Progress.NONE, Workers.sequential());
    }

    @ParameterizedTest
    @CsvSource({"300, 2, 7", "900, 5, 40", "2000, 33, 25", "50, 1, 6"})
    void bounds_changeNothing(int count, int dim, int k) {
        float[] rows = Vectors.gaussian(count, dim, 1);
        float[] start = Arrays.copyOf(rows, k * dim);
        Clustering fast =
                new Lloyd(rows, count, dim, Progress.NONE, Workers.sequential())
                        .run(start, k, 12, 0);
        int[] slow = plainLloyd(rows, count, dim, start.clone(), k, fast.iterations());
        assertArrayEquals(slow, fast.assignment());
    }

    /** Textbook iterations without any shortcut, for data in which no cluster runs empty. */
    private static int[] plainLloyd(
            float[] rows, int count, int dim, float[] centres, int k, int iterations) {
        int[] assignment = new int[count];
        for (int it = 0; ; it++) {
            for (int i = 0; i < count; i++) {
                assignment[i] = Vectors.nearest(rows, i, centres, k, dim);
            }
            if (it == iterations) {
                return assignment;
            }
            for (int c = 0; c < k; c++) {
                for (int d = 0; d < dim; d++) {
                    double sum = 0;
                    int n = 0;
                    for (int i = 0; i < count; i++) {
                        if (assignment[i] == c) {
                            sum += rows[i * dim + d];
                            n++;
                        }
                    }
                    assertTrue(n > 0, "the test data let a cluster run empty");
                    centres[c * dim + d] = (float) (sum / n);
                }
            }
        }
    }

    @Test
    void fit_findsSeparateClusters() {
        Clustering c = fit(Vectors.clustered(600, 4, 6, 2), 600, 4, 6);
        assertEquals(6, c.k());
        assertArrayEquals(new int[] {100, 100, 100, 100, 100, 100}, c.sizes());
        for (int i = 6; i < 600; i++) {
            assertEquals(c.assignment()[i % 6], c.assignment()[i]);
        }
    }

    @Test
    void fit_isALocalOptimumThatDescribesItself() {
        int count = 700;
        int dim = 3;
        float[] rows = Vectors.gaussian(count, dim, 4);
        Clustering c = fit(rows, count, dim, 12);
        double wcss = 0;
        double[] sum = new double[12 * dim];
        int[] size = c.sizes();
        for (int i = 0; i < count; i++) {
            int nearest = Vectors.nearest(rows, i, c.centres(), c.k(), dim);
            assertEquals(nearest, c.assignment()[i]);
            assertEquals(
                    Vectors.squared(rows, i, c.centres(), nearest, dim), c.squaredDistance()[i]);
            wcss += c.squaredDistance()[i];
            for (int d = 0; d < dim; d++) {
                sum[nearest * dim + d] += rows[i * dim + d];
            }
        }
        assertEquals(wcss, c.wcss(), 1e-9 * wcss);
        for (int j = 0; j < c.k() * dim; j++) {
            assertEquals(sum[j] / size[j / dim], c.centres()[j], 1e-5);
        }
    }

    @Test
    void moreIterations_neverRaiseWcss() {
        float[] rows = Vectors.gaussian(800, 6, 5);
        float[] start = Arrays.copyOf(rows, 30 * 6);
        double last = Double.POSITIVE_INFINITY;
        for (int n = 0; n < 10; n++) {
            double wcss =
                    new Lloyd(rows, 800, 6, Progress.NONE, Workers.sequential())
                            .run(start, 30, n, 0)
                            .wcss();
            assertTrue(wcss <= last * (1 + 1e-7), n + " iterations: " + wcss + " after " + last);
            last = wcss;
        }
    }

    @Test
    void representatives_areTheNearestMembers() {
        int count = 500;
        float[] rows = Vectors.gaussian(count, 2, 6);
        Clustering c = fit(rows, count, 2, 20);
        int[] representatives = c.representatives();
        for (int cluster = 0; cluster < c.k(); cluster++) {
            int best = -1;
            for (int i = 0; i < count; i++) {
                if (c.assignment()[i] == cluster
                        && (best < 0
                                || Vectors.squared(rows, i, c.centres(), cluster, 2)
                                        < Vectors.squared(rows, best, c.centres(), cluster, 2))) {
                    best = i;
                }
            }
            assertEquals(best, representatives[cluster]);
        }
        assertEquals(c.k(), Arrays.stream(representatives).distinct().count());
    }

    @Test
    void fewerDifferentRowsThanClusters_givesFewerClusters() {
        float[] rows = new float[90];
        for (int i = 0; i < 90; i++) {
            rows[i] = i % 3;
        }
        Clustering c = fit(rows, 90, 1, 10);
        assertEquals(3, c.k());
        assertEquals(0, c.wcss());
        assertArrayEquals(new int[] {30, 30, 30}, c.sizes());
    }

    @Test
    void equalRows_giveOneCluster() {
        float[] rows = new float[40];
        Arrays.fill(rows, 1.7f);
        Clustering c = fit(rows, 20, 2, 5);
        assertEquals(1, c.k());
        assertEquals(0, c.representatives()[0]);
    }

    @Test
    void asManyClustersAsRows_takesEveryRow() {
        float[] rows = Vectors.gaussian(37, 4, 7);
        assertEquals(37, fit(rows, 37, 4, 37).k());
        assertEquals(37, fit(rows, 37, 4, 500).k());
        Clustering one = fit(rows, 1, 4, 3);
        assertEquals(1, one.k());
        assertEquals(0, one.wcss());
    }

    @Test
    void emptyClusters_areRefilledWithTheFarthestRows() {
        float[] rows = Vectors.clustered(400, 3, 8, 8);
        // All centres far on one side: all rows go to one of them.
        float[] start = new float[8 * 3];
        for (int c = 0; c < 8; c++) {
            start[c * 3] = 100 + c;
        }
        Clustering c =
                new Lloyd(rows, 400, 3, Progress.NONE, Workers.sequential()).run(start, 8, 50, 0);
        assertEquals(8, c.k());
        for (int size : c.sizes()) {
            assertTrue(size > 0);
        }
    }

    @Test
    void fit_hasTheSameBitsForAnyThreads() {
        float[] rows = Vectors.gaussian(5000, 10, 9);
        KMeans means = new KMeans(new KMeansParameters(60, 3000, 10, 1e-4, 5));
        Clustering one = means.fit(rows, 5000, 10, Progress.NONE, Workers.sequential());
        try (Workers three = Workers.of(3)) {
            Clustering many = means.fit(rows, 5000, 10, Progress.NONE, three);
            assertArrayEquals(one.centres(), many.centres());
            assertArrayEquals(one.assignment(), many.assignment());
            assertEquals(one.wcss(), many.wcss());
        }
    }

    @Test
    void seeds_beatUniformDraws() {
        // 40 clusters of very different size: uniform draws miss the small ones.
        int count = 4000;
        float[] centres = Vectors.gaussian(40, 5, 10);
        float[] rows = Vectors.gaussian(count, 5, 11);
        SeededRandom random = new SeededRandom(12);
        for (int i = 0; i < count; i++) {
            int c = Math.min(39, (int) (40 * Math.pow(random.nextDouble(), 3)));
            for (int d = 0; d < 5; d++) {
                rows[i * 5 + d] = 10 * centres[c * 5 + d] + 0.1f * rows[i * 5 + d];
            }
        }
        double plusPlus = 0;
        double uniform = 0;
        for (int seed = 0; seed < 5; seed++) {
            plusPlus +=
                    new KMeans(new KMeansParameters(40, 16_384, 0, 0, seed))
                            .fit(rows, count, 5, Progress.NONE, Workers.sequential())
                            .wcss();
            int[] drawn = KMeans.sample(count, 40, new SeededRandom(seed));
            uniform +=
                    new Lloyd(rows, count, 5, Progress.NONE, Workers.sequential())
                            .run(KMeans.gather(rows, 5, drawn), 40, 0, 0)
                            .wcss();
        }
        assertTrue(plusPlus < 0.3 * uniform, plusPlus + " against " + uniform);
    }

    @Test
    void cancelled_stopsWithin100Millis() {
        float[] rows = Vectors.gaussian(30_000, 32, 13);
        Cancel cancel = new Cancel(50_000_000);
        KMeans means = new KMeans(new KMeansParameters(2000, 16_384, 1000, 0, 1));
        assertThrows(
                CancelledException.class,
                () -> means.fit(rows, 30_000, 32, cancel, Workers.sequential()));
        // Ten times the promise, since the machine may be busy.
        assertTrue(cancel.lateNanos() < 1_000_000_000L, "late by ns: " + cancel.lateNanos());
    }

    @Test
    void sample_isSortedWithoutRepetition() {
        int[] s = KMeans.sample(1000, 300, new SeededRandom(1));
        assertEquals(300, Arrays.stream(s).distinct().count());
        for (int i = 1; i < s.length; i++) {
            assertTrue(s[i] > s[i - 1]);
        }
        assertArrayEquals(new int[] {0, 1, 2}, KMeans.sample(3, 9, new SeededRandom(1)));
    }

    @Test
    void badInput_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new KMeansParameters(0, 1, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new KMeansParameters(1, 0, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new KMeansParameters(1, 1, -1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new KMeansParameters(1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> fit(new float[0], 0, 2, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> fit(new float[] {1, Float.POSITIVE_INFINITY}, 1, 2, 3));
    }
}
