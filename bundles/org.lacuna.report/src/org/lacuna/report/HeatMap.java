package org.lacuna.report;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;

import java.util.Optional;

/**
 * Paints anomaly maps on the sensor grid, one {@code 0xAARRGGBB} value a pixel, row-major.
 * Stateless, thread-safe, O(pixels).
 */
public final class HeatMap {
    private HeatMap() {}

    /**
     * The map alone, opaque.
     *
     * @param measured pixels that hold data; others get {@link Colours#INVALID}. Empty: all do
     */
    public static int[] argb(AnomalyMap map, Optional<PixelMask> measured) {
        measured.ifPresent(m -> check("measured", m.width(), m.height(), map));
        int[] argb = new int[map.score().length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] =
                    measured.isPresent() && !measured.get().get(i)
                            ? Colours.INVALID
                            : Colours.heat(map.score()[i]);
        }
        return argb;
    }

    /** The map to lay over a picture: see {@link Colours#overlay}. Not premultiplied. */
    public static int[] overlay(AnomalyMap map, double pixelThreshold) {
        int[] argb = new int[map.score().length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = Colours.overlay(map.score()[i], pixelThreshold);
        }
        return argb;
    }

    /** The image, opaque. */
    public static int[] argb(RgbImage image) {
        int[] argb = new int[image.width() * image.height()];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | image.red(i) << 16 | image.green(i) << 8 | image.blue(i);
        }
        return argb;
    }

    /**
     * A picture with an overlay on it.
     *
     * @param base opaque
     * @param overlay as many pixels
     */
    public static int[] over(int[] base, int[] overlay) {
        if (base.length != overlay.length) {
            throw new IllegalArgumentException(
                    "base: "
                            + base.length
                            + " pixels, overlay: "
                            + overlay.length
                            + ", expected as many");
        }
        int[] argb = new int[base.length];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = Colours.mix(base[i], 0xff000000 | overlay[i], (overlay[i] >>> 24) / 255.0);
        }
        return argb;
    }

    private static void check(String field, int width, int height, AnomalyMap map) {
        if (width != map.width() || height != map.height()) {
            throw new IllegalArgumentException(
                    field
                            + ": "
                            + width
                            + " x "
                            + height
                            + ", expected "
                            + map.width()
                            + " x "
                            + map.height());
        }
    }
}
