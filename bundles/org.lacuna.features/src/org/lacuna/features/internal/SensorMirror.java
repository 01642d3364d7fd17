package org.lacuna.features.internal;

import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.WorkingImage;

/**
 * The working image with what lies outside the sensor replaced by the mirror image of what lies
 * inside. The padding itself repeats border pixels, and a hot pixel there becomes a line that a
 * network takes for structure.
 */
public final class SensorMirror {
    private SensorMirror() {}

    /**
     * @return {@code 224 * 224 * 3} values, interleaved; the image's own array when nothing lies
     *     outside
     */
    public static float[] apply(WorkingImage image, GridTransform transform) {
        int side = PatchGrid.WORKING_SIDE;
        int[] x =
                ColourPlanes.inside(
                        transform.toWorkingX(0), transform.toWorkingX(transform.sensorWidth()));
        int[] y =
                ColourPlanes.inside(
                        transform.toWorkingY(0), transform.toWorkingY(transform.sensorHeight()));
        if (x[0] == 0 && y[0] == 0 && x[1] == side && y[1] == side) {
            return image.rgb();
        }
        int[] column = source(x, side);
        int[] row = source(y, side);
        float[] in = image.rgb();
        float[] out = new float[in.length];
        for (int r = 0; r < side; r++) {
            for (int c = 0; c < side; c++) {
                System.arraycopy(in, (row[r] * side + column[c]) * 3, out, (r * side + c) * 3, 3);
            }
        }
        return out;
    }

    private static int[] source(int[] inside, int side) {
        int[] from = new int[side];
        for (int i = 0; i < side; i++) {
            from[i] = inside[0] + Plane.mirror(i - inside[0], inside[1] - inside[0]);
        }
        return from;
    }
}
