package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

/**
 * An organized cloud reduced to fewer points, with the way back: result of {@link
 * DynamicVoxelizer}. Points are in no spatial order, but always the same for the same cloud.
 *
 * <p>Immutable; the arrays are owned by this object, nobody may write to them.
 */
public final class ReducedCloud {
    private final SurfacePoints points;
    private final int[] sourcePixel;
    private final int[] pointCount;
    private final boolean[] edge;
    private final int[] pointOfPixel;
    private final double minSizeMm;
    private final double maxSizeMm;

    ReducedCloud(
            SurfacePoints points,
            int[] sourcePixel,
            int[] pointCount,
            boolean[] edge,
            int[] pointOfPixel,
            double minSizeMm,
            double maxSizeMm) {
        this.points = points;
        this.sourcePixel = sourcePixel;
        this.pointCount = pointCount;
        this.edge = edge;
        this.pointOfPixel = pointOfPixel;
        this.minSizeMm = minSizeMm;
        this.maxSizeMm = maxSizeMm;
    }

    /** Number of points left. */
    public int size() {
        return points.size();
    }

    /**
     * The points with normals: a centroid carries the mean normal of its points, an edge point its
     * own. Points around which the surface was undefined count for the centroid, not for the
     * normal; where no normal was defined it is (0, 0, 0).
     */
    public SurfacePoints points() {
        return points;
    }

    /** For each point the pixel of the source point nearest to it (an edge point's own). */
    public int[] sourcePixel() {
        return sourcePixel;
    }

    /** For each point the number of source points it stands for, at least 1. */
    public int[] pointCount() {
        return pointCount;
    }

    /** For each point whether it is an edge point rather than a centroid. */
    public boolean[] edge() {
        return edge;
    }

    /** For each pixel of the source the point that stands for it; -1 at pixels without a point. */
    public int[] pointOfPixel() {
        return pointOfPixel;
    }

    /** The s_min that was used. */
    public double minSizeMm() {
        return minSizeMm;
    }

    /** The s_max that was used: the edge of an initial cell. */
    public double maxSizeMm() {
        return maxSizeMm;
    }

    /** R = (NUM - num_d) / NUM; 0 for a cloud without points. */
    public double simplification(OrganizedCloud source) {
        int before = source.validCount();
        return before == 0 ? 0 : (before - size()) / (double) before;
    }
}
