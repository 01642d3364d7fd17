package org.lacuna.rendering;

/**
 * Size of a picture in pixels.
 *
 * @param width 1 to {@link #MAX_EDGE}
 * @param height 1 to {@link #MAX_EDGE}; both together at most {@link #MAX_PIXELS}
 */
public record ViewSize(int width, int height) {
    public static final int MAX_EDGE = 16_384;

    /** Enough for a screen of 7680 x 4320; a renderer takes 12 bytes a pixel and more. */
    public static final int MAX_PIXELS = 1 << 25;

    public ViewSize {
        if (width < 1
                || height < 1
                || width > MAX_EDGE
                || height > MAX_EDGE
                || width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "size: "
                            + width
                            + " x "
                            + height
                            + " pixels, expected edges of 1.."
                            + MAX_EDGE
                            + " and at most "
                            + MAX_PIXELS
                            + " pixels");
        }
    }

    public int pixels() {
        return width * height;
    }

    /** The size divided, rounded up. */
    public ViewSize dividedBy(int divisor) {
        return new ViewSize(Math.ceilDiv(width, divisor), Math.ceilDiv(height, divisor));
    }
}
