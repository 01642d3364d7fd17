package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.WorkingImage;

class SensorMirrorTest {
    private static final int SIDE = PatchGrid.WORKING_SIDE;

    /** Red holds the column, green the row, both over the side. */
    private static WorkingImage places() {
        float[] rgb = new float[SIDE * SIDE * 3];
        for (int p = 0; p < SIDE * SIDE; p++) {
            rgb[3 * p] = (float) (p % SIDE) / SIDE;
            rgb[3 * p + 1] = (float) (p / SIDE) / SIDE;
        }
        return new WorkingImage(rgb);
    }

    @Test
    void apply_square_isTheImageItself() {
        WorkingImage image = places();
        assertSame(image.rgb(), SensorMirror.apply(image, GridTransform.squarePad(400, 400)));
    }

    @Test
    void apply_tallSensor_mirrorsColumnsAtItsBorders() {
        // 600 x 800: the sensor covers columns 28 to 195 of the working image.
        float[] rgb = SensorMirror.apply(places(), GridTransform.squarePad(600, 800));
        for (int row = 0; row < SIDE; row += 37) {
            for (int c = 0; c < 28; c++) {
                assertEquals((float) (55 - c) / SIDE, rgb[(row * SIDE + c) * 3]);
                assertEquals((float) (168 + c) / SIDE, rgb[(row * SIDE + SIDE - 1 - c) * 3]);
                assertEquals((float) row / SIDE, rgb[(row * SIDE + c) * 3 + 1]);
            }
            assertEquals(28f / SIDE, rgb[(row * SIDE + 28) * 3]);
            assertEquals(195f / SIDE, rgb[(row * SIDE + 195) * 3]);
        }
    }
}
