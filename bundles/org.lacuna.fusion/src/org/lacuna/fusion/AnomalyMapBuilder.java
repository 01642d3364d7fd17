package org.lacuna.fusion;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;

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
     * @param sigmaWorkingPx standard deviation of the Gaussian, working pixels; 0 = none
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
        float[] score = new float[SIDE * SIDE];
        float[] weight = new float[SIDE * SIDE];
        enlarge(patchScores, score, weight);
        if (sigmaWorkingPx > 0) {
            float[] kernel = kernel(sigmaWorkingPx);
            float[] scratch = new float[SIDE * SIDE];
            blurTransposed(score, scratch, kernel);
            blurTransposed(scratch, score, kernel);
            blurTransposed(weight, scratch, kernel);
            blurTransposed(scratch, weight, kernel);
        }
        for (int i = 0; i < score.length; i++) {
            score[i] = weight[i] > 0 ? Math.max(0, score[i] / weight[i]) : 0;
        }
        return sample(score, patchScores, transform, inside);
    }

    /** Bilinear, with the weighted score and the weight of the scored patches apart. */
    private static void enlarge(float[] patches, float[] score, float[] weight) {
        for (int y = 0; y < SIDE; y++) {
            double py = Math.clamp((y + 0.5) / PatchGrid.PATCH_PX - 0.5, 0.0, PatchGrid.SIDE - 1.0);
            int top = Math.min((int) py, PatchGrid.SIDE - 2);
            float down = (float) (py - top);
            for (int x = 0; x < SIDE; x++) {
                double px =
                        Math.clamp((x + 0.5) / PatchGrid.PATCH_PX - 0.5, 0.0, PatchGrid.SIDE - 1.0);
                int left = Math.min((int) px, PatchGrid.SIDE - 2);
                float right = (float) (px - left);
                int at = top * PatchGrid.SIDE + left;
                float s = 0;
                float w = 0;
                for (int corner = 0; corner < 4; corner++) {
                    float value = patches[at + (corner & 1) + (corner >> 1) * PatchGrid.SIDE];
                    float share =
                            ((corner & 1) == 0 ? 1 - right : right)
                                    * ((corner >> 1) == 0 ? 1 - down : down);
                    if (value == value) {
                        s += share * value;
                        w += share;
                    }
                }
                score[y * SIDE + x] = s;
                weight[y * SIDE + x] = w;
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

    /**
     * Blurs along rows and writes the transpose, so that two calls blur both ways; outside the
     * image counts nothing.
     */
    private static void blurTransposed(float[] in, float[] out, float[] kernel) {
        int radius = kernel.length / 2;
        float[] padded = new float[SIDE + 2 * radius];
        float[] sum = new float[SIDE];
        for (int y = 0; y < SIDE; y++) {
            System.arraycopy(in, y * SIDE, padded, radius, SIDE);
            java.util.Arrays.fill(sum, 0);
            for (int k = 0; k < kernel.length; k++) {
                float f = kernel[k];
                for (int x = 0; x < SIDE; x++) {
                    sum[x] += f * padded[x + k];
                }
            }
            for (int x = 0; x < SIDE; x++) {
                out[x * SIDE + y] = sum[x];
            }
        }
    }

    private static AnomalyMap sample(
            float[] working, float[] patches, GridTransform transform, Optional<PixelMask> inside) {
        int width = transform.sensorWidth();
        int height = transform.sensorHeight();
        float[] map = new float[width * height];
        int[] left = new int[width];
        float[] right = new float[width];
        int[] patchColumn = new int[width];
        for (int x = 0; x < width; x++) {
            double wx = Math.clamp(transform.toWorkingX(x + 0.5) - 0.5, 0.0, SIDE - 1.0);
            left[x] = Math.min((int) wx, SIDE - 2);
            right[x] = (float) (wx - left[x]);
            patchColumn[x] = transform.patchColumn(x);
        }
        for (int y = 0; y < height; y++) {
            int patchRow = transform.patchRow(y);
            if (patchRow < 0 || patchRow >= PatchGrid.SIDE) {
                continue;
            }
            double wy = Math.clamp(transform.toWorkingY(y + 0.5) - 0.5, 0.0, SIDE - 1.0);
            int top = Math.min((int) wy, SIDE - 2);
            float down = (float) (wy - top);
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                if (patchColumn[x] < 0
                        || patchColumn[x] >= PatchGrid.SIDE
                        || inside.isPresent() && !inside.get().get(pixel)) {
                    continue;
                }
                float scored = patches[patchRow * PatchGrid.SIDE + patchColumn[x]];
                if (scored != scored) {
                    continue;
                }
                int at = top * SIDE + left[x];
                float upper = working[at] + right[x] * (working[at + 1] - working[at]);
                float lower =
                        working[at + SIDE]
                                + right[x] * (working[at + SIDE + 1] - working[at + SIDE]);
                map[pixel] = upper + down * (lower - upper);
            }
        }
        return new AnomalyMap(width, height, map);
    }
}
