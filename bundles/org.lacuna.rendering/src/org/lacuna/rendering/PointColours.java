package org.lacuna.rendering;

import org.lacuna.core.PixelMask;
import org.lacuna.core.RgbImage;

import java.util.Arrays;
import java.util.function.DoubleToIntFunction;

/**
 * Colours for the points of a scene, in the scene's order: what a renderer takes. Each call makes a
 * new array. O(points).
 */
public final class PointColours {
    private PointColours() {}

    /** One colour for all. */
    public static int[] plain(PointCloudScene scene, int argb) {
        int[] colours = new int[scene.size()];
        Arrays.fill(colours, argb);
        return colours;
    }

    /**
     * The scan's photograph.
     *
     * @param image on the grid of the scan
     */
    public static int[] rgb(PointCloudScene scene, RgbImage image) {
        checkGrid(scene, "image", image.width(), image.height());
        int[] colours = new int[scene.size()];
        for (int i = 0; i < colours.length; i++) {
            int p = scene.pixel(i);
            colours[i] = 0xff000000 | image.red(p) << 16 | image.green(p) << 8 | image.blue(p);
        }
        return colours;
    }

    /**
     * Height above a plane through the origin.
     *
     * @param up normal of the plane, any length but zero, e.g. {@link Vector3#TOWARDS_SENSOR}
     * @param colour of a height in mm, e.g. a {@link ColourScale}
     */
    public static int[] height(PointCloudScene scene, Vector3 up, DoubleToIntFunction colour) {
        Vector3 unit = Measure.unit("up", up);
        int[] colours = new int[scene.size()];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = colour.applyAsInt(scene.place(i).dot(unit));
        }
        return colours;
    }

    /** The same with a scale from the lowest to the highest point. */
    public static int[] height(PointCloudScene scene, Vector3 up) {
        Vector3 unit = Measure.unit("up", up);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scene.size(); i++) {
            double height = scene.place(i).dot(unit);
            low = Math.min(low, height);
            high = Math.max(high, height);
        }
        return scene.size() == 0 ? new int[0] : height(scene, up, ColourScale.height(low, high));
    }

    /**
     * Values of pixels: scores, availability.
     *
     * @param values one for each pixel of the scan
     * @param colour of a value, e.g. {@link ColourScale#anomaly}
     */
    public static int[] values(PointCloudScene scene, float[] values, DoubleToIntFunction colour) {
        int pixels = scene.isOrganized() ? scene.width() * scene.height() : scene.width();
        if (values.length != pixels) {
            throw new IllegalArgumentException(
                    "values: "
                            + values.length
                            + ", expected "
                            + pixels
                            + ", one for each pixel of the scan");
        }
        int[] colours = new int[scene.size()];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = colour.applyAsInt(values[scene.pixel(i)]);
        }
        return colours;
    }

    /**
     * Shows what is selected: mixes a colour into that of the points in a mask.
     *
     * @param colours of the points; left as they are
     * @param share of the mask's colour, 0 to 1
     */
    public static int[] marked(
            PointCloudScene scene, int[] colours, PixelMask mask, int argb, double share) {
        checkGrid(scene, "mask", mask.width(), mask.height());
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + ", expected 0..1");
        }
        int[] marked = colours.clone();
        for (int i = 0; i < marked.length; i++) {
            if (mask.get(scene.pixel(i))) {
                marked[i] = mix(colours[i], argb, share);
            }
        }
        return marked;
    }

    private static int mix(int colour, int other, double share) {
        int mixed = colour & 0xff000000;
        for (int shift = 0; shift < 24; shift += 8) {
            int from = colour >>> shift & 0xff;
            int to = other >>> shift & 0xff;
            mixed |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return mixed;
    }

    private static void checkGrid(PointCloudScene scene, String field, int width, int height) {
        if (scene.width() != width || scene.height() != height) {
            throw new IllegalArgumentException(
                    field
                            + ": "
                            + width
                            + " x "
                            + height
                            + ", expected "
                            + scene.width()
                            + " x "
                            + scene.height()
                            + " as the scan");
        }
    }
}
