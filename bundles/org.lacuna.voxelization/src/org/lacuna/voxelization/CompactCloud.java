package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

/**
 * The valid points of an organized cloud, in pixel order.
 *
 * @param pixel pixel of each point, ascending
 */
record CompactCloud(float[] x, float[] y, float[] z, int[] pixel) {
    static CompactCloud of(OrganizedCloud cloud) {
        int n = cloud.validCount();
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        int[] pixel = new int[n];
        int k = 0;
        for (int i = 0; i < cloud.size(); i++) {
            if (cloud.isValid(i)) {
                x[k] = cloud.x()[i];
                y[k] = cloud.y()[i];
                z[k] = cloud.z()[i];
                pixel[k++] = i;
            }
        }
        return new CompactCloud(x, y, z, pixel);
    }

    int size() {
        return pixel.length;
    }

    CellIndex index(double sizeMm) {
        return new CellIndex(x, y, z, size(), sizeMm);
    }

    /** Longest edge of the bounding block. */
    double extentMm() {
        return Math.max(extent(x), Math.max(extent(y), extent(z)));
    }

    private static double extent(float[] v) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float f : v) {
            low = Math.min(low, f);
            high = Math.max(high, f);
        }
        return v.length == 0 ? 0 : high - low;
    }
}
