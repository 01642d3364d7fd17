package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

class FootprintTest {
    private static final Site SITE = new Site(4, -7, 0.6, 0.8);

    @Test
    void blob_middle_isInside() {
        assertTrue(new Blob(SITE, 6, 4, 0.3, new SeededRandom(1)).share(4, -7) < 0.05);
    }

    @Test
    void blob_withoutUnevenness_isAnEllipse() {
        Blob blob = new Blob(SITE, 6, 4, 0, new SeededRandom(1));
        assertEquals(1, blob.share(4 + 3 * 0.6, -7 + 3 * 0.8), 1e-9);
        assertEquals(1, blob.share(4 - 2 * 0.8, -7 + 2 * 0.6), 1e-9);
    }

    @Test
    void blob_anySeed_staysWithinItsReach() {
        for (int seed = 0; seed < 20; seed++) {
            Blob blob = new Blob(SITE, 6, 4, 0.35, new SeededRandom(seed));
            for (int j = -60; j <= 60; j++) {
                for (int i = -60; i <= 60; i++) {
                    double du = i * 0.1;
                    double dv = j * 0.1;
                    if (blob.share(4 + du, -7 + dv) < 1) {
                        assertTrue(Math.hypot(du, dv) <= blob.reachMm() + 1e-9);
                    }
                }
            }
        }
    }

    @Test
    void stroke_straight_hasItsLengthAndWidth() {
        Stroke stroke = Stroke.through(SITE, 10, 2, 0, 0, new SeededRandom(1));
        assertTrue(stroke.share(4, -7) < 1e-9);
        assertEquals(1, stroke.share(4 - 0.8, -7 + 0.6), 0.01);
        assertTrue(stroke.share(4 + 4.9 * 0.6, -7 + 4.9 * 0.8) < 0.1);
        assertTrue(stroke.share(4 + 6.1 * 0.6, -7 + 6.1 * 0.8) > 1);
        assertEquals(6, stroke.reachMm(SITE), 0.01);
    }

    @Test
    void stroke_jagged_staysWithinItsReach() {
        for (int seed = 0; seed < 20; seed++) {
            Stroke stroke = Stroke.through(SITE, 12, 1.5, 0.7, 0.65, new SeededRandom(seed));
            double reach = stroke.reachMm(SITE);
            int inside = 0;
            for (int j = -100; j <= 100; j++) {
                for (int i = -100; i <= 100; i++) {
                    double du = i * 0.1;
                    double dv = j * 0.1;
                    if (stroke.share(4 + du, -7 + dv) < 1) {
                        inside++;
                        assertTrue(Math.hypot(du, dv) <= reach + 1e-9);
                    }
                }
            }
            assertTrue(inside > 500, "covers " + inside / 100.0 + " mm2");
        }
    }

    @Test
    void stroke_ends_areThinnerThanTheMiddle() {
        Stroke stroke = Stroke.through(SITE, 10, 2, 0, 0, new SeededRandom(1));
        double side = 0.8;
        double middle = stroke.share(4 - 0.8 * side, -7 + 0.6 * side);
        double end = stroke.share(4 + 4.9 * 0.6 - 0.8 * side, -7 + 4.9 * 0.8 + 0.6 * side);
        assertTrue(middle < 1 && end > 1, middle + ", " + end);
    }
}
