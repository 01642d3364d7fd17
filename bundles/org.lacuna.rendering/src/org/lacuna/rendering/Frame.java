package org.lacuna.rendering;

import java.util.Arrays;
import java.util.Objects;

/**
 * A picture of a scene that knows what it shows: colour, depth and point of each pixel, row-major,
 * and how it was made. The arrays belong to the frame: nobody may write to them.
 *
 * @param scene what is shown
 * @param camera from where
 * @param viewSize of the view that the picture fills
 * @param options how
 * @param size of the picture: that of the view divided by the divisor of the options' detail,
 *     rounded up
 * @param argb opaque {@code 0xFFRRGGBB}, sRGB
 * @param depthMm distance along the line of sight; infinite for background
 * @param point which point of the scene is shown; {@link #NONE} for background
 */
public record Frame(
        PointCloudScene scene,
        Camera camera,
        ViewSize viewSize,
        RenderOptions options,
        ViewSize size,
        int[] argb,
        float[] depthMm,
        int[] point) {
    /** No point is shown. */
    public static final int NONE = -1;

    public Frame {
        int n = size.pixels();
        if (argb.length != n || depthMm.length != n || point.length != n) {
            throw new IllegalArgumentException(
                    "argb, depthMm, point: "
                            + argb.length
                            + ", "
                            + depthMm.length
                            + " and "
                            + point.length
                            + " values, expected "
                            + n
                            + " for "
                            + size);
        }
    }

    /** View pixels in one pixel of the picture, along an edge. */
    int divisor() {
        return options.detail().divisor();
    }

    /** From the scene to this picture's pixels, which may be larger than those of the view. */
    ViewTransform transform() {
        return new ViewTransform(camera, viewSize, divisor());
    }

    /**
     * The picture at the size of the view, each pixel repeated; {@link #argb} itself if it has that
     * size.
     */
    public int[] argbOfView() {
        if (divisor() == 1) {
            return argb;
        }
        int[] view = new int[viewSize.pixels()];
        for (int row = 0; row < viewSize.height(); row++) {
            int from = row / divisor() * size.width();
            int to = row * viewSize.width();
            for (int column = 0; column < viewSize.width(); column++) {
                view[to + column] = argb[from + column / divisor()];
            }
        }
        return view;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Frame f
                && scene.equals(f.scene)
                && camera.equals(f.camera)
                && viewSize.equals(f.viewSize)
                && options.equals(f.options)
                && size.equals(f.size)
                && Arrays.equals(argb, f.argb)
                && Arrays.equals(depthMm, f.depthMm)
                && Arrays.equals(point, f.point);
    }

    @Override
    public int hashCode() {
        return Objects.hash(camera, viewSize, options, Arrays.hashCode(argb));
    }

    @Override
    public String toString() {
        return "Frame[" + size.width() + " x " + size.height() + " of " + scene + "]";
    }
}
