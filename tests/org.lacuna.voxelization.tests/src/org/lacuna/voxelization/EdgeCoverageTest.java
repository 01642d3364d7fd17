package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EdgeCoverageTest {
    private static Points onX(float... x) {
        float[] zero = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            zero[i] = 0 * x[i]; // NaN where there is no point
        }
        return new Points(x, zero, zero);
    }

    @Test
    void share_countsTheLengthNearPoints_theLimitIncluded() {
        Points edges = onX(0, 10, 20, 30);
        float[] length = {1, 2, 4, 8};
        Points left = onX(0.5f, 19, Float.NaN, 90);
        assertEquals(1 / 15.0, EdgeCoverage.share(edges, length, left, 0.5));
        assertEquals(5 / 15.0, EdgeCoverage.share(edges, length, left, 1));
        assertEquals(7 / 15.0, EdgeCoverage.share(edges, length, left, 9.5));
        assertEquals(1, EdgeCoverage.share(edges, length, left, 1000));
    }

    @Test
    void share_noEdges_isUndefined_andNoPoints_isZero() {
        assertTrue(Double.isNaN(EdgeCoverage.share(onX(), new float[0], onX(1), 1)));
        assertEquals(0, EdgeCoverage.share(onX(1), new float[] {3}, onX(), 1));
        assertEquals(1, EdgeCoverage.share(onX(1, Float.NaN), new float[] {3, 5}, onX(1), 0.1));
    }

    @Test
    void share_badArguments_areRefused() {
        Points one = onX(1);
        float[] length = {1};
        float[] negative = {-1};
        assertThrows(
                IllegalArgumentException.class,
                () -> EdgeCoverage.share(one, new float[2], one, 1));
        assertThrows(IllegalArgumentException.class, () -> EdgeCoverage.share(one, length, one, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> EdgeCoverage.share(one, length, one, Double.NaN));
        assertThrows(
                IllegalArgumentException.class, () -> EdgeCoverage.share(one, negative, one, 1));
    }
}
