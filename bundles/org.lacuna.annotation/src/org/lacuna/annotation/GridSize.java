package org.lacuna.annotation;

/**
 * Size of the organized grid that image and cloud of a part share. Pixel (column, row) counts from
 * 0 at the upper left and covers the square from (column, row) to (column + 1, row + 1).
 *
 * @param width columns, at least 1
 * @param height rows, at least 1; width times height at most {@link #MAX_PIXELS}
 */
public record GridSize(int width, int height) {
    /** As many as the readers of images take. */
    public static final int MAX_PIXELS = 64 << 20;

    public GridSize {
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "grid: "
                            + width
                            + " x "
                            + height
                            + ", expected at least 1 x 1 and at most "
                            + MAX_PIXELS
                            + " pixels");
        }
    }

    /** Width times height. */
    public int pixels() {
        return width * height;
    }

    public boolean contains(int column, int row) {
        return column >= 0 && row >= 0 && column < width && row < height;
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
