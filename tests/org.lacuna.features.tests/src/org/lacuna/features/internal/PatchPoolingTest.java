package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.PatchGrid;

class PatchPoolingTest {
    private static PatchPooling whole(int pixelPx, double sigmaPx) {
        int side = PatchGrid.WORKING_SIDE / pixelPx;
        return new PatchPooling(side, side, 0, 0, pixelPx, sigmaPx);
    }

    @ParameterizedTest
    @CsvSource({"1,2", "1,4", "2,2", "4,2", "4,4", "8,2", "8,4"})
    void pool_ofARamp_isItsValueAtThePatchCentre(int pixelPx, double sigmaPx) {
        int side = PatchGrid.WORKING_SIDE / pixelPx;
        Plane ramp = Plane.of(side, side);
        for (int i = 0; i < ramp.data().length; i++) {
            double x = (i % side + 0.5) * pixelPx;
            double y = (i / side + 0.5) * pixelPx;
            ramp.data()[i] = (float) (0.01 * x - 0.02 * y);
        }
        float[] pooled = whole(pixelPx, sigmaPx).pool(ramp);
        // Sampled windows that are not centred on a pixel are balanced only nearly.
        double tolerance = 0.03 * 0.08 * pixelPx + 1e-5;
        for (int py = 6; py < 50; py++) {
            for (int px = 6; px < 50; px++) {
                double expected = 0.01 * (4 * px + 2) - 0.02 * (4 * py + 2);
                assertEquals(expected, pooled[py * 56 + px], tolerance);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "224,224,0,0,1,2",
        "168,224,28,0,1,4",
        "84,112,28,0,2,2",
        "21,28,28,0,8,4",
        "1,1,100,3,1,2",
        "2,224,100,0,1,4",
        "37,11,33,77,1,2"
    })
    void pool_agreesWithTheDefinition(
            int width, int height, int left, int top, int pixelPx, double sigmaPx) {
        Plane plane = PlaneTest.noise(width, height, 5);
        float[] pooled = new PatchPooling(width, height, left, top, pixelPx, sigmaPx).pool(plane);
        double sigma = Math.max(sigmaPx / pixelPx, 0.6);
        for (int p = 0; p < PatchGrid.PATCHES; p += 97) {
            double cx = (4.0 * (p % 56) + 2 - left) / pixelPx - 0.5;
            double cy = (4.0 * (p / 56) + 2 - top) / pixelPx - 0.5;
            double sum = 0;
            double weights = 0;
            for (int y = (int) cy - 15; y <= cy + 15; y++) {
                for (int x = (int) cx - 15; x <= cx + 15; x++) {
                    if (Math.abs(x - cx) <= 2.6 * sigma && Math.abs(y - cy) <= 2.6 * sigma) {
                        double r2 = (x - cx) * (x - cx) + (y - cy) * (y - cy);
                        double g = Math.exp(-r2 / (2 * sigma * sigma));
                        int at = Plane.mirror(y, height) * width + Plane.mirror(x, width);
                        sum += g * plane.data()[at];
                        weights += g;
                    }
                }
            }
            assertEquals(sum / weights, pooled[p], 1e-5, "patch " + p);
        }
    }

    @Test
    void pool_ofAConstant_isTheConstantUpToTheBorder() {
        Plane plane = Plane.of(168, 224);
        java.util.Arrays.fill(plane.data(), 3f);
        for (float v : new PatchPooling(168, 224, 28, 0, 1, 4).pool(plane)) {
            assertEquals(3f, v, 1e-5f);
        }
    }

    @Test
    void pool_widerWindow_seesFurther() {
        Plane plane = Plane.of(224, 224);
        plane.data()[102 * 224 + 110] = 1;
        int centre = 25 * 56 + 25;
        float near = whole(1, 2).pool(plane)[centre];
        float far = whole(1, 4).pool(plane)[centre];
        assertTrue(near < far, "8 pixels off the centre: " + near + " and " + far);
    }
}
