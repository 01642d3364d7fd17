package org.lacuna.rendering;

/**
 * What is behind the points: one colour, or two that run into each other.
 *
 * @param topRgb {@code 0xRRGGBB}, sRGB; higher bits do not count
 * @param bottomRgb the same at the lower edge
 */
public record Backdrop(int topRgb, int bottomRgb) {
    /** Light grey above dark: shows dark and bright parts alike. */
    public static final Backdrop DARK = new Backdrop(0x2b3039, 0x0e1115);

    /** For reports and light themes. */
    public static final Backdrop LIGHT = new Backdrop(0xffffff, 0xdfe4ea);

    public static Backdrop plain(int rgb) {
        return new Backdrop(rgb, rgb);
    }

    /** Opaque colour of a row. */
    public int argb(int row, int rows) {
        int share = rows > 1 ? (row << 8) / (rows - 1) : 0;
        int mixed = 0xff000000;
        for (int shift = 0; shift < 24; shift += 8) {
            int top = topRgb >>> shift & 0xff;
            int bottom = bottomRgb >>> shift & 0xff;
            mixed |= top + ((bottom - top) * share >> 8) << shift;
        }
        return mixed;
    }
}
