package org.lacuna.features.internal;

import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.voxelization.SurfaceField;

/**
 * Pools how far points stand out of their neighbourhood's plane over the patches, with binomial
 * weights that overlap.
 */
public final class ReliefPooling {
    /** Mean, root mean square of the raised part, root mean square of the deep part. */
    public static final int CHANNELS = 3;

    /** Two cells a patch edge; the weights 1 3 3 1 reach one cell into the neighbours. */
    private static final int CELLS = 2 * PatchGrid.SIDE;

    private static final int[] WEIGHTS = {1, 3, 3, 1};

    /** Noise level in point spacings, where compression sets in. */
    private static final double NOISE = 0.3;

    private ReliefPooling() {}

    /**
     * @param field surface of pyramid level {@code scale}
     * @param scale a pixel of the field covers {@code 2^scale} sensor pixels each way
     * @param sensorField surface on the sensor grid: pixels where it is undefined do not count
     * @param values feature vectors, {@code stride} apart, filled from {@code offset} on
     */
    public static void pool(
            SurfaceField field,
            int scale,
            SurfaceField sensorField,
            double spacingMm,
            GridTransform transform,
            float[] values,
            int stride,
            int offset) {
        double[] count = new double[CELLS * CELLS];
        double[] sum = new double[CELLS * CELLS];
        double[] raised = new double[CELLS * CELLS];
        double[] deep = new double[CELLS * CELLS];
        double cellPx = PatchGrid.PATCH_PX / 2.0;
        for (int row = 0; row < sensorField.height(); row++) {
            int cellRow = (int) Math.floor(transform.toWorkingY(row + 0.5) / cellPx);
            for (int column = 0; column < sensorField.width(); column++) {
                int cellColumn = (int) Math.floor(transform.toWorkingX(column + 0.5) / cellPx);
                int source = (row >> scale) * field.width() + (column >> scale);
                if (cellRow < 0
                        || cellColumn < 0
                        || cellRow >= CELLS
                        || cellColumn >= CELLS
                        || !sensorField.isDefined(row * sensorField.width() + column)
                        || !field.isDefined(source)) {
                    continue;
                }
                double out = field.offsetMm()[source] / spacingMm;
                int cell = cellRow * CELLS + cellColumn;
                count[cell]++;
                sum[cell] += out;
                raised[cell] += out > 0 ? out * out : 0;
                deep[cell] += out > 0 ? 0 : out * out;
            }
        }
        for (int row = 0; row < PatchGrid.SIDE; row++) {
            for (int column = 0; column < PatchGrid.SIDE; column++) {
                double n = weighted(count, column, row);
                if (n > 0) {
                    int at = (row * PatchGrid.SIDE + column) * stride + offset;
                    values[at] = (float) asinh(weighted(sum, column, row) / n / NOISE);
                    values[at + 1] =
                            (float)
                                    Math.log(
                                            Math.sqrt(weighted(raised, column, row) / n)
                                                    + NOISE * NOISE);
                    values[at + 2] =
                            (float)
                                    Math.log(
                                            Math.sqrt(weighted(deep, column, row) / n)
                                                    + NOISE * NOISE);
                }
            }
        }
    }

    private static double weighted(double[] cells, int column, int row) {
        double sum = 0;
        for (int v = 0; v < WEIGHTS.length; v++) {
            int y = 2 * row + v - 1;
            for (int u = 0; u < WEIGHTS.length; u++) {
                int x = 2 * column + u - 1;
                if (x >= 0 && y >= 0 && x < CELLS && y < CELLS) {
                    sum += WEIGHTS[v] * WEIGHTS[u] * cells[y * CELLS + x];
                }
            }
        }
        return sum;
    }

    private static double asinh(double v) {
        return Math.copySign(Math.log(Math.abs(v) + Math.sqrt(v * v + 1)), v);
    }
}
