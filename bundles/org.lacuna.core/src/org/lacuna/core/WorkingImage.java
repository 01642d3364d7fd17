package org.lacuna.core;

import java.util.Arrays;

/**
 * A colour image on the 224 x 224 working grid, interleaved: red of pixel (x, y) is {@code rgb[(y *
 * 224 + x) * 3]}, sRGB values scaled to [0, 1]. The array is owned by the image once handed over:
 * nobody may write to it.
 *
 * @param rgb {@code 224 * 224 * 3} values in [0, 1]
 */
public record WorkingImage(float[] rgb) {
    public WorkingImage {
        int expected = PatchGrid.WORKING_SIDE * PatchGrid.WORKING_SIDE * 3;
        if (rgb.length != expected) {
            throw new IllegalArgumentException(
                    "rgb: " + rgb.length + " values, expected " + expected);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof WorkingImage w && Arrays.equals(rgb, w.rgb);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "WorkingImage[" + PatchGrid.WORKING_SIDE + " x " + PatchGrid.WORKING_SIDE + "]";
    }
}
