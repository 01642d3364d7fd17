package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

class TubeTest {
    private final Tube straight = new Tube(3, 0, 0, 10, 0, 20, 0, 30, 0);

    @Test
    void locate_straightTube_givesArcLengthAndSignedDistance() {
        assertEquals(30, straight.lengthMm(), 1e-9);
        assertTrue(straight.locate(12, 2));
        assertEquals(12, straight.along, 1e-9);
        assertEquals(2, straight.lateral, 1e-9);
        assertTrue(straight.locate(12, -1.5));
        assertEquals(-1.5, straight.lateral, 1e-9);
    }

    @Test
    void locate_beyondTheEnds_runsOnStraight() {
        assertTrue(straight.locate(32, 0.5));
        assertEquals(32, straight.along, 1e-9);
        assertEquals(0.5, straight.lateral, 1e-9);
        assertTrue(straight.locate(-2, 0));
        assertEquals(-2, straight.along, 1e-9);
    }

    @Test
    void locate_outOfReach_isFalse() {
        assertFalse(straight.locate(15, 3.1));
        assertFalse(straight.locate(40, 0));
    }

    @Test
    void locate_bentTube_agreesWithSampledCurve() {
        double[] b = {-20, 0, -5, 18, 8, -16, 22, 4};
        Tube tube = new Tube(6, b);
        SeededRandom random = new SeededRandom(5);
        int found = 0;
        for (int i = 0; i < 500; i++) {
            double u = random.uniform(-20, 22);
            double v = random.uniform(-12, 14);
            double best = Double.MAX_VALUE;
            for (int k = 0; k <= 2000; k++) {
                double t = k / 2000.0;
                double q = 1 - t;
                double w0 = q * q * q;
                double w1 = 3 * q * q * t;
                double w2 = 3 * q * t * t;
                double w3 = t * t * t;
                double x = w0 * b[0] + w1 * b[2] + w2 * b[4] + w3 * b[6];
                double y = w0 * b[1] + w1 * b[3] + w2 * b[5] + w3 * b[7];
                best = Math.min(best, Math.hypot(u - x, v - y));
            }
            boolean near = tube.locate(u, v);
            if (best < 5.9) {
                assertTrue(near);
                assertTrue(Math.abs(tube.lateral) <= best + 0.06, "farther than the curve");
                if (tube.along > 0.1 && tube.along < tube.lengthMm() - 0.1) {
                    assertEquals(best, Math.abs(tube.lateral), 0.06);
                    found++;
                }
            }
        }
        assertTrue(found > 100, "only " + found + " places near the tube");
    }

    @Test
    void at_shares_liesOnTheMiddleLine() {
        Site start = straight.at(0, 2);
        Site middle = straight.at(0.5, 2);
        Site end = straight.at(1, 2);
        assertEquals(0, start.u(), 1e-9);
        assertEquals(15, middle.u(), 1e-9);
        assertEquals(30, end.u(), 1e-9);
        assertEquals(1, middle.dirU(), 1e-9);
        assertEquals(0, middle.dirV(), 1e-9);
        assertEquals(2, middle.feature());
    }
}
