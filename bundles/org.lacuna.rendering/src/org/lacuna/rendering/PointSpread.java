package org.lacuna.rendering;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * How far apart neighbouring points are: the unit of point sizes and of tolerances in depth. On a
 * grid, the median distance to the nearest of the four neighbours, over an evenly strided sample.
 * Without a grid, from how much surface the points cover: that of the cells of a coarse grid with a
 * point in them, which is up to a third too much.
 */
final class PointSpread {
    private static final int SAMPLES = 8192;
    private static final int FINEST_CELLS = 64;

    /** Cells with fewer points than this say nothing of a surface. */
    private static final int POINTS_A_CELL = 4;

    /** For points that all lie at one place. */
    private static final double ANY_MM = 1;

    private PointSpread() {}

    /**
     * @param valid pixels of the points, ascending
     * @param grid null for points without a grid
     * @return above 0; O(points)
     */
    static double spacingMm(
            float[] x, float[] y, float[] z, int[] valid, Box bounds, OrganizedCloud grid) {
        double onGrid = grid == null ? 0 : onGrid(grid, valid);
        if (onGrid > 0) {
            return onGrid;
        }
        double extent =
                Math.max(
                        bounds.max().x() - bounds.min().x(),
                        Math.max(
                                bounds.max().y() - bounds.min().y(),
                                bounds.max().z() - bounds.min().z()));
        if (!(extent > 0)) {
            return ANY_MM;
        }
        int cells = FINEST_CELLS;
        int occupied = occupied(x, y, z, valid, bounds, extent, cells);
        while (cells > 1 && (long) occupied * POINTS_A_CELL > valid.length) {
            cells /= 2;
            occupied = occupied(x, y, z, valid, bounds, extent, cells);
        }
        double cellMm = extent / cells;
        return Math.sqrt(occupied * cellMm * cellMm / valid.length);
    }

    private static int occupied(
            float[] x, float[] y, float[] z, int[] valid, Box bounds, double extent, int cells) {
        boolean[] seen = new boolean[cells * cells * cells];
        double scale = cells / extent;
        int count = 0;
        for (int p : valid) {
            int i = Math.min(cells - 1, (int) ((x[p] - bounds.min().x()) * scale));
            int j = Math.min(cells - 1, (int) ((y[p] - bounds.min().y()) * scale));
            int k = Math.min(cells - 1, (int) ((z[p] - bounds.min().z()) * scale));
            int cell = (k * cells + j) * cells + i;
            if (!seen[cell]) {
                seen[cell] = true;
                count++;
            }
        }
        return count;
    }

    /** 0 when no two grid neighbours differ. */
    private static double onGrid(OrganizedCloud grid, int[] valid) {
        int stride = Math.max(1, valid.length / SAMPLES);
        float[] distances = new float[valid.length / stride + 1];
        int n = 0;
        for (int k = 0; k < valid.length; k += stride) {
            int p = valid[k];
            int column = p % grid.width();
            double best = Double.POSITIVE_INFINITY;
            if (column > 0) {
                best = nearer(grid, p, p - 1, best);
            }
            if (column + 1 < grid.width()) {
                best = nearer(grid, p, p + 1, best);
            }
            if (p >= grid.width()) {
                best = nearer(grid, p, p - grid.width(), best);
            }
            if (p + grid.width() < grid.size()) {
                best = nearer(grid, p, p + grid.width(), best);
            }
            if (best < Double.POSITIVE_INFINITY) {
                distances[n++] = (float) Math.sqrt(best);
            }
        }
        Arrays.sort(distances, 0, n);
        return n == 0 ? 0 : distances[n / 2];
    }

    private static double nearer(OrganizedCloud grid, int p, int q, double best) {
        double dx = (double) grid.x()[p] - grid.x()[q];
        double dy = (double) grid.y()[p] - grid.y()[q];
        double dz = (double) grid.z()[p] - grid.z()[q];
        double d = dx * dx + dy * dy + dz * dz;
        return d > 0 && d < best ? d : best; // false for the NaN of an invalid q
    }
}
