package org.lacuna.features.internal;

import org.lacuna.core.GridTransform;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.voxelization.NormalCurvature;
import org.lacuna.voxelization.SurfaceField;

/**
 * Pools the curvature of a surface over the patches, with binomial weights that overlap. Curvature
 * times the radius it was measured with is a plain number, the turn of the normals over that
 * radius; what normals turn by noise alone ({@value #NOISE}) is where the logarithm sets in.
 */
public final class CurvaturePooling {
    /**
     * Mean curvature: mean, root mean square of the raised part, root mean square of the hollow
     * part, so that a small dent is not averaged away; difference of the principal curvatures:
     * mean, root mean square.
     */
    public static final int CHANNELS = 5;

    private static final double NOISE = 0.05;
    private static final double FLOOR = 0.3 * NOISE;

    /** Two cells a patch edge; the weights 1 3 3 1 reach one cell into the neighbours. */
    private static final int CELLS = 2 * PatchGrid.SIDE;

    private static final int[] WEIGHTS = {1, 3, 3, 1};

    private CurvaturePooling() {}

    /**
     * @param curvature of a grid of which a pixel covers {@code 2^scale} sensor pixels each way
     * @param width of that grid
     * @param radiusMm neighbourhood that the curvature was measured in
     * @param scan the sensor grid
     * @param surface of its pixels; where it is undefined they do not count
     * @param values feature vectors, {@code stride} apart, filled from {@code offset} on; patches
     *     without curvature stay as they are
     */
    public static void pool(
            NormalCurvature.Field curvature,
            int width,
            int scale,
            double radiusMm,
            OrganizedCloud scan,
            SurfaceField surface,
            GridTransform transform,
            float[] values,
            int stride,
            int offset) {
        double[] count = new double[CELLS * CELLS];
        double[][] sums = new double[CHANNELS][CELLS * CELLS];
        double cellPx = PatchGrid.PATCH_PX / 2.0;
        for (int row = 0; row < scan.height(); row++) {
            int cellRow = (int) Math.floor(transform.toWorkingY(row + 0.5) / cellPx);
            for (int column = 0; column < scan.width(); column++) {
                int cellColumn = (int) Math.floor(transform.toWorkingX(column + 0.5) / cellPx);
                int source = (row >> scale) * width + (column >> scale);
                if (cellRow < 0
                        || cellColumn < 0
                        || cellRow >= CELLS
                        || cellColumn >= CELLS
                        || !surface.isDefined(row * scan.width() + column)
                        || Float.isNaN(curvature.mean()[source])) {
                    continue;
                }
                double bend = curvature.mean()[source] * radiusMm;
                double difference = curvature.difference()[source] * radiusMm;
                int cell = cellRow * CELLS + cellColumn;
                count[cell]++;
                sums[0][cell] += bend;
                sums[1][cell] += bend > 0 ? bend * bend : 0;
                sums[2][cell] += bend > 0 ? 0 : bend * bend;
                sums[3][cell] += difference;
                sums[4][cell] += difference * difference;
            }
        }
        for (int row = 0; row < PatchGrid.SIDE; row++) {
            for (int column = 0; column < PatchGrid.SIDE; column++) {
                double n = weighted(count, column, row);
                if (n > 0) {
                    int at = (row * PatchGrid.SIDE + column) * stride + offset;
                    values[at] = asinh(weighted(sums[0], column, row) / n / NOISE);
                    values[at + 1] = logRoot(weighted(sums[1], column, row) / n);
                    values[at + 2] = logRoot(weighted(sums[2], column, row) / n);
                    values[at + 3] = asinh(weighted(sums[3], column, row) / n / NOISE);
                    values[at + 4] = logRoot(weighted(sums[4], column, row) / n);
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

    private static float logRoot(double meanSquare) {
        return (float) Math.log(Math.sqrt(meanSquare) + FLOOR);
    }

    private static float asinh(double v) {
        return (float) Math.copySign(Math.log(Math.abs(v) + Math.sqrt(v * v + 1)), v);
    }
}
