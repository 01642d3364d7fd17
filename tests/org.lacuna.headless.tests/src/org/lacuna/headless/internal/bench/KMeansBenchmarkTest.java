package org.lacuna.headless.internal.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.List;

class KMeansBenchmarkTest {
    @Test
    void measure_namesTimeAndResult() {
        List<Measurement> rows =
                KMeansBenchmark.measure("build", 3000, 16, 50, Progress.NONE, Workers.sequential());
        assertEquals("build", rows.get(0).name());
        assertEquals("s", rows.get(0).unit());
        assertTrue(rows.get(1).median() >= 1);
        assertTrue(rows.get(2).median() > 0.25 * 4 / 2, rows::toString);
    }

    @Test
    void tooSmallAHeap_measuresNothing() {
        assertEquals(
                List.of(), KMeansBenchmark.measure(1L << 30, Progress.NONE, Workers.sequential()));
    }

    @Test
    void vectors_areMadeFromTheirNumberAlone() {
        PatchVectors vectors = new PatchVectors(500, 32, 20, 7);
        float[] all = new float[500 * 32];
        vectors.read(0, 500, all, 0);
        float[] some = new float[10 * 32];
        vectors.read(321, 10, some, 0);
        assertArrayEquals(Arrays.copyOfRange(all, 321 * 32, 331 * 32), some);
    }

    @Test
    void vectors_lieInPatches() {
        // The nearest other vector is much nearer than a random one.
        int n = 2000;
        int dim = 64;
        float[] v = new float[n * dim];
        new PatchVectors(n, dim, 20, 8).read(0, n, v, 0);
        double nearest = 0;
        double any = 0;
        for (int i = 0; i < 100; i++) {
            double least = Double.MAX_VALUE;
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int d = 0; d < dim; d++) {
                    double step = v[i * dim + d] - v[j * dim + d];
                    sum += step * step;
                }
                any += sum / n;
                least = i == j ? least : Math.min(least, sum);
            }
            nearest += least;
        }
        assertTrue(nearest < 0.4 * any, nearest + " against " + any);
    }
}
