package org.lacuna.voxelization;

/**
 * Which share of the true edges of a surface a reduced cloud still holds: the length of edge that
 * has a point left within a given distance, over the length of all edges.
 */
public final class EdgeCoverage {
    private EdgeCoverage() {}

    /**
     * Measures a cloud. O(edges + points) for distances about the spacing of the points;
     * deterministic, on the calling thread.
     *
     * @param edges points along the edges, in the coordinates of the cloud; invalid ones do not
     *     count
     * @param lengthMm for each of them the length it stands for, at least 0
     * @param left the reduced cloud
     * @param withinMm how near a point has to be, above 0 and finite; s_min, say
     * @return 0..1; NaN when there are no edges
     */
    public static double share(Points edges, float[] lengthMm, Points left, double withinMm) {
        if (lengthMm.length != edges.size()) {
            throw new IllegalArgumentException(
                    "lengthMm: " + lengthMm.length + " values, expected " + edges.size());
        }
        if (!(withinMm > 0) || Double.isInfinite(withinMm)) {
            throw new IllegalArgumentException(
                    "withinMm: " + withinMm + ", expected finite and above 0");
        }
        CompactCloud valid = CompactCloud.of(left);
        VoxelNeighbourhoods.VoxelSearch search =
                new VoxelNeighbourhoods(valid.x(), valid.y(), valid.z(), withinMm).search();
        double all = 0;
        double covered = 0;
        for (int i = 0; i < edges.size(); i++) {
            if (edges.isValid(i)) {
                all += length(lengthMm[i], i);
                int near = search.within(edges.x()[i], edges.y()[i], edges.z()[i], withinMm);
                covered += near > 0 ? lengthMm[i] : 0;
            }
        }
        return covered / all;
    }

    private static float length(float lengthMm, int i) {
        if (!(lengthMm >= 0)) {
            throw new IllegalArgumentException(
                    "lengthMm[" + i + "]: " + lengthMm + ", expected at least 0");
        }
        return lengthMm;
    }
}
