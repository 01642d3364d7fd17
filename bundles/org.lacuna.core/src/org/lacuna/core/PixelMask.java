package org.lacuna.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * A yes/no value for each pixel, row-major. The array is owned by the mask once handed over: nobody
 * may write to it.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param set {@code width * height} values
 */
public record PixelMask(int width, int height, boolean[] set) {
    public PixelMask {
        Grids.check(width, height);
        Grids.checkLength("set", set.length, width, height);
    }

    /** A mask with every pixel set. */
    public static PixelMask full(int width, int height) {
        Grids.check(width, height);
        boolean[] all = new boolean[width * height];
        Arrays.fill(all, true);
        return new PixelMask(width, height, all);
    }

    public boolean get(int pixel) {
        return set[pixel];
    }

    public boolean get(int column, int row) {
        return set[row * width + column];
    }

    /** Number of pixels that are set. O(size). */
    public int count() {
        int n = 0;
        for (boolean b : set) {
            if (b) {
                n++;
            }
        }
        return n;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PixelMask m
                && width == m.width
                && height == m.height
                && Arrays.equals(set, m.set);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, Arrays.hashCode(set));
    }

    @Override
    public String toString() {
        return "PixelMask[" + width + " x " + height + ", " + count() + " set]";
    }
}
