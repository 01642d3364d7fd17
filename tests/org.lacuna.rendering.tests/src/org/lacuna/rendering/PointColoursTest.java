package org.lacuna.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;

class PointColoursTest {
    private static final PointCloudScene SCENE = Surfaces.scene(20, 10, (x, y) -> x);

    private static int grey(int argb) {
        return 2126 * (argb >>> 16 & 0xff) + 7152 * (argb >>> 8 & 0xff) + 722 * (argb & 0xff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"height", "anomaly", "availability"})
    void scales_riseInLightness_andEndAtTheirLimits(String name) {
        ColourScale scale =
                switch (name) {
                    case "height" -> ColourScale.height(-3, 5);
                    case "anomaly" -> ColourScale.anomaly();
                    default -> ColourScale.availability();
                };
        int last = -1;
        for (int i = 0; i <= 64; i++) {
            int colour = scale.applyAsInt(scale.low() + (scale.high() - scale.low()) * i / 64.0);
            assertEquals(0xff, colour >>> 24);
            assertTrue(grey(colour) >= last, name + " at " + i);
            last = grey(colour);
        }
        assertEquals(scale.applyAsInt(scale.low()), scale.applyAsInt(-1e9));
        assertEquals(scale.applyAsInt(scale.high()), scale.applyAsInt(1e9));
        assertEquals(ColourScale.NO_VALUE, scale.applyAsInt(Double.NaN));
    }

    @Test
    void scaleWithoutExtent_hasOneColour() {
        ColourScale scale = ColourScale.height(2, 2);
        assertEquals(scale.applyAsInt(2), scale.applyAsInt(7));
        assertThrows(IllegalArgumentException.class, () -> ColourScale.height(2, 1));
        assertThrows(IllegalArgumentException.class, () -> ColourScale.height(Double.NaN, 1));
    }

    @Test
    void colours_areThoseOfEachPointsPixel() {
        byte[] data = new byte[3 * 200];
        float[] values = new float[200];
        for (int p = 0; p < 200; p++) {
            data[3 * p] = (byte) p;
            data[3 * p + 2] = 7;
            values[p] = p;
        }
        int[] rgb = PointColours.rgb(SCENE, new RgbImage(20, 10, data));
        int[] mapped = PointColours.values(SCENE, values, v -> (int) v);
        for (int i = 0; i < 200; i++) {
            assertEquals(0xff000007 | SCENE.pixel(i) << 16, rgb[i]);
            assertEquals(SCENE.pixel(i), mapped[i]);
        }
    }

    @Test
    void height_goesFromTheLowestToTheHighestPoint() {
        int[] argb = PointColours.height(SCENE, Vector3.TOWARDS_SENSOR);
        ColourScale scale = ColourScale.height(0, 1);
        for (int i = 0; i < 200; i++) {
            int column = SCENE.pixel(i) % 20;
            if (column == 0 || column == 19) {
                assertEquals(scale.applyAsInt(column / 19.0), argb[i]);
            }
        }
        int[] down = PointColours.height(SCENE, Vector3.TOWARDS_SENSOR.times(-2), h -> (int) h);
        assertEquals((int) SCENE.place(9).z(), down[9]);
        PointCloudScene empty = Surfaces.scene(2, 2, (x, y) -> Double.NaN);
        assertEquals(0, PointColours.height(empty, Vector3.TOWARDS_SENSOR).length);
    }

    @Test
    void marked_mixesIntoTheMaskAlone() {
        boolean[] set = new boolean[200];
        set[33] = true;
        int[] plain = PointColours.plain(SCENE, 0xff000000);
        int[] marked =
                PointColours.marked(SCENE, plain, new PixelMask(20, 10, set), 0xffc80000, 0.5);
        for (int i = 0; i < 200; i++) {
            assertEquals(SCENE.pixel(i) == 33 ? 0xff640000 : 0xff000000, marked[i]);
        }
    }

    @Test
    void otherGrids_areRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PointColours.rgb(SCENE, new RgbImage(10, 20, new byte[600])));
        assertThrows(
                IllegalArgumentException.class,
                () -> PointColours.values(SCENE, new float[199], v -> 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> PointColours.marked(SCENE, new int[200], PixelMask.full(20, 10), 0, 1.5));
    }
}
