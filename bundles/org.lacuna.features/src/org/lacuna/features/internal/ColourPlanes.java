package org.lacuna.features.internal;

import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.WorkingImage;

/**
 * The part of the working image that the sensor saw, as luminance and two colour differences of
 * square-root intensities. The square root makes shot noise about equally strong everywhere, so
 * that dark parts neither drown (as with linear values) nor rise out of the noise (as with
 * logarithms); it is exact, so the bits are the same on every machine.
 *
 * @param left left edge in working pixels
 * @param top top edge in working pixels
 * @param luminance square root of weighted intensity
 * @param redGreen red minus green
 * @param blueYellow blue minus the mean of red and green
 */
public record ColourPlanes(int left, int top, Plane luminance, Plane redGreen, Plane blueYellow) {
    /** Keeps the slope of the square root finite at black. */
    private static final float OFFSET = 0.01f;

    /**
     * Cuts out what lies inside the sensor: the padding repeats border pixels, and a hot pixel
     * there would become a line.
     */
    public static ColourPlanes of(WorkingImage image, GridTransform transform) {
        int[] x = inside(transform.toWorkingX(0), transform.toWorkingX(transform.sensorWidth()));
        int[] y = inside(transform.toWorkingY(0), transform.toWorkingY(transform.sensorHeight()));
        int w = x[1] - x[0];
        int h = y[1] - y[0];
        Plane luminance = Plane.of(w, h);
        Plane redGreen = Plane.of(w, h);
        Plane blueYellow = Plane.of(w, h);
        for (int row = 0; row < h; row++) {
            int from = ((y[0] + row) * PatchGrid.WORKING_SIDE + x[0]) * 3;
            convert(image.rgb(), from, w, row * w, luminance, redGreen, blueYellow);
        }
        return new ColourPlanes(x[0], y[0], luminance, redGreen, blueYellow);
    }

    /** First and one past the last working pixel that lies wholly inside; at least one pixel. */
    static int[] inside(double low, double high) {
        int first = (int) Math.clamp(Math.ceil(low - 1e-6), 0, PatchGrid.WORKING_SIDE - 1);
        int end = (int) Math.clamp(Math.floor(high + 1e-6), first + 1, PatchGrid.WORKING_SIDE);
        return new int[] {first, end};
    }

    private static void convert(
            float[] rgb, int from, int count, int to, Plane luminance, Plane rg, Plane by) {
        float[] l = luminance.data();
        float[] a = rg.data();
        float[] b = by.data();
        for (int i = 0; i < count; i++) {
            float red = rgb[from + 3 * i];
            float green = rgb[from + 3 * i + 1];
            float blue = rgb[from + 3 * i + 2];
            float r = root(red);
            float g = root(green);
            l[to + i] = root(0.3f * red + 0.59f * green + 0.11f * blue);
            a[to + i] = r - g;
            b[to + i] = root(blue) - 0.5f * (r + g);
        }
    }

    private static float root(float v) {
        return (float) Math.sqrt(Math.max(v, 0f) + OFFSET);
    }
}
