package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.RgbImage;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class SensorTest {
    private static final int SIZE = 120;
    private static final float DEPTH = 420;

    private final Rig rig = new Rig(SIZE, SIZE, new SeededRandom(1));

    /** A bright wall that faces the camera. */
    private static Frame wall() {
        Frame f = new Frame(SIZE, SIZE);
        Arrays.fill(f.depthMm, DEPTH);
        Arrays.fill(f.light, 0.4f);
        Arrays.fill(f.pattern, 0.3f);
        Arrays.fill(f.lit, true);
        return f;
    }

    private OrganizedCloud measure(Frame frame) {
        return new DepthSensor(rig, new SeededRandom(2)).measure(frame);
    }

    private static double deviation(OrganizedCloud cloud) {
        double squares = 0;
        int n = 0;
        for (int i = 0; i < cloud.size(); i++) {
            if (cloud.isValid(i)) {
                double d = cloud.z()[i] - DEPTH;
                squares += d * d;
                n++;
            }
        }
        return Math.sqrt(squares / n);
    }

    @Test
    void measure_brightWall_isNearlyCompleteAndPrecise() {
        OrganizedCloud cloud = measure(wall());
        assertTrue(cloud.validCount() > 0.985 * cloud.size());
        assertEquals(0.016, deviation(cloud), 0.005);
        int centre = SIZE / 2 * SIZE + SIZE / 2;
        assertEquals(0, cloud.x()[centre], 1);
        assertTrue(cloud.x()[centre + 40] > 10 && cloud.y()[centre + 40 * SIZE] > 10);
    }

    @Test
    void measure_slopeAndDarkness_raiseTheNoise() {
        Frame steep = wall();
        Arrays.fill(steep.slope, 1.4f);
        Frame dark = wall();
        Arrays.fill(dark.pattern, 0.03f);
        double plain = deviation(measure(wall()));
        assertTrue(deviation(measure(steep)) > 1.6 * plain);
        assertTrue(deviation(measure(dark)) > 2 * plain);
    }

    @Test
    void measure_values_areQuantised() {
        OrganizedCloud cloud = measure(wall());
        for (int i = 0; i < cloud.size(); i++) {
            if (cloud.isValid(i)) {
                double steps = cloud.z()[i] / 0.01;
                assertEquals(Math.rint(steps), steps, 0.004);
            }
        }
    }

    @Test
    void measure_shadowBlackGlareAndCliff_giveNoPoint() {
        Frame f = wall();
        for (int i = 0; i < SIZE; i++) {
            f.lit[10 * SIZE + i] = false;
            f.pattern[30 * SIZE + i] = 0.002f;
            f.glare[50 * SIZE + i] = 5;
            f.slope[70 * SIZE + i] = 8;
        }
        OrganizedCloud cloud = measure(f);
        assertEquals(0, valid(cloud, 10));
        assertTrue(valid(cloud, 30) < 0.35 * SIZE);
        assertTrue(valid(cloud, 50) < 0.35 * SIZE);
        assertTrue(valid(cloud, 70) < 0.35 * SIZE);
        assertTrue(valid(cloud, 90) > 0.9 * SIZE);
    }

    @Test
    void measure_depthEdge_losesSomePointsAndFloatsAFew() {
        Frame f = wall();
        for (int i = SIZE * SIZE / 2; i < SIZE * SIZE; i++) {
            f.depthMm[i] = DEPTH + 10;
        }
        OrganizedCloud cloud = measure(f);
        int row = SIZE / 2 - 1;
        int edge = valid(cloud, row) + valid(cloud, row + 1);
        assertTrue(edge > 0.2 * SIZE && edge < 1.9 * SIZE, "points on the edge: " + edge);
        int floating = 0;
        for (int i = row * SIZE; i < (row + 2) * SIZE; i++) {
            float z = cloud.z()[i];
            floating += z > DEPTH + 0.5f && z < DEPTH + 9.5f ? 1 : 0;
        }
        assertTrue(floating > 0 && floating < 0.4 * SIZE, "floating points: " + floating);
    }

    private static int valid(OrganizedCloud cloud, int row) {
        int n = 0;
        for (int i = row * SIZE; i < (row + 1) * SIZE; i++) {
            n += cloud.isValid(i) ? 1 : 0;
        }
        return n;
    }

    @Test
    void measure_sameSeed_givesTheSameBits() {
        assertEquals(measure(wall()), measure(wall()));
        OrganizedCloud other = new DepthSensor(rig, new SeededRandom(3)).measure(wall());
        assertNotEquals(measure(wall()), other);
    }

    private static RgbImage expose(Frame f) {
        return new ColourSensor(new SeededRandom(5)).expose(f);
    }

    @Test
    void expose_greyWall_isGreyWithNoiseAndVignetting() {
        RgbImage image = expose(wall());
        int centre = SIZE / 2 * SIZE + SIZE / 2;
        double middle = mean(image, centre);
        double corner = mean(image, 3 * SIZE + 3);
        assertEquals(169, middle, 12);
        assertTrue(corner < middle - 4, "corner " + corner + ", middle " + middle);
        boolean noisy = false;
        for (int i = centre; i < centre + 9; i++) {
            noisy |= image.red(i) != image.red(centre);
        }
        assertTrue(noisy);
    }

    /** Mean green of 5 x 5 pixels. */
    private static double mean(RgbImage image, int pixel) {
        double sum = 0;
        for (int y = -2; y <= 2; y++) {
            for (int x = -2; x <= 2; x++) {
                sum += image.green(pixel + y * SIZE + x);
            }
        }
        return sum / 25;
    }

    @Test
    void expose_tooMuchLight_clips() {
        Frame f = wall();
        Arrays.fill(f.light, 9);
        RgbImage image = expose(f);
        assertEquals(255, image.red(0));
        assertEquals(255, image.blue(SIZE * SIZE - 1));
        Arrays.fill(f.light, -1);
        assertEquals(0, expose(f).red(77));
    }

    @Test
    void expose_onePixelLine_isBlurredOverItsNeighbours() {
        Frame f = wall();
        Arrays.fill(f.light, 0);
        int row = SIZE / 2;
        for (int i = 3 * row * SIZE; i < 3 * (row + 1) * SIZE; i++) {
            f.light[i] = 0.5f;
        }
        RgbImage image = expose(f);
        int centre = row * SIZE + SIZE / 2;
        assertTrue(image.green(centre) > image.green(centre + SIZE));
        assertTrue(image.green(centre + SIZE) > image.green(centre + 3 * SIZE) + 40);
    }

    @Test
    void expose_sameSeed_givesTheSameBits_andLeavesTheFrameAlone() {
        Frame f = wall();
        float[] before = f.light.clone();
        assertEquals(expose(f), expose(f));
        assertArrayEquals(before, f.light);
        assertFalse(expose(f).equals(new ColourSensor(new SeededRandom(6)).expose(f)));
    }
}
