package org.lacuna.voxelization;

import java.util.Arrays;

/** Which points of a cloud are edge points, and what becomes of them in {@link SubVoxels}. */
final class EdgePoints {
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
        return all ? voxels.size + extras(voxels, strongest(voxels)) : voxels.size;
    }

    /** The voxels' centroids, but edge points where there are any. */
    SampledCloud keep(Points points, SubVoxels voxels) {
        int[] strongest = strongest(voxels);
        int extras = all ? extras(voxels, strongest) : 0;
        int n = voxels.size + extras;
        Points centroids = voxels.centroids();
        float[] x = Arrays.copyOf(centroids.x(), n);
        float[] y = Arrays.copyOf(centroids.y(), n);
        float[] z = Arrays.copyOf(centroids.z(), n);
        int[] count = Arrays.copyOf(voxels.count, n);
        boolean[] edge = new boolean[n];
        int[] self = new int[n];
        Arrays.fill(self, -1);
        int[] pointOf = voxels.voxelOf;
        for (int v = 0; v < strongest.length; v++) {
            self[v] = strongest[v];
        }
        if (extras > 0) {
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
        for (int p = 0; p < n; p++) {
            if (self[p] >= 0) {
                x[p] = points.x()[self[p]];
                y[p] = points.y()[self[p]];
                z[p] = points.z()[self[p]];
                edge[p] = true;
            }
        }
        Points left = new Points(x, y, z);
        return new SampledCloud(
                left, () -> representatives(points, left, pointOf, self), count, edge, pointOf);
    }

    /** For each voxel its point with the highest response above the threshold, -1 if none. */
    private int[] strongest(SubVoxels voxels) {
        if (threshold == Double.POSITIVE_INFINITY) {
            return new int[0];
        }
        int[] strongest = new int[voxels.size];
        Arrays.fill(strongest, -1);
        float limit = (float) threshold;
        for (int i = 0; i < response.length; i++) {
            if (response[i] > limit && voxels.voxelOf[i] >= 0) {
                int v = voxels.voxelOf[i];
                if (strongest[v] < 0 || response[i] > response[strongest[v]]) {
                    strongest[v] = i;
                }
            }
        }
        return strongest;
    }

    private int extras(SubVoxels voxels, int[] strongest) {
        int n = 0;
        for (int i = 0; i < response.length; i++) {
            if (isExtra(i, voxels.voxelOf, strongest)) {
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
            nearest[p] = self[p] >= 0 ? self[p] : (int) best[p];
        }
        return nearest;
    }
}
