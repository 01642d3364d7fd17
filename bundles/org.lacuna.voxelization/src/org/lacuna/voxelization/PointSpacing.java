package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Optional;

/**
 * How densely a scan samples the surface: the unit in which every radius and voxel size of this
 * bundle is chosen when the user names none (method.md 2, "no hand tuning").
 *
 * <p>The distance of a point to its nearest neighbour is taken among its four grid neighbours. On a
 * scan that is the true nearest neighbour but for rare foldings, and tilting the part about one
 * axis does not change it, since the other axis still shows the sensor's own spacing.
 *
 * @param medianMm median nearest-neighbour distance
 * @param lowMm its 10 % quantile: where the part is nearest to the sensor; at most {@code medianMm}
 */
public record PointSpacing(double medianMm, double lowMm) {
    /** Enough for a median that is good to 1 %, and no more. */
    private static final int SAMPLES = 8192;

    private static final double LOW_QUANTILE = 0.1;
    private static final int SAMPLES_A_CHUNK = 256;

    /** How many neighbours to look at first, and how many times more when all are duplicates. */
    private static final int FEW_DUPLICATES = 4;

    private static final int MORE_DUPLICATES = 8;

    /** A point in a larger heap than this tells no spacing. */
    private static final int MOST_DUPLICATES = 256;

    public PointSpacing {
        if (!(lowMm > 0 && lowMm <= medianMm && medianMm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "medianMm: "
                            + medianMm
                            + ", lowMm: "
                            + lowMm
                            + ", expected 0 < lowMm <= medianMm and finite");
        }
    }

    /**
     * Measures a scan, on an evenly strided subset of its points. Deterministic; O(size).
     *
     * @return empty when no two different points are grid neighbours
     */
    public static Optional<PointSpacing> of(OrganizedCloud cloud) {
        int stride = Math.max(1, cloud.validCount() / SAMPLES);
        float[] distances = new float[2 * SAMPLES];
        int n = 0;
        int seen = 0;
        for (int row = 0; row < cloud.height(); row++) {
            for (int column = 0; column < cloud.width(); column++) {
                if (!cloud.isValid(row * cloud.width() + column) || seen++ % stride != 0) {
                    continue;
                }
                double d = nearestSquared(cloud, column, row);
                if (d > 0 && d < Double.POSITIVE_INFINITY && n < distances.length) {
                    distances[n++] = (float) Math.sqrt(d);
                }
            }
        }
        return of(distances, n);
    }

    /**
     * Measures a cloud without a grid, on an evenly strided subset of its points: the distance to
     * the nearest point elsewhere. Points of which hundreds share a place do not count, unless
     * there are no others. Deterministic; O(n log n).
     *
     * @return empty when no two points differ
     */
    public static Optional<PointSpacing> of(Points points, Workers workers) {
        KdTree tree = new KdTree(points);
        int stride = Math.max(1, points.validCount() / SAMPLES);
        int[] sampled = new int[2 * SAMPLES];
        int asked = 0;
        int seen = 0;
        for (int i = 0; i < points.size() && asked < sampled.length; i++) {
            if (points.isValid(i) && seen++ % stride == 0) {
                sampled[asked++] = i;
            }
        }
        float[] nearest = new float[asked];
        workers.forEachChunk(
                asked,
                SAMPLES_A_CHUNK,
                (chunk, from, to) -> {
                    Neighbourhoods.Search search = tree.search();
                    for (int k = from; k < to; k++) {
                        nearest[k] = (float) nearestElsewhere(search, sampled[k], MOST_DUPLICATES);
                    }
                });
        int n = 0;
        for (float d : nearest) {
            if (d > 0) {
                nearest[n++] = d;
            }
        }
        if (n == 0 && asked > 0) {
            // Nothing but heaps of duplicates: how far apart they are.
            double d = nearestElsewhere(tree.search(), sampled[0], points.size());
            nearest[0] = (float) d;
            n = d > 0 ? 1 : 0;
        }
        return of(nearest, n);
    }

    /**
     * Distance to the nearest point that is not a duplicate; 0 if there is none among the nearest.
     */
    private static double nearestElsewhere(Neighbourhoods.Search search, int point, int most) {
        int k = FEW_DUPLICATES;
        while (true) {
            int found = search.nearest(point, k);
            for (int i = 0; i < found; i++) {
                if (search.squaredDistance(i) > 0) {
                    return Math.sqrt(search.squaredDistance(i));
                }
            }
            if (found < k || k >= most) {
                return 0;
            }
            k = (int) Math.min(most, MORE_DUPLICATES * (long) k);
        }
    }

    private static Optional<PointSpacing> of(float[] distances, int n) {
        if (n == 0) {
            return Optional.empty();
        }
        Arrays.sort(distances, 0, n);
        return Optional.of(
                new PointSpacing(distances[n / 2], distances[(int) (LOW_QUANTILE * (n - 1))]));
    }

    /**
     * Squared distance to the nearest valid neighbour that is not a duplicate; infinite if none.
     */
    private static double nearestSquared(OrganizedCloud cloud, int column, int row) {
        int p = row * cloud.width() + column;
        double best = Double.POSITIVE_INFINITY;
        if (column > 0) {
            best = nearer(cloud, p, p - 1, best);
        }
        if (column + 1 < cloud.width()) {
            best = nearer(cloud, p, p + 1, best);
        }
        if (row > 0) {
            best = nearer(cloud, p, p - cloud.width(), best);
        }
        if (row + 1 < cloud.height()) {
            best = nearer(cloud, p, p + cloud.width(), best);
        }
        return best;
    }

    private static double nearer(OrganizedCloud cloud, int p, int q, double best) {
        double dx = (double) cloud.x()[p] - cloud.x()[q];
        double dy = (double) cloud.y()[p] - cloud.y()[q];
        double dz = (double) cloud.z()[p] - cloud.z()[q];
        double d = dx * dx + dy * dy + dz * dz;
        return d > 0 && d < best ? d : best; // false for the NaN of an invalid q
    }
}
