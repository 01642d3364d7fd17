package org.lacuna.synthesis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.RgbImage;

class MotionBlurTest {
    private static final int SIDE = 21;

    /** Black, with a white pixel in the middle. */
    private static RgbImage point() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        int middle = SIDE / 2 * SIDE + SIDE / 2;
        for (int c = 0; c < 3; c++) {
            rgb[3 * middle + c] = (byte) 255;
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }

    private static double light(int stored) {
        double s = stored / 255.0;
        return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }

    @Test
    void apply_point_becomesALineOfThatLengthAndDirection() {
        RgbImage line = new MotionBlur(8, 0).apply(point());
        double sum = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE - SIDE / 2;
            int y = i / SIDE - SIDE / 2;
            // 8 px long: 7 whole steps of an eighth of the light, and two halves at the ends.
            double expected = y != 0 || Math.abs(x) > 4 ? 0 : Math.abs(x) == 4 ? 1 / 16.0 : 1 / 8.0;
            assertEquals(expected, light(line.red(i)), 0.005, x + " " + y);
            sum += light(line.green(i));
        }
        assertEquals(1, sum, 0.03, "no light is lost");
    }

    @Test
    void apply_slantedLine_keepsTheLightAndItsLength() {
        RgbImage line = new MotionBlur(9, Math.PI / 3).apply(point());
        double sum = 0;
        double along = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            int x = i % SIDE - SIDE / 2;
            int y = i / SIDE - SIDE / 2;
            double t = x * Math.cos(Math.PI / 3) + y * Math.sin(Math.PI / 3);
            sum += light(line.blue(i));
            along += light(line.blue(i)) * t * t;
        }
        assertEquals(1, sum, 0.05);
        // Variance of an even line of length L is L^2 / 12; bilinear weights add less than 1/2.
        assertTrue(Math.abs(along / sum - 81 / 12.0) < 0.8, "variance " + along / sum);
    }

    @Test
    void apply_lessThanAPixel_isWeakButThere() {
        RgbImage line = new MotionBlur(0.5, 0).apply(point());
        int middle = SIDE / 2 * SIDE + SIDE / 2;
        assertEquals(0.75, light(line.red(middle)), 0.01);
        assertEquals(0.125, light(line.red(middle + 1)), 0.01);
    }
}
