package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * How far the surface that a reduced cloud still describes lies from the scan it was made of.
 *
 * <p>The surface is the Delaunay triangulation, on the sensor's grid, of the pixels that represent
 * the points left, each vertex lifted to where its point lies in space. Every point of the scan is
 * compared with the triangle that its pixel lies in; outside the triangulation with the nearest
 * point left. Where two points share the pixel that represents them, the later one is left out of
 * the mesh.
 *
 * @param points number of points compared
 * @param rmsMm root of the mean squared distance; all three are 0 when there are no points
 * @param quantile95Mm distance that 95 % of the points do not exceed
 * @param maxMm largest distance
 */
public record SurfaceError(int points, double rmsMm, double quantile95Mm, double maxMm) {
    private static final double QUANTILE = 0.95;

    /**
     * Measures a reduction. O(n log n) on the calling thread; deterministic.
     *
     * @param source the scan, at most 16384 pixels wide and high
     * @param reduced made of {@link Points#of} that scan
     * @throws IllegalArgumentException when the scan is larger, the two do not belong together, or
     *     nothing is left of a scan that has points
     */
    public static SurfaceError of(OrganizedCloud source, SampledCloud reduced) {
        check(source, reduced);
        double[] distance = new double[source.validCount()];
        if (distance.length > 0) {
            new Comparison(source, reduced).run(distance);
        }
        return of(distance);
    }

    private static void check(OrganizedCloud source, SampledCloud reduced) {
        if (Math.max(source.width(), source.height()) > Delaunay.MAX_SIDE) {
            throw new IllegalArgumentException(
                    "source: "
                            + source.width()
                            + " x "
                            + source.height()
                            + ", expected at most "
                            + Delaunay.MAX_SIDE);
        }
        if (reduced.pointOf().length != source.size()) {
            throw new IllegalArgumentException(
                    "reduced: made of "
                            + reduced.pointOf().length
                            + " entries, expected the source's "
                            + source.size());
        }
        if (reduced.size() == 0 && source.validCount() > 0) {
            throw new IllegalArgumentException("reduced: no points, expected some");
        }
    }

    private static SurfaceError of(double[] distance) {
        int n = distance.length;
        if (n == 0) {
            return new SurfaceError(0, 0, 0, 0);
        }
        double sum = 0;
        for (double d : distance) {
            sum += d * d;
        }
        Arrays.sort(distance);
        double quantile = distance[(int) Math.ceil(QUANTILE * n) - 1];
        return new SurfaceError(n, Math.sqrt(sum / n), quantile, distance[n - 1]);
    }

    /** The mesh and the scan. */
    private static final class Comparison {
        private final OrganizedCloud source;
        private final Points left;
        private final Delaunay mesh;

        /** Point of each vertex of the mesh. */
        private final int[] point;

        /** Made when first needed. */
        private VoxelNeighbourhoods.VoxelSearch nearest;

        Comparison(OrganizedCloud source, SampledCloud reduced) {
            this.source = source;
            this.left = reduced.points();
            boolean[] taken = new boolean[source.size()];
            int[] column = new int[reduced.size()];
            int[] row = new int[reduced.size()];
            int[] kept = new int[reduced.size()];
            int n = 0;
            for (int k = 0; k < reduced.size(); k++) {
                int pixel = reduced.source()[k];
                if (!taken[pixel]) {
                    taken[pixel] = true;
                    column[n] = pixel % source.width();
                    row[n] = pixel / source.width();
                    kept[n++] = k;
                }
            }
            this.point = Arrays.copyOf(kept, n);
            this.mesh = new Delaunay(Arrays.copyOf(column, n), Arrays.copyOf(row, n));
        }

        void run(double[] distance) {
            int n = 0;
            for (int row = 0; row < source.height(); row++) {
                for (int column = 0; column < source.width(); column++) {
                    int pixel = row * source.width() + column;
                    if (source.isValid(pixel)) {
                        distance[n++] = distance(pixel, column, row);
                    }
                }
            }
        }

        private double distance(int pixel, int column, int row) {
            double x = source.x()[pixel];
            double y = source.y()[pixel];
            double z = source.z()[pixel];
            int edge = mesh.locate(column, row);
            if (edge < 0) {
                int p = nearest(x, y, z);
                return Triangle.length(left.x()[p] - x, left.y()[p] - y, left.z()[p] - z);
            }
            int a = point[mesh.origin(edge)];
            int b = point[mesh.origin(mesh.next(edge))];
            int c = point[mesh.origin(mesh.next(mesh.next(edge)))];
            Triangle triangle =
                    new Triangle(
                            left.x()[b] - (double) left.x()[a],
                            left.y()[b] - (double) left.y()[a],
                            left.z()[b] - (double) left.z()[a],
                            left.x()[c] - (double) left.x()[a],
                            left.y()[c] - (double) left.y()[a],
                            left.z()[c] - (double) left.z()[a]);
            return triangle.distance(x - left.x()[a], y - left.y()[a], z - left.z()[a]);
        }

        private int nearest(double x, double y, double z) {
            if (nearest == null) {
                double extent = CompactCloud.of(left).extentMm();
                double cell = extent > 0 ? extent / Math.sqrt(left.size()) : 1;
                nearest = new VoxelNeighbourhoods(left.x(), left.y(), left.z(), cell).search();
            }
            return nearest.nearest(x, y, z);
        }
    }
}
