package org.lacuna.annotation;

import org.lacuna.annotation.internal.MaskBuilder;

/**
 * A round brush, or eraser. A pixel is under a stroke when its centre is no farther than the radius
 * from the way of the brush (coordinates as in {@link Shapes}); the squared distance is compared in
 * double arithmetic, which is the same on every machine. O(segments x rows under each + pixels /
 * 64).
 */
public final class Brush {
    /** Largest radius, pixels. */
    public static final double MAX_RADIUS_PX = 10_000;

    /** Points that one stroke may have. */
    public static final int MAX_POINTS = 1 << 20;

    private final GridSize grid;
    private final double radiusPx;
    private final MaskBuilder mask;

    private Brush(GridSize grid, double radiusPx) {
        this.grid = grid;
        this.radiusPx = radiusPx;
        this.mask = new MaskBuilder(grid);
    }

    /**
     * @param xy x and y of each point of the way in turn; one point gives a disc
     * @param radiusPx above 0, at most {@link #MAX_RADIUS_PX}
     */
    public static RunMask stroke(GridSize grid, double[] xy, double radiusPx) {
        if (!(radiusPx > 0 && radiusPx <= MAX_RADIUS_PX)) {
            throw new IllegalArgumentException(
                    "radiusPx: " + radiusPx + ", expected above 0 and at most " + MAX_RADIUS_PX);
        }
        if (xy.length < 2 || xy.length % 2 != 0 || xy.length / 2 > MAX_POINTS) {
            throw new IllegalArgumentException(
                    "stroke: "
                            + xy.length
                            + " coordinates, expected an even number of 2 to "
                            + 2 * MAX_POINTS);
        }
        Shapes.checkCoordinates("stroke", xy);
        Brush brush = new Brush(grid, radiusPx);
        if (xy.length == 2) {
            brush.segment(xy[0], xy[1], xy[0], xy[1]);
        }
        for (int i = 2; i < xy.length; i += 2) {
            brush.segment(xy[i - 2], xy[i - 1], xy[i], xy[i + 1]);
        }
        return brush.mask.build();
    }

    private void segment(double ax, double ay, double bx, double by) {
        int top = clamp(Math.floor(Math.min(ay, by) - radiusPx - 0.5), grid.height());
        int bottom = clamp(Math.ceil(Math.max(ay, by) + radiusPx + 0.5), grid.height());
        for (int row = top; row < bottom; row++) {
            row(row, ax, ay, bx, by);
        }
    }

    /**
     * The pixels of a row under one segment are neighbours, since what the brush covers on the way
     * is convex. Their ends are computed, then moved to where the distance says.
     */
    private void row(int row, double ax, double ay, double bx, double by) {
        double y = row + 0.5;
        double nearest = nearest(y, ax, ay, bx, by);
        int from = clamp(Math.rint(nearest - 0.5), grid.width() - 1);
        // The pixel nearest to the way may miss it where its neighbour does not.
        int start = -1;
        for (int c = Math.max(0, from - 1); c <= Math.min(grid.width() - 1, from + 1); c++) {
            if (start < 0 && covers(c, y, ax, ay, bx, by)) {
                start = c;
            }
        }
        if (start < 0) {
            return;
        }
        int left = end(start, -1, y, ax, ay, bx, by);
        int right = end(start, 1, y, ax, ay, bx, by);
        mask.span(row, left, right + 1);
    }

    /** The last covered column from a covered one in a direction: doubling, then halving, steps. */
    private int end(
            int start, int direction, double y, double ax, double ay, double bx, double by) {
        int last = start;
        int step = 1;
        while (covers(last + direction * step, y, ax, ay, bx, by)) {
            last += direction * step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (covers(last + direction * step, y, ax, ay, bx, by)) {
                last += direction * step;
            }
        }
        return last;
    }

    /** The x at which the row's centre line comes nearest to the segment. */
    private static double nearest(double y, double ax, double ay, double bx, double by) {
        if (ay == by) {
            return (ax + bx) / 2;
        }
        double t = Math.max(0, Math.min(1, (y - ay) / (by - ay)));
        return ax + t * (bx - ax);
    }

    private boolean covers(int column, double y, double ax, double ay, double bx, double by) {
        if (column < 0 || column >= grid.width()) {
            return false;
        }
        double x = column + 0.5;
        double dx = bx - ax;
        double dy = by - ay;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
        t = Math.max(0, Math.min(1, t));
        double ex = x - (ax + t * dx);
        double ey = y - (ay + t * dy);
        return ex * ex + ey * ey <= radiusPx * radiusPx;
    }

    private static int clamp(double value, int most) {
        return (int) Math.max(0, Math.min(most, value));
    }
}
