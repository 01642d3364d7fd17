package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

class SdfTest {
    @Test
    void box_randomPlaces_equalsDistanceToTheSampledOutline() {
        double halfU = 5;
        double halfV = 3;
        double radius = 1.5;
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 200; i++) {
            double u = random.uniform(-8, 8);
            double v = random.uniform(-8, 8);
            double best = Double.MAX_VALUE;
            for (int k = 0; k < 4000; k++) {
                double[] p = outline(halfU, halfV, radius, k / 4000.0);
                best = Math.min(best, Math.hypot(u - p[0], v - p[1]));
            }
            double d = Sdf.box(u, v, halfU, halfV, radius);
            assertEquals(best, Math.abs(d), 0.01, u + ", " + v);
        }
        assertTrue(Sdf.box(0, 0, halfU, halfV, radius) < 0);
        assertTrue(Sdf.box(4.9, 2.9, halfU, halfV, radius) > 0, "the corner is rounded");
    }

    /**
     * A place on the outline of a rounded rectangle; t in 0..1 runs once round, quarter by quarter.
     */
    private static double[] outline(double halfU, double halfV, double radius, double t) {
        int quarter = (int) (4 * t);
        double s = 4 * t - quarter;
        double straightU = halfU - radius;
        double straightV = halfV - radius;
        double signU = quarter == 0 || quarter == 3 ? 1 : -1;
        double signV = quarter < 2 ? 1 : -1;
        double u;
        double v;
        if (s < 1 / 3.0) {
            u = halfU;
            v = straightV * 3 * s;
        } else if (s < 2 / 3.0) {
            double angle = (3 * s - 1) * Math.PI / 2;
            u = straightU + radius * Math.cos(angle);
            v = straightV + radius * Math.sin(angle);
        } else {
            u = straightU * (3 - 3 * s);
            v = halfV;
        }
        return new double[] {signU * u, signV * v};
    }

    @Test
    void segment_pointSegment_isDistanceToThePoint() {
        assertEquals(5, Sdf.segment(3, 4, 0, 0, 0, 0), 1e-12);
    }

    @Test
    void segment_besideAndBeyond_isEuclidean() {
        assertEquals(2, Sdf.segment(3, 2, 0, 0, 10, 0), 1e-12);
        assertEquals(5, Sdf.segment(13, 4, 0, 0, 10, 0), 1e-12);
    }

    @Test
    void smoothMax_farApart_isMax_andNear_isAtMostAQuarterOfTheWidthMore() {
        assertEquals(7, Sdf.smoothMax(7, 1, 2));
        assertEquals(1.5, Sdf.smoothMax(1, 1, 2), 1e-12);
        assertEquals(-1.5, Sdf.smoothMin(-1, -1, 2), 1e-12);
    }

    @Test
    void chamfer_acrossTheEdge_fallsAt45Degrees() {
        assertEquals(0, Sdf.chamfer(-2, 1));
        assertEquals(0, Sdf.chamfer(-1, 1));
        assertEquals(0.25, Sdf.chamfer(-0.75, 1), 1e-12);
        assertEquals(1, Sdf.chamfer(0, 1));
        assertEquals(1, Sdf.chamfer(3, 1));
    }

    @Test
    void round_acrossTheEdge_followsTheCircle() {
        assertEquals(0, Sdf.round(-2, 1));
        assertEquals(1, Sdf.round(0, 1), 1e-12);
        double drop = Sdf.round(-0.5, 1);
        assertEquals(1, Math.hypot(0.5, 1 - drop), 1e-12);
    }

    @Test
    void smooth_edges_areExact_alsoWhenReversed() {
        assertEquals(0, Sdf.smooth(1, 3, 1));
        assertEquals(1, Sdf.smooth(1, 3, 3));
        assertEquals(0.5, Sdf.smooth(1, 3, 2), 1e-12);
        assertEquals(1, Sdf.smooth(3, 1, 0));
        assertEquals(0, Sdf.smooth(3, 1, 4));
    }

    @Test
    void bump_borderAndMiddle_areZeroAndOne() {
        assertEquals(1, Sdf.bump(0));
        assertEquals(0, Sdf.bump(1));
        assertEquals(0, Sdf.bump(9));
        assertEquals(0.5625, Sdf.bump(0.5), 1e-12);
    }
}
