package org.lacuna.voxelization;

import java.util.Arrays;

/** What the samplers share that pick source points instead of averaging them. */
final class Picks {
    private Picks() {}

    static void checkCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + ", expected at least 1");
        }
    }

    /**
     * The cloud of picked points, each standing for itself alone.
     *
     * @param source picked entries, all valid and different; owned by the result
     */
    static SampledCloud of(Points points, int[] source) {
        int n = source.length;
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        int[] pointOf = new int[points.size()];
        Arrays.fill(pointOf, -1);
        for (int k = 0; k < n; k++) {
            int i = source[k];
            x[k] = points.x()[i];
            y[k] = points.y()[i];
            z[k] = points.z()[i];
            pointOf[i] = k;
        }
        int[] one = new int[n];
        Arrays.fill(one, 1);
        return new SampledCloud(new Points(x, y, z), source, one, new boolean[n], pointOf);
    }
}
