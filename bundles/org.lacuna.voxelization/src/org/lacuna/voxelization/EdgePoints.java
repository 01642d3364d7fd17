package org.lacuna.voxelization;

import java.util.Arrays;

/** Which points of a cloud are edge points, and what becomes of them in {@link SubVoxels}. */
final class EdgePoints {
    /** Entries that are looked at together. */
    private static final int BLOCK = 512;

    private final float[] response;
    private final double threshold;
    private final boolean all;

    private EdgePoints(float[] response, double threshold, boolean all) {
        this.response = response;
        this.threshold = threshold;
        this.all = all;
    }

    static EdgePoints none() {
        return new EdgePoints(new float[0], Double.POSITIVE_INFINITY, false);
    }

    /**
     * @param response radians for each entry, NaN where undefined
     * @param share largest share of the points that count as edge points
     */
    static EdgePoints of(float[] response, EdgeRetention retention, double share) {
        return retention == EdgeRetention.NONE
                ? none()
                : new EdgePoints(
                        response,
                        EdgeThreshold.of(response, share),
                        retention == EdgeRetention.ALL);
    }

    /** How many points the voxels give. */
    int outputs(SubVoxels voxels) {
        if (!all) {
            return voxels.size;
        }
        int[] voxelOf = voxels.voxelOf();
        return voxels.size + extras(voxelOf, strongest(voxelOf, voxels.size));
    }

    /** The voxels' centroids, but edge points where there are any. */
    SampledCloud keep(Points points, SubVoxels voxels) {
        return threshold == Double.POSITIVE_INFINITY
                ? centroids(points, voxels)
                : edges(points, voxels);
    }

    private static SampledCloud centroids(Points points, SubVoxels voxels) {
        Points left = voxels.centroids();
        int[] none = new int[0];
        return new SampledCloud(
                left,
                () -> representatives(points, left, voxels.voxelOf(), none),
                voxels.count,
                new boolean[left.size()],
                voxels::voxelOf);
    }

    private SampledCloud edges(Points points, SubVoxels voxels) {
        int[] pointOf = voxels.voxelOf();
        int[] strongest = strongest(pointOf, voxels.size);
        int n = voxels.size + (all ? extras(pointOf, strongest) : 0);
        Points centroids = voxels.centroids();
        float[] x = Arrays.copyOf(centroids.x(), n);
        float[] y = Arrays.copyOf(centroids.y(), n);
        float[] z = Arrays.copyOf(centroids.z(), n);
        int[] count = Arrays.copyOf(voxels.count, n);
        int[] self = Arrays.copyOf(strongest, n);
        if (n > voxels.size) {
            int next = voxels.size;
            for (int i = 0; i < response.length; i++) {
                if (isExtra(i, pointOf, strongest)) {
                    count[pointOf[i]]--;
                    count[next] = 1;
                    self[next] = i;
                    pointOf[i] = next++;
                }
            }
        }
        boolean[] edge = new boolean[n];
        for (int p = 0; p < n; p++) {
            if (self[p] >= 0) {
                x[p] = points.x()[self[p]];
                y[p] = points.y()[self[p]];
                z[p] = points.z()[self[p]];
                edge[p] = true;
            }
        }
        Points left = Points.unchecked(x, y, z);
        return new SampledCloud(
                left,
                () -> representatives(points, left, pointOf, self),
                count,
                edge,
                () -> pointOf);
    }

    /** For each voxel its point with the highest response above the threshold, -1 if none. */
    private int[] strongest(int[] voxelOf, int voxels) {
        int[] strongest = new int[voxels];
        Arrays.fill(strongest, -1);
        float limit = (float) threshold;
        int[] candidates = new int[BLOCK];
        for (int from = 0; from < response.length; from += BLOCK) {
            int n = Math.min(BLOCK, response.length - from);
            int found = collect(from, n, limit, response, candidates);
            for (int k = 0; k < found; k++) {
                int i = candidates[k];
                int v = voxelOf[i];
                if (v >= 0 && (strongest[v] < 0 || response[i] > response[strongest[v]])) {
                    strongest[v] = i;
                }
            }
        }
        return strongest;
    }

    /** Finds entries with a response above the threshold, without a branch. */
    private static int collect(int from, int n, float limit, float[] response, int[] candidates) {
        int found = 0;
        for (int i = 0; i < n; i++) {
            candidates[found] = from + i;
            found += response[from + i] > limit ? 1 : 0;
        }
        return found;
    }

    private int extras(int[] voxelOf, int[] strongest) {
        int n = 0;
        for (int i = 0; i < response.length; i++) {
            if (isExtra(i, voxelOf, strongest)) {
                n++;
            }
        }
        return n;
    }

    /** An edge point that is not the one standing in its voxel's place. */
    private boolean isExtra(int i, int[] voxelOf, int[] strongest) {
        return response[i] > (float) threshold && voxelOf[i] >= 0 && strongest[voxelOf[i]] != i;
    }

    /** For each point left the source point that is nearest to it, the lowest entry of equals. */
    private static int[] representatives(Points source, Points left, int[] pointOf, int[] self) {
        long[] best = new long[left.size()];
        Arrays.fill(best, Long.MAX_VALUE);
        for (int i = 0; i < pointOf.length; i++) {
            int p = pointOf[i];
            if (p >= 0) {
                float dx = source.x()[i] - left.x()[p];
                float dy = source.y()[i] - left.y()[p];
                float dz = source.z()[i] - left.z()[p];
                // Bits of a float that is not negative are ordered as the float is.
                long squared = Float.floatToRawIntBits(dx * dx + dy * dy + dz * dz);
                best[p] = Math.min(best[p], squared << 32 | i);
            }
        }
        int[] nearest = new int[left.size()];
        for (int p = 0; p < nearest.length; p++) {
            nearest[p] = p < self.length && self[p] >= 0 ? self[p] : (int) best[p];
        }
        return nearest;
    }
}
