package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.GridTransform;
import org.lacuna.core.WorkingImage;

class ColourPlanesTest {
    private static WorkingImage filled(float red, float green, float blue) {
        float[] rgb = new float[224 * 224 * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = red;
            rgb[i + 1] = green;
            rgb[i + 2] = blue;
        }
        return new WorkingImage(rgb);
    }

    /** Columns and rows that hold sensor pixels only: the padding is cut away. */
    @ParameterizedTest
    @CsvSource({
        "224,224,0,0,224,224",
        "600,800,28,0,168,224",
        "800,600,0,28,224,168",
        "641,480,0,29,224,166",
        "1,1,0,0,224,224"
    })
    void of_paddedSensor_keepsTheSensor(
            int width, int height, int left, int top, int columns, int rows) {
        ColourPlanes p = ColourPlanes.of(filled(0, 0, 0), GridTransform.squarePad(width, height));
        assertEquals(left, p.left());
        assertEquals(top, p.top());
        assertEquals(columns, p.luminance().width());
        assertEquals(rows, p.luminance().height());
    }

    @Test
    void of_windowInsideTheSensor_keepsEverything() {
        GridTransform window = new GridTransform(640, 480, 100, 50, 300);
        ColourPlanes p = ColourPlanes.of(filled(0, 0, 0), window);
        assertEquals(224, p.luminance().width());
        assertEquals(224, p.luminance().height());
    }

    @ParameterizedTest
    @CsvSource({"4000,3", "3,4000", "4000,20"})
    void of_thinSensor_keepsAtLeastOneLine(int width, int height) {
        ColourPlanes p = ColourPlanes.of(filled(0, 0, 0), GridTransform.squarePad(width, height));
        assertTrue(p.luminance().width() >= 1 && p.luminance().height() >= 1);
        assertTrue(p.left() + p.luminance().width() <= 224);
        assertTrue(p.top() + p.luminance().height() <= 224);
    }

    @Test
    void of_windowBesideTheSensor_keepsOnePixel() {
        GridTransform beside = new GridTransform(10, 10, 1000, -1000, 50);
        ColourPlanes p = ColourPlanes.of(filled(0, 0, 0), beside);
        assertEquals(1, p.luminance().data().length);
    }

    @Test
    void of_values_areSquareRootsAndTheirDifferences() {
        ColourPlanes p =
                ColourPlanes.of(filled(0.5f, 0.2f, 0.9f), GridTransform.squarePad(224, 224));
        double r = Math.sqrt(0.51);
        double g = Math.sqrt(0.21);
        double b = Math.sqrt(0.91);
        double weighted = 0.3 * 0.5 + 0.59 * 0.2 + 0.11 * 0.9;
        for (int i = 0; i < 224 * 224; i += 997) {
            assertEquals(Math.sqrt(weighted + 0.01), p.luminance().data()[i], 1e-6);
            assertEquals(r - g, p.redGreen().data()[i], 1e-6);
            assertEquals(b - (r + g) / 2, p.blueYellow().data()[i], 1e-6);
        }
    }

    @Test
    void of_pixel_landsWhereItLay() {
        WorkingImage image = filled(0, 0, 0);
        image.rgb()[(17 * 224 + 40) * 3 + 1] = 1;
        ColourPlanes p = ColourPlanes.of(image, GridTransform.squarePad(600, 800));
        int at = 17 * 168 + (40 - 28);
        for (int i = 0; i < p.luminance().data().length; i++) {
            assertEquals(i == at, p.luminance().data()[i] > 0.2, "pixel " + i);
        }
        assertTrue(p.redGreen().data()[at] < -0.5);
    }

    @Test
    void of_valuesBelowBlack_countAsBlack() {
        // A sharpening resampler may undershoot.
        ColourPlanes p =
                ColourPlanes.of(filled(-0.2f, -0.2f, -0.2f), GridTransform.squarePad(9, 9));
        assertEquals(0.1f, p.luminance().data()[0], 1e-6);
        assertEquals(0f, p.redGreen().data()[0]);
    }
}
