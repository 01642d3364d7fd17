package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * For each vector and each group of centres a lower bound of the distance to every centre of the
 * group but the vector's own one.
 *
 * <p>What is kept is the bound plus the group's drift at that time, so that moving centres cost
 * nothing here: the bound of now is what was kept less the drift of now. Kept in half precision,
 * rounded down: 2 bytes a bound.
 *
 * <p>Thread-safe for threads that handle different vectors.
 */
final class Bounds {
    /** Widens by more than double rounding can spoil. */
    static final double SAFE = 1 + 1e-12;

    static final int BYTES = Short.BYTES;

    /** The largest number of half precision. */
    private static final float MOST = 65_504;

    private static final short UNKNOWN = Float.floatToFloat16(-MOST);

    private final int groups;
    private final int chunkRows;

    /** By chunk of vectors, since all of them may be more than an array holds. */
    private final short[][] kept;

    /** A power of two that brings distances into the range of half precision. */
    private final float scale;

    /**
     * @param largest about the largest distance that is met; larger bounds are kept as if they were
     *     near it
     */
    Bounds(int count, int groups, int chunkRows, double largest) {
        this.groups = groups;
        this.chunkRows = chunkRows;
        this.kept = new short[(int) (((long) count + chunkRows - 1) / chunkRows)][];
        for (int c = 0; c < kept.length; c++) {
            int rows = (int) Math.min(chunkRows, count - (long) c * chunkRows);
            kept[c] = new short[rows * groups];
            Arrays.fill(kept[c], UNKNOWN);
        }
        int exponent = largest > 0 && largest < Float.MAX_VALUE ? Math.getExponent(largest) : 0;
        this.scale = (float) Math.scalb(1.0, Math.clamp(10 - exponent, -120, 120));
    }

    /** The bound of now; below 0 when nothing is known. */
    double get(int row, int group, double drift) {
        short bits = kept[row / chunkRows][row % chunkRows * groups + group];
        return bits == UNKNOWN ? -1 : Float.float16ToFloat(bits) / scale - drift * SAFE;
    }

    /**
     * @param bound at least 0; may be infinite
     */
    void set(int row, int group, double bound, double drift) {
        // Bounds beyond the range are lowered to it.
        float v = (float) Math.min(MOST, (bound / SAFE + drift) * scale);
        short bits = Float.floatToFloat16(v);
        if (bits > 0) {
            // One step down, since v may have been rounded up twice.
            bits = (short) (bits - 1);
        }
        kept[row / chunkRows][row % chunkRows * groups + group] = bits;
    }

    /** What the bound covers has grown by a centre at this distance. */
    void lower(int row, int group, double distance, double drift) {
        if (distance < get(row, group, drift)) {
            set(row, group, distance, drift);
        }
    }

    /** Nothing is known of the vector any more. */
    void forget(int row) {
        int at = row % chunkRows * groups;
        Arrays.fill(kept[row / chunkRows], at, at + groups, UNKNOWN);
    }
}
