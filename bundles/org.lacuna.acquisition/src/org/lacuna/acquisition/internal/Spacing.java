package org.lacuna.acquisition.internal;

import org.lacuna.core.OrganizedCloud;

/**
 * Distances between neighbouring points of an organized cloud, squared: to the right and downwards,
 * infinite where either point is missing.
 */
final class Spacing {
    /** The median is taken of at most about this many distances. */
    private static final int MEDIAN_SAMPLE = 10_000;

    final float[] right;
    final float[] down;

    /** Squared median of the distances to the right and downwards; NaN if there is none. */
    final double median;

    Spacing(OrganizedCloud cloud) {
        int width = cloud.width();
        int size = cloud.size();
        right = new float[size];
        down = new float[size];
        for (int i = 0; i < size; i++) {
            right[i] = (i + 1) % width == 0 ? Float.POSITIVE_INFINITY : squared(cloud, i, i + 1);
            down[i] = i + width >= size ? Float.POSITIVE_INFINITY : squared(cloud, i, i + width);
        }
        int step = Math.max(1, 2 * size / MEDIAN_SAMPLE);
        double[] sample = new double[2 * (size / step + 1)];
        int n = 0;
        for (int i = 0; i < size; i += step) {
            if (right[i] < Float.POSITIVE_INFINITY) {
                sample[n++] = right[i];
            }
            if (down[i] < Float.POSITIVE_INFINITY) {
                sample[n++] = down[i];
            }
        }
        median = n == 0 ? Double.NaN : Selection.kth(sample, n, n / 2);
    }

    private static float squared(OrganizedCloud c, int i, int j) {
        float dx = c.x()[i] - c.x()[j];
        float dy = c.y()[i] - c.y()[j];
        float dz = c.z()[i] - c.z()[j];
        float d = dx * dx + dy * dy + dz * dz;
        return Float.isNaN(d) ? Float.POSITIVE_INFINITY : d;
    }
}
