package org.lacuna.voxelization;

import java.util.Objects;

/**
 * Parameters of {@link DynamicVoxelizer}.
 *
 * @param sizing where s_min and s_max come from
 * @param alpha how fast the voxel size falls with density (Xu et al. 2025, eq. 7), at least 0;
 *     dimensionless, since density is taken relative to its median
 * @param edges which edge points are kept
 * @param edgeShare largest share of the points that count as edge points, in [0, 1]: a bound on
 *     what the automatic threshold (Otsu) may take
 */
public record DynamicVoxelParameters(
        VoxelSizing sizing, double alpha, EdgeRetention edges, double edgeShare) {
    public DynamicVoxelParameters {
        Objects.requireNonNull(sizing, "sizing");
        Objects.requireNonNull(edges, "edges");
        if (!(alpha >= 0) || Double.isInfinite(alpha)) {
            throw new IllegalArgumentException("alpha: " + alpha + ", expected 0 or more, finite");
        }
        if (!(edgeShare >= 0 && edgeShare <= 1)) {
            throw new IllegalArgumentException("edgeShare: " + edgeShare + ", expected 0..1");
        }
    }

    /**
     * About 12 points a voxel at median density; the strongest edge point of a voxel replaces it.
     */
    public static DynamicVoxelParameters defaults() {
        return new DynamicVoxelParameters(
                new VoxelSizing.Spacings(2, 8), 1, EdgeRetention.STRONGEST, 0.1);
    }

    /**
     * The paper's operating point (table 6): 91.9 % of the points go, and in each voxel with edge
     * points the strongest of them stays. Meant for a response with outlines ({@link
     * EdgeResponse#withOutlines}). Density hardly counts: on a scan, cells with fewer points are
     * those on steep sides and edges, where large voxels would cost most.
     */
    public static DynamicVoxelParameters paper() {
        return new DynamicVoxelParameters(
                new VoxelSizing.Target(0.919), 0.25, EdgeRetention.STRONGEST, 0.2);
    }

    public DynamicVoxelParameters withSizing(VoxelSizing other) {
        return new DynamicVoxelParameters(other, alpha, edges, edgeShare);
    }
}
