package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * How far the surface that a reduced cloud still describes lies from the scan it was made of.
 *
 * <p>The surface is the Delaunay triangulation, on the sensor's grid, of the pixels that represent
 * the points left, each vertex lifted to where its point lies in space. Every point of the scan is
 * compared with the nearest of the triangle that its pixel lies in and all triangles that share a
 * corner with it: a centroid lies beside the pixel that represents it, and what a surface is moved
 * within itself is no error. Outside the triangulation it is compared with the nearest point left
 * and the triangles around that. Where two points share the pixel that represents them, the later
 * one is left out of the mesh.
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
        int points = source.validCount();
        if (points == 0) {
            return new SurfaceError(0, 0, 0, 0);
        }
        return of(distances(source, new ReducedSurface(source, reduced), points));
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
        double sum = 0;
        for (double d : distance) {
            sum += d * d;
        }
        Arrays.sort(distance);
        double quantile = distance[(int) Math.ceil(QUANTILE * n) - 1];
        return new SurfaceError(n, Math.sqrt(sum / n), quantile, distance[n - 1]);
    }

    private static double[] distances(OrganizedCloud source, ReducedSurface surface, int points) {
        double[] distance = new double[points];
        int n = 0;
        for (int row = 0; row < source.height(); row++) {
            for (int column = 0; column < source.width(); column++) {
                int pixel = row * source.width() + column;
                if (source.isValid(pixel)) {
                    distance[n++] =
                            surface.distance(
                                    column,
                                    row,
                                    source.x()[pixel],
                                    source.y()[pixel],
                                    source.z()[pixel]);
                }
            }
        }
        return distance;
    }
}
