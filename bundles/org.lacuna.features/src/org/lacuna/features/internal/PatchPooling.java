package org.lacuna.features.internal;

import org.lacuna.core.PatchGrid;

import java.util.Arrays;

/**
 * Weighted means of a plane around the centre of every patch, with a Gaussian window. Immutable and
 * thread-safe.
 *
 * <p>The plane covers a rectangle of the working image at 1 / {@code pixelPx} of its resolution.
 * Where a window reaches beyond the plane it meets the mirror image.
 */
final class PatchPooling {
    /** The window is cut where it has fallen to 1/30 of its peak. */
    private static final double REACH = 2.6;

    private final int[][] rowIndex;
    private final float[][] rowWeight;
    private final int[][] columnIndex;
    private final float[][] columnWeight;

    /**
     * @param width columns of the planes to come
     * @param height rows of the planes to come
     * @param left left edge of the planes in working pixels
     * @param top top edge of the planes in working pixels
     * @param pixelPx edge of one of their pixels in working pixels
     * @param sigmaPx width of the window in working pixels; never below 0.6 pixels of the plane, so
     *     that a coarse plane is interpolated, not sampled
     */
    PatchPooling(int width, int height, int left, int top, int pixelPx, double sigmaPx) {
        double sigma = Math.max(sigmaPx / pixelPx, 0.6);
        rowIndex = new int[PatchGrid.SIDE][];
        rowWeight = new float[PatchGrid.SIDE][];
        columnIndex = new int[PatchGrid.SIDE][];
        columnWeight = new float[PatchGrid.SIDE][];
        for (int p = 0; p < PatchGrid.SIDE; p++) {
            double centrePx = (p + 0.5) * PatchGrid.PATCH_PX;
            window((centrePx - top) / pixelPx - 0.5, sigma, height, p, rowIndex, rowWeight);
            window((centrePx - left) / pixelPx - 0.5, sigma, width, p, columnIndex, columnWeight);
        }
    }

    private static void window(
            double centre, double sigma, int size, int p, int[][] index, float[][] weight) {
        int first = (int) Math.ceil(centre - REACH * sigma);
        int last = (int) Math.floor(centre + REACH * sigma);
        index[p] = new int[last - first + 1];
        weight[p] = new float[last - first + 1];
        double[] g = new double[last - first + 1];
        double sum = 0;
        for (int i = first; i <= last; i++) {
            g[i - first] = StrictMath.exp(-(i - centre) * (i - centre) / (2 * sigma * sigma));
            sum += g[i - first];
        }
        for (int k = 0; k < g.length; k++) {
            index[p][k] = Plane.mirror(first + k, size);
            weight[p][k] = (float) (g[k] / sum);
        }
    }

    /** One mean a patch, row-major. */
    float[] pool(Plane plane) {
        int w = plane.width();
        float[] data = plane.data();
        float[] out = new float[PatchGrid.PATCHES];
        float[] row = new float[w];
        for (int py = 0; py < PatchGrid.SIDE; py++) {
            Arrays.fill(row, 0f);
            for (int k = 0; k < rowIndex[py].length; k++) {
                add(data, rowIndex[py][k] * w, rowWeight[py][k], row);
            }
            for (int px = 0; px < PatchGrid.SIDE; px++) {
                int[] index = columnIndex[px];
                float[] weight = columnWeight[px];
                float sum = 0;
                for (int k = 0; k < index.length; k++) {
                    sum += weight[k] * row[index[k]];
                }
                out[py * PatchGrid.SIDE + px] = sum;
            }
        }
        return out;
    }

    private static void add(float[] in, int at, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * in[at + i];
        }
    }
}
