package org.lacuna.voxelization;

import java.util.function.Supplier;

/**
 * A cloud reduced to fewer points, with the way back: result of a {@link CloudSampler}.
 *
 * <p>Immutable and thread-safe; the arrays are owned by this object, nobody may write to them.
 */
public final class SampledCloud {
    private final Points points;
    private final int[] pointCount;
    private final boolean[] edge;
    private final Supplier<int[]> representatives;
    private final Supplier<int[]> pointOfEntries;

    /** Made when first asked for. */
    private volatile int[] source;

    private volatile int[] pointOf;

    /**
     * @param points the points left, all valid
     * @param source for each of them the entry that represents it
     * @param pointCount for each of them how many source points it stands for, at least 1
     * @param edge for each of them whether it was kept as an edge point
     * @param pointOf for each source entry the point that stands for it, or -1
     */
    SampledCloud(Points points, int[] source, int[] pointCount, boolean[] edge, int[] pointOf) {
        this(points, () -> source, pointCount, edge, () -> pointOf);
    }

    /**
     * @param representatives makes the array of sources; the same each time
     * @param pointOfEntries makes the array of points that stand for entries; the same each time
     */
    SampledCloud(
            Points points,
            Supplier<int[]> representatives,
            int[] pointCount,
            boolean[] edge,
            Supplier<int[]> pointOfEntries) {
        this.points = points;
        this.representatives = representatives;
        this.pointCount = pointCount;
        this.edge = edge;
        this.pointOfEntries = pointOfEntries;
    }

    /** Number of points left. */
    public int size() {
        return points.size();
    }

    /** The points left. */
    public Points points() {
        return points;
    }

    /**
     * For each point the source entry that represents it: itself where points are picked, the
     * source point nearest to the centroid (the lowest entry of equals) where they are averaged.
     * Looked up when first asked for, O(source points).
     */
    public int[] source() {
        int[] known = source;
        if (known == null) {
            known = representatives.get();
            source = known;
        }
        return known;
    }

    /** For each point the number of source points it stands for, at least 1. */
    public int[] pointCount() {
        return pointCount;
    }

    /** For each point whether it is an edge point that was kept as it is. */
    public boolean[] edge() {
        return edge;
    }

    /**
     * For each source entry the point that stands for it; -1 where there is no source point, or
     * where it was dropped by a sampler that picks. Looked up when first asked for, O(source
     * points).
     */
    public int[] pointOf() {
        int[] known = pointOf;
        if (known == null) {
            known = pointOfEntries.get();
            pointOf = known;
        }
        return known;
    }

    /** R = (NUM - num_d) / NUM for this many source points; 0 for none. */
    public double simplification(int sourcePoints) {
        return sourcePoints == 0 ? 0 : (sourcePoints - size()) / (double) sourcePoints;
    }

    /**
     * The points with normals: an edge point carries its own, a centroid the mean of those of the
     * points it stands for. Source points around which the surface is undefined do not count; where
     * none is defined the normal is (0, 0, 0).
     *
     * @param surface of the source entries
     */
    public SurfacePoints withNormals(SurfaceField surface) {
        int[] standsFor = pointOf();
        if (surface.size() != standsFor.length) {
            throw new IllegalArgumentException(
                    "surface: " + surface.size() + ", expected " + standsFor.length + " entries");
        }
        double[] sums = new double[3 * size()];
        for (int i = 0; i < standsFor.length; i++) {
            int p = standsFor[i];
            if (p >= 0 && !edge[p] && surface.isDefined(i)) {
                sums[3 * p] += surface.nx[i];
                sums[3 * p + 1] += surface.ny[i];
                sums[3 * p + 2] += surface.nz[i];
            }
        }
        float[] nx = new float[size()];
        float[] ny = new float[size()];
        float[] nz = new float[size()];
        for (int p = 0; p < size(); p++) {
            if (edge[p]) {
                int i = source()[p];
                nx[p] = surface.isDefined(i) ? surface.nx[i] : 0;
                ny[p] = surface.isDefined(i) ? surface.ny[i] : 0;
                nz[p] = surface.isDefined(i) ? surface.nz[i] : 0;
                continue;
            }
            double x = sums[3 * p];
            double y = sums[3 * p + 1];
            double z = sums[3 * p + 2];
            double length = Math.sqrt(x * x + y * y + z * z);
            if (length > 0) {
                nx[p] = (float) (x / length);
                ny[p] = (float) (y / length);
                nz[p] = (float) (z / length);
            }
        }
        return new SurfacePoints(points.x(), points.y(), points.z(), nx, ny, nz);
    }
}
