package org.lacuna.synthesis.internal;

import java.util.function.DoubleBinaryOperator;

/**
 * The edges of a height field, whether seen or not: lines along which the surface steps, and lines
 * along which it turns.
 *
 * <p>A <b>step</b> is a rise of more than about {@value #STEP_MM} mm within {@link #ACROSS_MM}. Its
 * line is found in the middle of the rise and put both at its upper end, where the wall or the last
 * visible bit of a round side ends, and at its foot. A <b>crease</b> is a turn of the surface by
 * more than {@link #TURN_DEG} degrees within {@link #ACROSS_MM} of the table, bulging or hollow.
 * Radii above 0.6 mm are no creases. What hangs together over less than {@value #LEAST_MM} mm is
 * dropped: grain, not an edge.
 *
 * <p>Both are crest lines of a field that is smoothed by a Gaussian: of the slope for steps, of the
 * rate at which the normal turns for creases. The deviation is such that a sharp step or turn peaks
 * at its full size over {@link #ACROSS_MM}, so one threshold holds for sharp and for round ones.
 */
final class SurfaceEdges {
    /** Width within which a step or turn has to happen: a pixel of the default sensor. */
    static final double ACROSS_MM = 0.33;

    /** Least turn. */
    static final double TURN_DEG = 35;

    /** Least rise. */
    static final double STEP_MM = 1.0;

    /** Lines that hang together and are shorter than that are grain of the surface. */
    static final double LEAST_MM = 2.5;

    /** Grid of the table that lines are sought on. */
    static final double CELL_MM = 0.1;

    /** Deviation of a Gaussian whose peak is 1 / ACROSS_MM. */
    private static final double DEVIATION_CELLS = ACROSS_MM / CELL_MM / Math.sqrt(2 * Math.PI);

    /** By so much a central difference adds to the variance, in cells. */
    private static final double DIFFERENCE_VARIANCE = 1 / 3.0;

    /** Creases that near to the middle of a step are the step's own. */
    private static final double STEP_HALF_MM = 0.3;

    /** The end of a step is sought that far from its middle. */
    private static final double WALK_MM = 0.6;

    private static final double WALK_STEP_MM = 0.02;

    /** A wall has ended where it is less steep than that (80 degrees), or than half its middle. */
    private static final double STEEP = 5.7;

    private final DoubleBinaryOperator surface;
    private final HeightField field;
    private final int side;
    private final boolean[] step;

    /**
     * @param surface height at each place of the table, millimetres
     */
    SurfaceEdges(DoubleBinaryOperator surface) {
        this.surface = surface;
        this.field = HeightField.of(surface, CELL_MM);
        this.side = field.side();
        this.step = new boolean[side * side];
    }

    /** The surface on the grid that was searched. */
    HeightField field() {
        return field;
    }

    EdgeList find() {
        EdgeList found = new EdgeList();
        findSteps(found);
        findCreases(found);
        return new EdgeChains(side, CELL_MM).longerThan(LEAST_MM, found);
    }

    /** What smooths before that many differences are taken one after the other. */
    private SmoothGrid filter(int differences) {
        double variance = DEVIATION_CELLS * DEVIATION_CELLS - differences * DIFFERENCE_VARIANCE;
        return new SmoothGrid(side, Math.sqrt(variance));
    }

    private double place(double cells) {
        return (cells - side / 2) * CELL_MM;
    }

    private void findSteps(EdgeList found) {
        SmoothGrid filter = filter(1);
        float[] smooth = filter.smooth(field.heights());
        float[] slopeX = filter.slope(smooth, 1);
        float[] slopeY = filter.slope(smooth, side);
        float[] slope = new float[slopeX.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (float) (Math.hypot(slopeX[i], slopeY[i]) / CELL_MM);
        }
        new Ridges(side, filter.border(), slope, slopeX, slopeY)
                .visit(
                        STEP_MM / ACROSS_MM,
                        (cell, column, row, length) -> {
                            double norm = slope[cell] * CELL_MM;
                            double x = place(column);
                            double y = place(row);
                            double upX = slopeX[cell] / norm;
                            double upY = slopeY[cell] / norm;
                            addEnd(found, x, y, upX, upY, length * CELL_MM);
                            addEnd(found, x, y, -upX, -upY, length * CELL_MM);
                            mark(column, row);
                        });
    }

    /** Adds the end of a step in that direction from its middle. */
    private void addEnd(
            EdgeList found, double x, double y, double dirX, double dirY, double lengthMm) {
        double middle = steepness(x, y, dirX, dirY, -WALK_STEP_MM / 2);
        double limit = Math.min(STEEP, middle / 2);
        double s = 0;
        while (s < WALK_MM && steepness(x, y, dirX, dirY, s) > limit) {
            s += WALK_STEP_MM;
        }
        double px = x + s * dirX;
        double py = y + s * dirY;
        found.add(px, py, surface.applyAsDouble(px, py), lengthMm);
    }

    /** Steepness of the surface over the next step of a walk. */
    private double steepness(double x, double y, double dirX, double dirY, double from) {
        double to = from + WALK_STEP_MM;
        double a = surface.applyAsDouble(x + from * dirX, y + from * dirY);
        double b = surface.applyAsDouble(x + to * dirX, y + to * dirY);
        return Math.abs(b - a) / WALK_STEP_MM;
    }

    private void mark(double column, double row) {
        int reach = (int) Math.ceil(STEP_HALF_MM / CELL_MM);
        int c0 = (int) Math.round(column);
        int r0 = (int) Math.round(row);
        for (int r = Math.max(0, r0 - reach); r <= Math.min(side - 1, r0 + reach); r++) {
            for (int c = Math.max(0, c0 - reach); c <= Math.min(side - 1, c0 + reach); c++) {
                double d = Math.hypot(c - column, r - row) * CELL_MM;
                step[r * side + c] |= d <= STEP_HALF_MM;
            }
        }
    }

    private void findCreases(EdgeList found) {
        float[] turn = new float[side * side];
        float[] acrossX = new float[side * side];
        float[] acrossY = new float[side * side];
        SmoothGrid filter = filter(2);
        turns(filter, turn, acrossX, acrossY);
        double chord = 2 * StrictMath.sin(StrictMath.toRadians(TURN_DEG) / 2);
        new Ridges(side, filter.border(), turn, acrossX, acrossY)
                .visit(
                        chord / (ACROSS_MM / CELL_MM),
                        (cell, column, row, length) -> {
                            if (!step[cell]) {
                                double x = place(column);
                                double y = place(row);
                                double z = surface.applyAsDouble(x, y);
                                found.add(x, y, z, length * CELL_MM);
                            }
                        });
    }

    /** For each cell how fast the normal turns, per cell, and in which direction it turns most. */
    private void turns(SmoothGrid filter, float[] turn, float[] acrossX, float[] acrossY) {
        int n = side * side;
        float[] xx = new float[n];
        float[] xy = new float[n];
        float[] yy = new float[n];
        for (float[] component : normals(filter)) {
            float[] smooth = filter.smooth(component);
            float[] dx = filter.slope(smooth, 1);
            float[] dy = filter.slope(smooth, side);
            for (int i = 0; i < n; i++) {
                xx[i] += dx[i] * dx[i];
                xy[i] += dx[i] * dy[i];
                yy[i] += dy[i] * dy[i];
            }
        }
        for (int i = 0; i < n; i++) {
            // Greater eigenvalue and its vector, from half the trace and half the difference.
            double half = (xx[i] + yy[i]) / 2.0;
            double difference = (xx[i] - yy[i]) / 2.0;
            double root = Math.sqrt(difference * difference + (double) xy[i] * xy[i]);
            turn[i] = (float) Math.sqrt(half + root);
            boolean alongX = difference > 0;
            acrossX[i] = alongX ? (float) (difference + root) : xy[i];
            acrossY[i] = alongX ? xy[i] : (float) (root - difference);
        }
    }

    /** The unit normals' three components. */
    private float[][] normals(SmoothGrid filter) {
        float[] slopeX = filter.slope(field.heights(), 1);
        float[] slopeY = filter.slope(field.heights(), side);
        float[] up = new float[side * side];
        for (int i = 0; i < up.length; i++) {
            double a = slopeX[i] / CELL_MM;
            double b = slopeY[i] / CELL_MM;
            double z = 1 / Math.sqrt(1 + a * a + b * b);
            slopeX[i] = (float) (a * z);
            slopeY[i] = (float) (b * z);
            up[i] = (float) z;
        }
        return new float[][] {slopeX, slopeY, up};
    }
}
