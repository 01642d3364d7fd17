package org.lacuna.rendering;

import java.util.Optional;

/**
 * A point that was pointed at.
 *
 * @param point of the scene
 * @param pixel of the scan, or place in the arrays without a grid
 * @param place mm
 */
public record Pick(int point, int pixel, Vector3 place) {
    /** Pixels further away from the cursor than this are not meant. */
    public static final int MAX_RADIUS_PX = 64;

    /** What lies deeper or higher than so many spacings is another surface. */
    private static final double SAME_SURFACE_SPACINGS = 4;

    /**
     * The visible point under a cursor, or next to it. The pixel under the cursor says which
     * surface is meant, or else the shown pixel that is nearest to it; of the points of that
     * surface that are visible nearby, the one whose centre is nearest to the cursor is taken.
     * Never the one that is nearest to the camera: at a slanting view that may be one far away.
     * O(radius^2).
     *
     * @param xPx in pixels of the view, from its left edge
     * @param yPx from its upper edge
     * @param radiusPx how far to look, 0 to {@link #MAX_RADIUS_PX}
     * @return empty when nothing is shown there
     */
    public static Optional<Pick> at(Frame frame, double xPx, double yPx, int radiusPx) {
        if (radiusPx < 0 || radiusPx > MAX_RADIUS_PX) {
            throw new IllegalArgumentException(
                    "radiusPx: " + radiusPx + ", expected 0.." + MAX_RADIUS_PX);
        }
        double x = xPx / frame.divisor();
        double y = yPx / frame.divisor();
        double radius = (double) radiusPx / frame.divisor();
        int meant = nearestShown(frame, x, y, radius);
        if (meant < 0) {
            return Optional.empty();
        }
        ViewTransform transform = frame.transform();
        double depth = frame.depthMm()[meant];
        double tolerance =
                SAME_SURFACE_SPACINGS
                        * Math.max(frame.scene().spacingMm(), transform.footprintMm(depth));
        int best = frame.point()[meant];
        double least = squaredDistance(frame, transform, best, x, y);
        for (int at : window(frame, x, y, Math.max(radius, 1))) {
            int point = frame.point()[at];
            if (point != Frame.NONE && Math.abs(frame.depthMm()[at] - depth) <= tolerance) {
                double d = squaredDistance(frame, transform, point, x, y);
                if (d < least || d == least && point < best) {
                    least = d;
                    best = point;
                }
            }
        }
        return Optional.of(of(frame.scene(), best));
    }

    private static Pick of(PointCloudScene scene, int point) {
        return new Pick(point, scene.pixel(point), scene.place(point));
    }

    /** The pixel under the cursor if it shows a point, or the nearest that does; -1 for none. */
    private static int nearestShown(Frame frame, double x, double y, double radius) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int at : window(frame, x, y, radius)) {
            // The cursor's distance from the pixel's square: 0 inside.
            double dx = Math.max(0, Math.abs(at % frame.size().width() + 0.5 - x) - 0.5);
            double dy = Math.max(0, Math.abs(at / frame.size().width() + 0.5 - y) - 0.5);
            double d = dx * dx + dy * dy;
            if (frame.point()[at] != Frame.NONE && d < least && d <= radius * radius) {
                least = d;
                best = at;
            }
        }
        return best;
    }

    private static int[] window(Frame frame, double x, double y, double radius) {
        int left = (int) Math.max(0, Math.floor(x - radius));
        int right = (int) Math.min(frame.size().width() - 1, Math.floor(x + radius));
        int top = (int) Math.max(0, Math.floor(y - radius));
        int bottom = (int) Math.min(frame.size().height() - 1, Math.floor(y + radius));
        if (left > right || top > bottom) {
            return new int[0];
        }
        int[] window = new int[(right - left + 1) * (bottom - top + 1)];
        int n = 0;
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                window[n++] = row * frame.size().width() + column;
            }
        }
        return window;
    }

    private static double squaredDistance(
            Frame frame, ViewTransform transform, int point, double x, double y) {
        ViewTransform.Projected p = transform.project(frame.scene().place(point));
        double dx = p.xPx() - x;
        double dy = p.yPx() - y;
        return dx * dx + dy * dy;
    }
}
