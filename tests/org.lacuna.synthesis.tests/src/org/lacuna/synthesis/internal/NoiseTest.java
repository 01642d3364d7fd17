package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

class NoiseTest {
    private static final int SEED = 4711;

    @Test
    void floor_negativeAndWhole_roundsDown() {
        assertEquals(-2, Noise.floor(-1.5));
        assertEquals(-1, Noise.floor(-1.0));
        assertEquals(0, Noise.floor(0));
        assertEquals(3, Noise.floor(3.999));
    }

    @Test
    void at_anyPlace_staysInRangeWithMeanZero() {
        SeededRandom random = new SeededRandom(1);
        double sum = 0;
        double squares = 0;
        int n = 40_000;
        for (int i = 0; i < n; i++) {
            double v = Noise.at(random.uniform(-500, 500), random.uniform(-500, 500), SEED + i % 7);
            assertTrue(Math.abs(v) < 1.3, "value " + v);
            sum += v;
            squares += v * v;
        }
        assertEquals(0, sum / n, 0.02);
        assertEquals(0.35, Math.sqrt(squares / n), 0.1);
    }

    @Test
    void at_latticePoints_isZero() {
        for (int y = -3; y < 3; y++) {
            for (int x = -3; x < 3; x++) {
                assertEquals(0, Noise.at(x, y, SEED), 1e-12);
            }
        }
    }

    @Test
    void at_acrossCellBorders_isContinuous() {
        for (int i = -20; i < 20; i++) {
            double y = i * 0.37;
            assertEquals(Noise.at(i - 1e-9, y, SEED), Noise.at(i + 1e-9, y, SEED), 1e-6);
            assertEquals(Noise.at(y, i - 1e-9, SEED), Noise.at(y, i + 1e-9, SEED), 1e-6);
        }
    }

    @Test
    void at_otherSeed_givesAnotherField() {
        double difference = 0;
        for (int i = 0; i < 100; i++) {
            difference += Math.abs(Noise.at(i * 0.31, 0.5, 1) - Noise.at(i * 0.31, 0.5, 2));
        }
        assertTrue(difference > 10, "difference " + difference);
    }

    @Test
    void fractal_oneOctave_equalsPlainNoise() {
        assertEquals(Noise.at(3.3, -2.7, SEED), Noise.fractal(3.3, -2.7, 1, SEED));
        assertNotEquals(Noise.at(3.3, -2.7, SEED), Noise.fractal(3.3, -2.7, 2, SEED));
    }

    @Test
    void cell_randomPlaces_agreesWithSearchOfAWiderWindow() {
        SeededRandom random = new SeededRandom(2);
        double[] out = new double[4];
        int exact = 0;
        int n = 2_000;
        for (int i = 0; i < n; i++) {
            double x = random.uniform(-50, 50);
            double y = random.uniform(-50, 50);
            Noise.cell(x, y, SEED, out);
            double best = Double.MAX_VALUE;
            for (int cy = Noise.floor(y) - 3; cy <= Noise.floor(y) + 3; cy++) {
                for (int cx = Noise.floor(x) - 3; cx <= Noise.floor(x) + 3; cx++) {
                    int h = Noise.hash(cx, cy, SEED);
                    double dx = x - cx - (h & 0xffff) / 65536.0;
                    double dy = y - cy - (h >>> 16) / 65536.0;
                    best = Math.min(best, Math.sqrt(dx * dx + dy * dy));
                }
            }
            assertTrue(out[0] >= best - 1e-12);
            assertEquals(out[0], Math.hypot(out[2], out[3]), 1e-12);
            assertTrue(out[1] >= out[0]);
            exact += out[0] <= best + 1e-12 ? 1 : 0;
        }
        // The nearest point of all may lie two cells away, once in a while.
        assertTrue(exact > 0.98 * n, "exact " + exact);
    }

    @Test
    void cell_samePoint_keepsItsName() {
        double[] a = new double[4];
        double[] b = new double[4];
        int name = Noise.cell(10.2, 4.4, SEED, a);
        assertEquals(name, Noise.cell(10.2 - 0.01 * a[2], 4.4 - 0.01 * a[3], SEED, b));
    }

    @Test
    void gaussian_manyPixels_hasUnitDeviationAndNoCorrelation() {
        int n = 200;
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                double v = Noise.gaussian(x, y, SEED);
                sum += v;
                squares += v * v;
                neighbours += v * Noise.gaussian(x + 1, y, SEED);
            }
        }
        int count = n * n;
        assertEquals(0, sum / count, 4 / Math.sqrt(count));
        assertEquals(1, squares / count, 0.03);
        assertEquals(0, neighbours / count, 4 / Math.sqrt(count));
    }

    @Test
    void unit_anyHash_isInHalfOpenInterval() {
        assertEquals(0, Noise.unit(0));
        assertTrue(Noise.unit(-1) < 1);
        assertTrue(Noise.unit(-1) > 0.999);
    }
}
