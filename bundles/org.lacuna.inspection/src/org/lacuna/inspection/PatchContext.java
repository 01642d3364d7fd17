package org.lacuna.inspection;

import org.lacuna.core.PatchGrid;

/**
 * What a generator is given of a patch: its whitened features, and their means over the usable ones
 * of {@value #NEAR} x {@value #NEAR} and {@value #FAR} x {@value #FAR} patches around it. What lies
 * around tells a flat face from the foot of an edge, which the other modality can show where this
 * one does not.
 */
final class PatchContext {
    private static final int NEAR = 3;
    private static final int FAR = 7;
    private static final int BLOCKS = 3;

    private PatchContext() {}

    static int width(int featureDim) {
        return BLOCKS * featureDim;
    }

    /**
     * @param views rows whose first {@code dim} numbers are features
     * @param stride length of a row
     * @param use for each patch whether it is usable
     * @param patches of interest, usable
     * @return {@code patches.length} rows of {@link #width}
     */
    static float[] of(float[] views, int stride, int dim, boolean[] use, int[] patches) {
        float[] contexts = new float[patches.length * width(dim)];
        for (int i = 0; i < patches.length; i++) {
            int at = i * width(dim);
            System.arraycopy(views, patches[i] * stride, contexts, at, dim);
            mean(views, stride, dim, use, patches[i], NEAR / 2, contexts, at + dim);
            mean(views, stride, dim, use, patches[i], FAR / 2, contexts, at + 2 * dim);
        }
        return contexts;
    }

    private static void mean(
            float[] views,
            int stride,
            int dim,
            boolean[] use,
            int patch,
            int reach,
            float[] to,
            int at) {
        int n = 0;
        int column = patch % PatchGrid.SIDE;
        int row = patch / PatchGrid.SIDE;
        int right = Math.min(PatchGrid.SIDE - 1, column + reach);
        int bottom = Math.min(PatchGrid.SIDE - 1, row + reach);
        for (int y = Math.max(0, row - reach); y <= bottom; y++) {
            for (int x = Math.max(0, column - reach); x <= right; x++) {
                int q = y * PatchGrid.SIDE + x;
                if (use[q]) {
                    n++;
                    for (int k = 0; k < dim; k++) {
                        to[at + k] += views[q * stride + k];
                    }
                }
            }
        }
        for (int k = 0; k < dim; k++) {
            to[at + k] /= n;
        }
    }
}
