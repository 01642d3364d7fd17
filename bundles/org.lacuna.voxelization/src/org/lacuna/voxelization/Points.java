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

    /** Made when first asked for, or with the check. */
    private volatile Block block;

    /**
     * The axis-parallel block around points; all 0 where there is none.
     *
     * @param minX lowest x, mm; the others likewise
     */
    record Block(float minX, float minY, float minZ, float maxX, float maxY, float maxZ) {
        /** Of entries that are finite, or NaN. */
        private static Block of(float[] x, float[] y, float[] z) {
            float[] alongX = range(x);
            float[] alongY = range(y);
            float[] alongZ = range(z);
            return new Block(alongX[0], alongY[0], alongZ[0], alongX[1], alongY[1], alongZ[1]);
        }

        /** Lowest and highest value, NaN left out; 0 and 0 where there is none. */
        private static float[] range(float[] v) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (float f : v) {
                if (f < low) {
                    low = f;
                }
                if (f > high) {
                    high = f;
                }
            }
            return low <= high ? new float[] {low, high} : new float[2];
        }
    }

    /**
     * Checks the coordinates and finds the block around them, O(n).
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
            block = Block.of(x, y, z);
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

    /** Points that are known to be finite, in arrays of one length. */
    static Points unchecked(float[] x, float[] y, float[] z) {
        return new Points(x, y, z, false);
    }

    /** The block around the points. */
    Block block() {
        Block known = block;
        if (known == null) {
            known = Block.of(x, y, z);
            block = known;
        }
        return known;
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
