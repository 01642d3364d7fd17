package org.lacuna.voxelization;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Replaces the points in each cell of a fixed cubic grid by their centroid, as Open3D's
 * voxel_down_sample does. The grid starts at the lowest corner of the points' bounding block.
 *
 * <p>Points left are numbered by the first point (ascending entry) that falls into their voxel.
 * Sums are in double and relative to the voxel's corner, so coordinates far from the origin lose
 * nothing. O(n), on the calling thread; immutable and thread-safe.
 *
 * @param edgeMm edge of a voxel, above 0 and finite
 */
public record VoxelGridSampler(double edgeMm) implements CloudSampler {
    /** Halvings of the range of edges: enough to reach the resolution of float coordinates. */
    private static final int STEPS = 48;

    /** Smallest edge to try, as a share of the longest edge of the bounding block. */
    private static final double FINEST = 1e-6;

    /** Largest edge to try, as a share of the same: one voxel that holds all. */
    private static final double COARSEST = 1.000001;

    public VoxelGridSampler {
        if (!(edgeMm > 0) || Double.isInfinite(edgeMm)) {
            throw new IllegalArgumentException(
                    "edgeMm: " + edgeMm + ", expected finite and above 0");
        }
    }

    /**
     * The sampler whose edge leaves a wanted number of points of this cloud, as nearly as bisection
     * finds it: the number falls with the edge, but not steadily, and a regular cloud may have no
     * edge for it (on a lattice many voxels merge at once). Takes about 30 times as long as to
     * sample.
     *
     * @param wanted at least 1
     * @return one with an edge of 1 mm where there are no two different points
     */
    public static VoxelGridSampler ofCount(Points points, int wanted) {
        Picks.checkCount(wanted);
        CompactCloud compact = CompactCloud.of(points);
        double extent = compact.extentMm();
        if (!(extent > 0)) {
            return new VoxelGridSampler(1);
        }
        double low = FINEST * extent;
        double high = COARSEST * extent;
        double best = high;
        int bestError = Math.abs(1 - wanted);
        for (int step = 0; step < STEPS && bestError > 0; step++) {
            double edge = Math.sqrt(low * high);
            int n = compact.index(edge).cells;
            int error = Math.abs(n - wanted);
            if (error < bestError) {
                best = edge;
                bestError = error;
            }
            if (n > wanted) {
                low = edge;
            } else {
                high = edge;
            }
        }
        return new VoxelGridSampler(best);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the points span more than 2^20 voxels along an axis
     */
    @Override
    public SampledCloud sample(Points points, Workers workers) {
        CompactCloud compact = CompactCloud.of(points);
        CellIndex cells = compact.index(edgeMm);
        if (cells.sizeMm > edgeMm) {
            throw new IllegalArgumentException(
                    "edgeMm: "
                            + edgeMm
                            + ", expected at least "
                            + cells.sizeMm
                            + " for points that span "
                            + compact.extentMm()
                            + " mm");
        }
        int n = cells.cells;
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        int[] source = new int[n];
        int[] count = new int[n];
        for (int c = 0; c < n; c++) {
            double cx = centre(compact.x(), cells, c, cells.minX + cells.column(c) * edgeMm);
            double cy = centre(compact.y(), cells, c, cells.minY + cells.row(c) * edgeMm);
            double cz = centre(compact.z(), cells, c, cells.minZ + cells.layer(c) * edgeMm);
            x[c] = (float) cx;
            y[c] = (float) cy;
            z[c] = (float) cz;
            source[c] = compact.pixel()[nearest(compact, cells, c, cx, cy, cz)];
            count[c] = cells.start[c + 1] - cells.start[c];
        }
        int[] pointOf = new int[points.size()];
        Arrays.fill(pointOf, -1);
        for (int k = 0; k < compact.size(); k++) {
            pointOf[compact.pixel()[k]] = cells.cellOf[k];
        }
        return new SampledCloud(new Points(x, y, z), source, count, new boolean[n], pointOf);
    }

    /** Mean of one coordinate over the points of a cell. */
    private static double centre(float[] axis, CellIndex cells, int cell, double corner) {
        int from = cells.start[cell];
        int to = cells.start[cell + 1];
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += axis[cells.order[k]] - corner;
        }
        return corner + sum / (to - from);
    }

    /** The point of a cell that is nearest to a place, the first of equals. */
    private static int nearest(
            CompactCloud compact, CellIndex cells, int cell, double px, double py, double pz) {
        int best = -1;
        double bestSquared = Double.POSITIVE_INFINITY;
        for (int k = cells.start[cell]; k < cells.start[cell + 1]; k++) {
            int i = cells.order[k];
            double dx = compact.x()[i] - px;
            double dy = compact.y()[i] - py;
            double dz = compact.z()[i] - pz;
            double d = dx * dx + dy * dy + dz * dz;
            if (d < bestSquared) {
                best = i;
                bestSquared = d;
            }
        }
        return best;
    }
}
