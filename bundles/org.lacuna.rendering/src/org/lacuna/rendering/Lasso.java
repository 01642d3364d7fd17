package org.lacuna.rendering;

import org.lacuna.core.PixelMask;

import java.util.Arrays;

/**
 * Selects what a closed line on a picture encloses, as a mask on the scan.
 *
 * <p>A point is selected if it lies inside the line and at most {@value #TOLERANCE_SPACINGS}
 * spacings (or pixels of the picture, if those are larger) behind what the picture shows there:
 * points of the visible surface that others cover count, those of a surface behind do not. What the
 * options' clip box leaves out is not selected. Immutable.
 */
public final class Lasso {
    public static final double TOLERANCE_SPACINGS = 4;

    /** Corners of a line drawn by hand; more would be no line. */
    public static final int MAX_CORNERS = 100_000;

    private final double[] xPx;
    private final double[] yPx;

    /**
     * @param xPx of the line's corners, in pixels of the view; the last is joined to the first, and
     *     inside is what a ray leaves after an odd number of crossings
     * @param yPx as many
     */
    public Lasso(double[] xPx, double[] yPx) {
        if (xPx.length != yPx.length || xPx.length > MAX_CORNERS) {
            throw new IllegalArgumentException(
                    "corners: "
                            + xPx.length
                            + " x and "
                            + yPx.length
                            + " y, expected equally many, at most "
                            + MAX_CORNERS);
        }
        for (int i = 0; i < xPx.length; i++) {
            if (!(Double.isFinite(xPx[i]) && Double.isFinite(yPx[i]))) {
                throw new IllegalArgumentException(
                        "corner "
                                + i
                                + ": ("
                                + xPx[i]
                                + ", "
                                + yPx[i]
                                + "), expected finite numbers");
            }
        }
        this.xPx = xPx.clone();
        this.yPx = yPx.clone();
    }

    /**
     * The pixels of the scan whose points are selected. O(points + pixels + corners x rows).
     *
     * @param frame the picture that the line was drawn on; one in full detail, since points that a
     *     coarse one leaves out are held against their coarse surroundings
     * @param argb the colours it was made with: points with alpha 0 are not selected
     * @throws IllegalArgumentException when the scene has no grid
     */
    public PixelMask select(Frame frame, int[] argb) {
        PointCloudScene scene = frame.scene();
        if (!scene.isOrganized()) {
            throw new IllegalArgumentException("frame: " + scene + " has no grid to select on");
        }
        if (argb.length != scene.size()) {
            throw new IllegalArgumentException(
                    "argb: " + argb.length + " colours, expected " + scene.size());
        }
        boolean[] inside = inside(frame);
        boolean[] set = new boolean[scene.width() * scene.height()];
        ViewTransform transform = frame.transform();
        Box clip = frame.options().clip().orElse(null);
        for (int i = 0; i < scene.size(); i++) {
            if (argb[i] >>> 24 == 0) {
                continue;
            }
            Vector3 place = scene.place(i);
            if (clip != null && !clip.contains(place.x(), place.y(), place.z())) {
                continue;
            }
            ViewTransform.Projected p = transform.project(place);
            int at = transform.sees(p.depthMm()) ? index(frame.size(), p) : -1;
            if (at >= 0 && inside[at]) {
                double shown = frame.depthMm()[at];
                double unit = Math.max(scene.spacingMm(), transform.footprintMm(p.depthMm()));
                set[scene.pixel(i)] = p.depthMm() <= shown + TOLERANCE_SPACINGS * unit;
            }
        }
        return new PixelMask(scene.width(), scene.height(), set);
    }

    private static int index(ViewSize size, ViewTransform.Projected p) {
        int column = (int) Math.floor(p.xPx());
        int row = (int) Math.floor(p.yPx());
        return column < 0 || row < 0 || column >= size.width() || row >= size.height()
                ? -1
                : row * size.width() + column;
    }

    /** Which pixels of the picture have their centre inside the line. */
    private boolean[] inside(Frame frame) {
        int width = frame.size().width();
        boolean[] inside = new boolean[frame.size().pixels()];
        double[] crossings = new double[xPx.length];
        for (int row = 0; row < frame.size().height(); row++) {
            double y = (row + 0.5) * frame.divisor();
            int n = 0;
            for (int i = 0, j = xPx.length - 1; i < xPx.length; j = i++) {
                if (yPx[i] <= y != yPx[j] <= y) {
                    double share = (y - yPx[i]) / (yPx[j] - yPx[i]);
                    crossings[n++] = (xPx[i] + share * (xPx[j] - xPx[i])) / frame.divisor();
                }
            }
            Arrays.sort(crossings, 0, n);
            for (int k = 0; k + 1 < n; k += 2) {
                int from = (int) Math.clamp(Math.ceil(crossings[k] - 0.5), 0, width);
                int to = (int) Math.clamp(Math.ceil(crossings[k + 1] - 0.5), 0, width);
                if (from < to) {
                    Arrays.fill(inside, row * width + from, row * width + to, true);
                }
            }
        }
        return inside;
    }
}
