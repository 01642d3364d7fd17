package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

/**
 * Points in space, millimetres, in an order that carries no meaning. An entry with NaN in all three
 * coordinates stands for no point, so that an organized cloud is a set of points without being
 * copied.
 *
 * <p>Immutable; the arrays are shared with whoever made the object: nobody may write to them.
 */
public final class Points {
    private final float[] x;
    private final float[] y;
    private final float[] z;

    /**
     * O(n).
     *
     * @param x n values, finite, or NaN where there is no point
     * @param y as {@code x}
     * @param z as {@code x}
     * @throws IllegalArgumentException for arrays of different length, an infinite coordinate, or a
     *     NaN that is not in all three
     */
    public Points(float[] x, float[] y, float[] z) {
        this(x, y, z, true);
    }

    private Points(float[] x, float[] y, float[] z, boolean check) {
        this.x = x;
        this.y = y;
        this.z = z;
        if (check) {
            check();
        }
    }

    private void check() {
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
        for (int i = 0; i < x.length; i++) {
            boolean finite = Float.isFinite(x[i]) && Float.isFinite(y[i]) && Float.isFinite(z[i]);
            boolean absent = Float.isNaN(x[i]) && Float.isNaN(y[i]) && Float.isNaN(z[i]);
            if (!finite && !absent) {
                throw new IllegalArgumentException(
                        "entry "
                                + i
                                + ": ("
                                + x[i]
                                + ", "
                                + y[i]
                                + ", "
                                + z[i]
                                + "), expected finite coordinates, or NaN in all three for no"
                                + " point");
            }
        }
    }

    /** The points of a scan, numbered by pixel; shares its arrays. */
    public static Points of(OrganizedCloud cloud) {
        return new Points(cloud.x(), cloud.y(), cloud.z(), false);
    }

    /** Coordinates along one axis, one for each entry. */
    public float[] x() {
        return x;
    }

    public float[] y() {
        return y;
    }

    public float[] z() {
        return z;
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
