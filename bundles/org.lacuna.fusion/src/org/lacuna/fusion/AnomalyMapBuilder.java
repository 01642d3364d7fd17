package org.lacuna.fusion;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;

import java.util.Arrays;
import java.util.Optional;

/**
 * Brings patch scores back to sensor pixels: bilinear from 56 to 224, Gaussian, bilinear sampling
 * at sensor pixels (method.md 6).
 *
 * <p>Patches that were not scored do not pull their neighbours down: both the interpolation and the
 * Gaussian are normalized by the weight of what was scored, so a defect at the silhouette keeps its
 * score. Pixels of unscored patches are 0. Deterministic, stateless; O(pixels + 224^2 sigma).
 */
public final class AnomalyMapBuilder {
    private static final int SIDE = PatchGrid.WORKING_SIDE;

    private AnomalyMapBuilder() {}

    /**
     * @param patchScores {@link PatchGrid#PATCHES} values, at least 0; NaN = not scored
     * @param sigmaWorkingPx standard deviation of the Gaussian, working pixels; 0 = none, at most
     *     56
     * @param inside sensor pixels outside are 0; empty = all are inside
     */
    public static AnomalyMap build(
            float[] patchScores,
            GridTransform transform,
            double sigmaWorkingPx,
            Optional<PixelMask> inside) {
        if (patchScores.length != PatchGrid.PATCHES) {
            throw new IllegalArgumentException(
                    "patchScores: "
                            + patchScores.length
                            + " values, expected "
                            + PatchGrid.PATCHES);
        }
        if (!(sigmaWorkingPx >= 0 && sigmaWorkingPx <= PatchGrid.SIDE)) {
            throw new IllegalArgumentException(
                    "sigmaWorkingPx: " + sigmaWorkingPx + ", expected 0.." + PatchGrid.SIDE);
        }
        float[] score = new float[SIDE * SIDE];
        float[] weight = new float[SIDE * SIDE];
        enlarge(patchScores, score, weight);
        if (sigmaWorkingPx > 0) {
            float[] kernel = kernel(sigmaWorkingPx);
            float[] scratch = new float[SIDE * SIDE];
            blur(score, scratch, kernel);
            blur(weight, scratch, kernel);
        }
        for (int i = 0; i < score.length; i++) {
            score[i] = weight[i] > 0 ? score[i] / weight[i] : 0;
        }
        return sample(score, patchScores, transform, inside);
    }

    /** Bilinear, with the weighted score and the weight of the scored patches apart. */
    private static void enlarge(float[] patches, float[] score, float[] weight) {
        int[] left = new int[SIDE];
        float[] right = new float[SIDE];
        for (int x = 0; x < SIDE; x++) {
            double px = Math.clamp((x + 0.5) / PatchGrid.PATCH_PX - 0.5, 0.0, PatchGrid.SIDE - 1.0);
            left[x] = Math.min((int) px, PatchGrid.SIDE - 2);
            right[x] = (float) (px - left[x]);
        }
        float[] values = new float[PatchGrid.PATCHES];
        float[] scored = new float[PatchGrid.PATCHES];
        for (int p = 0; p < patches.length; p++) {
            boolean there = !Float.isNaN(patches[p]);
            values[p] = there ? patches[p] : 0;
            scored[p] = there ? 1 : 0;
        }
        enlarge(values, score, left, right);
        enlarge(scored, weight, left, right);
    }

    /** Rows first, then columns; both ways share the positions. */
    private static void enlarge(float[] in, float[] out, int[] at, float[] beyond) {
        float[] wide = new float[PatchGrid.SIDE * SIDE];
        for (int y = 0; y < PatchGrid.SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float a = in[y * PatchGrid.SIDE + at[x]];
                float b = in[y * PatchGrid.SIDE + at[x] + 1];
                wide[y * SIDE + x] = (1 - beyond[x]) * a + beyond[x] * b;
            }
        }
        for (int y = 0; y < SIDE; y++) {
            int top = at[y] * SIDE;
            float f = beyond[y];
            for (int x = 0; x < SIDE; x++) {
                out[y * SIDE + x] = (1 - f) * wide[top + x] + f * wide[top + SIDE + x];
            }
        }
    }

    private static float[] kernel(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += Math.exp(-0.5 * i * i / (sigma * sigma));
        }
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) (Math.exp(-0.5 * i * i / (sigma * sigma)) / sum);
        }
        return kernel;
    }

    /** Blurs in place, rows then columns; outside the image counts nothing. */
    private static void blur(float[] image, float[] scratch, float[] kernel) {
        int radius = kernel.length / 2;
        float[] padded = new float[SIDE + 2 * radius];
        float[] sum = new float[SIDE];
        for (int y = 0; y < SIDE; y++) {
            System.arraycopy(image, y * SIDE, padded, radius, SIDE);
            Arrays.fill(sum, 0);
            for (int k = 0; k < kernel.length; k++) {
                addScaled(sum, padded, k, kernel[k]);
            }
            System.arraycopy(sum, 0, scratch, y * SIDE, SIDE);
        }
        for (int y = 0; y < SIDE; y++) {
            Arrays.fill(sum, 0);
            for (int k = Math.max(0, radius - y);
                    k < Math.min(kernel.length, SIDE + radius - y);
                    k++) {
                addScaled(sum, scratch, (y + k - radius) * SIDE, kernel[k]);
            }
            System.arraycopy(sum, 0, image, y * SIDE, SIDE);
        }
    }

    private static void addScaled(float[] sum, float[] in, int at, float factor) {
        for (int x = 0; x < SIDE; x++) {
            sum[x] += factor * in[at + x];
        }
    }

    private static AnomalyMap sample(
            float[] working, float[] patches, GridTransform transform, Optional<PixelMask> inside) {
        int width = transform.sensorWidth();
        int height = transform.sensorHeight();
        float[] map = new float[width * height];
        Columns columns = Columns.of(transform);
        boolean[] set = inside.map(PixelMask::set).orElse(null);
        float[] row = new float[SIDE];
        for (int y = 0; y < height; y++) {
            int patchRow = transform.patchRow(y);
            if (patchRow < 0 || patchRow >= PatchGrid.SIDE) {
                continue;
            }
            double wy = Math.clamp(transform.toWorkingY(y + 0.5) - 0.5, 0.0, SIDE - 1.0);
            int top = Math.min((int) wy, SIDE - 2);
            blend(working, top * SIDE, (float) (wy - top), row);
            columns.sample(row, patches, patchRow * PatchGrid.SIDE, set, map, y * width);
        }
        return new AnomalyMap(width, height, map);
    }

    /** The working row between two rows. */
    private static void blend(float[] working, int at, float down, float[] row) {
        for (int x = 0; x < SIDE; x++) {
            float upper = working[at + x];
            row[x] = upper + down * (working[at + SIDE + x] - upper);
        }
    }

    /**
     * Where the sensor columns {@code from..to-1}, those inside the window, lie on the working grid
     * and the patch grid.
     */
    private record Columns(int from, int to, int[] left, float[] right, int[] patch) {
        static Columns of(GridTransform transform) {
            int width = transform.sensorWidth();
            int[] left = new int[width];
            float[] right = new float[width];
            int[] patch = new int[width];
            int from = width;
            int to = 0;
            for (int x = 0; x < width; x++) {
                double wx = Math.clamp(transform.toWorkingX(x + 0.5) - 0.5, 0.0, SIDE - 1.0);
                left[x] = Math.min((int) wx, SIDE - 2);
                right[x] = (float) (wx - left[x]);
                patch[x] = transform.patchColumn(x);
                if (patch[x] >= 0 && patch[x] < PatchGrid.SIDE) {
                    from = Math.min(from, x);
                    to = x + 1;
                }
            }
            return new Columns(from, to, left, right, patch);
        }

        /** Fills the scored pixels inside the mask of one sensor row. */
        void sample(
                float[] row, float[] patches, int patchRow, boolean[] set, float[] map, int at) {
            for (int x = from; x < to; x++) {
                float scored = patches[patchRow + patch[x]];
                if (!Float.isNaN(scored) && (set == null || set[at + x])) {
                    float a = row[left[x]];
                    map[at + x] = a + right[x] * (row[left[x] + 1] - a);
                }
            }
        }
    }
}
