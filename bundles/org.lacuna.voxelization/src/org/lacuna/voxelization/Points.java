package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

/**
 * Points in space, millimetres, in an order that carries no meaning. An entry with NaN in x stands
 * for no point, so that an organized cloud is a set of points without being copied.
 *
 * <p>The arrays are shared with whoever made the record: nobody may write to them.
 *
 * @param x n values
 * @param y as {@code x}
 * @param z as {@code x}
 */
public record Points(float[] x, float[] y, float[] z) {
    public Points {
        if (y.length != x.length || z.length != x.length) {
            throw new IllegalArgumentException(
                    "y: "
                            + y.length
                            + ", z: "
                            + z.length
                            + " values, expected "
                            + x.length
                            + " as in x");
        }
    }

    /** The points of a scan, numbered by pixel; shares its arrays. */
    public static Points of(OrganizedCloud cloud) {
        return new Points(cloud.x(), cloud.y(), cloud.z());
    }

    /** Number of entries, those without a point included. */
    public int size() {
        return x.length;
    }

    /** Whether there is a point at this entry. */
    public boolean isValid(int entry) {
        return !Float.isNaN(x[entry]);
    }

    /** Number of entries that hold a point. O(size). */
    public int validCount() {
        int n = 0;
        for (float v : x) {
            if (!Float.isNaN(v)) {
                n++;
            }
        }
        return n;
    }
}
