package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

/**
 * The valid points of a cloud, in their order there.
 *
 * @param pixel pixel of each point, or entry where there is no grid; ascending
 */
record CompactCloud(float[] x, float[] y, float[] z, int[] pixel) {
    static CompactCloud of(OrganizedCloud cloud) {
        return of(Points.of(cloud));
    }

    static CompactCloud of(Points points) {
        int n = points.validCount();
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        int[] pixel = new int[n];
        int k = 0;
        for (int i = 0; i < points.size(); i++) {
            if (points.isValid(i)) {
                x[k] = points.x()[i];
                y[k] = points.y()[i];
                z[k] = points.z()[i];
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
