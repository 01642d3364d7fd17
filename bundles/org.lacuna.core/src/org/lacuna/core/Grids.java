package org.lacuna.core;

/** Size rules shared by everything that lies on a pixel grid. */
final class Grids {
    private Grids() {}

    /** A grid is non-empty and its pixels, times four channels, can be indexed by an int. */
    static void check(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException(
                    "grid: "
                            + width
                            + " x "
                            + height
                            + ", expected at least 1 x 1 and at most "
                            + Integer.MAX_VALUE / 4
                            + " pixels");
        }
    }

    static void checkLength(String field, int length, int width, int height) {
        if (length != width * height) {
            throw new IllegalArgumentException(
                    field
                            + ": "
                            + length
                            + " values, expected "
                            + width * height
                            + " for "
                            + width
                            + " x "
                            + height);
        }
    }
}
