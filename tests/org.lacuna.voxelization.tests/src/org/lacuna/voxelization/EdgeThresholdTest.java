package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

class EdgeThresholdTest {
    private static int above(float[] response, double threshold) {
        int n = 0;
        for (float e : response) {
            n += e > threshold ? 1 : 0;
        }
        return n;
    }

    @Test
    void of_flatWithSomeEdges_splitsThem() {
        SeededRandom random = new SeededRandom(1);
        float[] e = new float[10_000];
        for (int i = 0; i < e.length; i++) {
            e[i] =
                    i % 20 == 0
                            ? (float) random.uniform(0.4, 0.6)
                            : (float) random.uniform(0.01, 0.03);
        }
        double t = EdgeThreshold.of(e, 0.1);
        assertEquals(500, above(e, t));
    }

    @Test
    void of_tooManyEdges_staysWithinBudget() {
        SeededRandom random = new SeededRandom(2);
        float[] e = new float[10_000];
        for (int i = 0; i < e.length; i++) {
            e[i] = (float) (i % 4 == 0 ? random.uniform(0.3, 1.2) : 0.01);
        }
        int n = above(e, EdgeThreshold.of(e, 0.1));
        assertTrue(n <= 1000 && n > 900, n + " of at most 1000");
    }

    @Test
    void of_noEdgesAtAll_leavesAlmostNothing() {
        SeededRandom random = new SeededRandom(3);
        float[] e = new float[10_000];
        for (int i = 0; i < e.length; i++) {
            e[i] = (float) (0.05 + 0.01 * random.nextGaussian());
        }
        assertTrue(above(e, EdgeThreshold.of(e, 0.5)) < 30);
    }

    @Test
    void of_degenerate_isFiniteOrInfinite() {
        float nan = Float.NaN;
        assertEquals(Double.POSITIVE_INFINITY, EdgeThreshold.of(new float[0], 0.1));
        assertEquals(Double.POSITIVE_INFINITY, EdgeThreshold.of(new float[] {nan, nan}, 0.1));
        assertEquals(0, above(new float[] {0, 0, nan}, EdgeThreshold.of(new float[3], 0.1)));
        assertEquals(0, above(new float[] {0.2f}, EdgeThreshold.of(new float[] {0.2f}, 1)));
        assertTrue(EdgeThreshold.of(new float[] {0, 1}, 0) > 1, "no share, no edge point");
    }
}
