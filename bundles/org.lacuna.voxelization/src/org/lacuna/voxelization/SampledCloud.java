package org.lacuna.voxelization;

/**
 * A cloud reduced to fewer points, with the way back: result of a {@link CloudSampler}.
 *
 * <p>Immutable; the arrays are owned by this object, nobody may write to them.
 */
public final class SampledCloud {
    private final Points points;
    private final int[] source;
    private final int[] pointCount;
    private final boolean[] edge;
    private final int[] pointOf;

    /**
     * @param points the points left, all valid
     * @param source for each of them the entry that represents it
     * @param pointCount for each of them how many source points it stands for, at least 1
     * @param edge for each of them whether it was kept as an edge point
     * @param pointOf for each source entry the point that stands for it, or -1
     */
    SampledCloud(Points points, int[] source, int[] pointCount, boolean[] edge, int[] pointOf) {
        this.points = points;
        this.source = source;
        this.pointCount = pointCount;
        this.edge = edge;
        this.pointOf = pointOf;
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
     */
    public int[] source() {
        return source;
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
     * where it was dropped by a sampler that picks.
     */
    public int[] pointOf() {
        return pointOf;
    }
}
