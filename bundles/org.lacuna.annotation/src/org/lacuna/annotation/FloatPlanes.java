package org.lacuna.annotation;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.RgbImage;

import java.util.Arrays;
import java.util.Objects;

/**
 * What the magic wand looks at: one or several values a pixel, row-major. NaN: nothing is known of
 * that pixel. The arrays are owned by the planes once handed over: nobody may write to them.
 *
 * @param grid size of the planes
 * @param planes 1 to 16 arrays of {@code grid.pixels()} values
 */
public record FloatPlanes(GridSize grid, float[]... planes) {
    public FloatPlanes {
        Objects.requireNonNull(grid, "grid");
        if (planes.length < 1 || planes.length > 16) {
            throw new IllegalArgumentException("planes: " + planes.length + ", expected 1..16");
        }
        for (float[] plane : planes) {
            if (plane.length != grid.pixels()) {
                throw new IllegalArgumentException(
                        "planes: "
                                + plane.length
                                + " values, expected "
                                + grid.pixels()
                                + " for "
                                + grid);
            }
        }
    }

    /** Red, green and blue, 0..255. */
    public static FloatPlanes ofColour(RgbImage image) {
        GridSize grid = new GridSize(image.width(), image.height());
        float[][] planes = new float[3][grid.pixels()];
        for (int i = 0; i < grid.pixels(); i++) {
            planes[0][i] = image.red(i);
            planes[1][i] = image.green(i);
            planes[2][i] = image.blue(i);
        }
        return new FloatPlanes(grid, planes);
    }

    /** z in millimetres; NaN where nothing was measured. */
    public static FloatPlanes ofDepth(OrganizedCloud cloud) {
        return new FloatPlanes(new GridSize(cloud.width(), cloud.height()), cloud.z());
    }

    /** The calibrated score. */
    public static FloatPlanes ofScore(AnomalyMap map) {
        return new FloatPlanes(new GridSize(map.width(), map.height()), map.score());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FloatPlanes p
                && grid.equals(p.grid)
                && Arrays.deepEquals(planes, p.planes);
    }

    @Override
    public int hashCode() {
        return 31 * grid.hashCode() + Arrays.deepHashCode(planes);
    }

    @Override
    public String toString() {
        return "FloatPlanes[" + grid + ", " + planes.length + " planes]";
    }
}
