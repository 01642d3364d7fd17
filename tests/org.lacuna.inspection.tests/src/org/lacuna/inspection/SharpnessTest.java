package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Availability;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.WorkingImage;

class SharpnessTest {
    private static final int SIDE = PatchGrid.WORKING_SIDE;
    private static final Availability ALL = Availability.full();

    /** Noise, smoothed by a mean of that many pixels along each axis. */
    private static float[] texture(int alongX, int alongY) {
        SeededRandom random = new SeededRandom(5);
        float[] noise = new float[SIDE * SIDE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextDouble();
        }
        float[] grey = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int dy = 0; dy < alongY; dy++) {
                    for (int dx = 0; dx < alongX; dx++) {
                        sum += noise[(y + dy) % SIDE * SIDE + (x + dx) % SIDE];
                    }
                }
                grey[y * SIDE + x] = sum / (alongX * alongY);
            }
        }
        return grey;
    }

    private static WorkingImage image(float[] grey, double gain, double offset) {
        float[] rgb = new float[3 * grey.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (float) (gain * grey[i / 3] + offset);
        }
        return new WorkingImage(rgb);
    }

    private static double sharpness(int alongX, int alongY) {
        return Sharpness.of(image(texture(alongX, alongY), 1, 0), ALL);
    }

    @Test
    void of_moreBlur_isLessSharp() {
        double before = Double.POSITIVE_INFINITY;
        for (int length : new int[] {1, 2, 3, 5, 8}) {
            double now = sharpness(length, length);
            assertTrue(now < before && now >= 0, length + ": " + now + " after " + before);
            before = now;
        }
    }

    @Test
    void of_motion_countsWhateverItsDirection() {
        double along = sharpness(6, 1);
        double across = sharpness(1, 6);
        assertEquals(1, along / across, 0.2);
        assertTrue(along < sharpness(1, 1) / 4, along + " of " + sharpness(1, 1));
    }

    @Test
    void of_brightnessAndContrast_playLittleRole() {
        float[] grey = texture(2, 2);
        double all = Sharpness.of(image(grey, 1, 0), ALL);
        assertEquals(all, Sharpness.of(image(grey, 0.7, 0), ALL), 0.03 * all);
        assertEquals(all, Sharpness.of(image(grey, 0.3, 0.5), ALL), 0.1 * all);
    }

    /**
     * A highlight makes gradients stronger where it is; a little blur counts for more than that.
     */
    @Test
    void of_highlight_playsLittleRole() {
        float[] grey = texture(3, 3);
        double all = Sharpness.of(image(grey, 0.1, 0), ALL);
        float[] lit = grey.clone();
        for (int i = 0; i < lit.length; i++) {
            double distance = Math.hypot(i % SIDE - 60, i / SIDE - 80);
            lit[i] *= (float) (0.1 + 0.9 * Math.exp(-distance * distance / 800));
        }
        double change = Math.abs(Sharpness.of(image(lit, 1, 0), ALL) - all);
        double blur = all - Sharpness.of(image(texture(4, 4), 0.1, 0), ALL);
        assertTrue(change < blur, change + " by the highlight, " + blur + " by blur");
    }

    @Test
    void of_lostPatches_doNotCount() {
        float[] grey = texture(1, 1);
        double all = Sharpness.of(image(grey, 1, 0), ALL);
        float[] fraction = ALL.fraction().clone();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE / 2; x++) {
                grey[y * SIDE + x] = x / (float) SIDE;
                fraction[y / PatchGrid.PATCH_PX * PatchGrid.SIDE + x / PatchGrid.PATCH_PX] = 0;
            }
        }
        assertEquals(all, Sharpness.of(image(grey, 1, 0), new Availability(fraction)), 0.05 * all);
    }

    @Test
    void of_nothingToSee_isUnknown() {
        assertEquals(Double.NaN, Sharpness.of(image(new float[SIDE * SIDE], 1, 0.5), ALL));
        assertEquals(Double.NaN, Sharpness.of(image(texture(1, 1), 1, 0), Availability.none()));
    }
}
