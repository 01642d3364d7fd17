package org.lacuna.synthesis.internal;

/**
 * One ink, rasterised in part coordinates: cover 0..1 on a grid of {@value #CELL} mm, bilinear
 * between. Drawn once for each part, read for each pixel.
 */
final class PrintLayer {
    static final double CELL = 0.1;

    private final double u0;
    private final double v0;
    private final int columns;
    private final int rows;
    private final float[] cover;

    PrintLayer(double u0, double v0, double u1, double v1) {
        this.u0 = u0;
        this.v0 = v0;
        this.columns = (int) Math.ceil((u1 - u0) / CELL) + 1;
        this.rows = (int) Math.ceil((v1 - v0) / CELL) + 1;
        this.cover = new float[columns * rows];
    }

    /** Distance to a shape, negative inside. */
    @FunctionalInterface
    interface Shape {
        double distance(double u, double v);
    }

    /** Adds a shape; only cells within its bounds are looked at. */
    void fill(double lowU, double lowV, double highU, double highV, Shape shape) {
        paint(lowU, lowV, highU, highV, shape, 1);
    }

    /** Takes a shape away again. */
    void clear(double lowU, double lowV, double highU, double highV, Shape shape) {
        paint(lowU, lowV, highU, highV, shape, 0);
    }

    private void paint(
            double lowU, double lowV, double highU, double highV, Shape shape, float value) {
        int c0 = Math.max(0, (int) ((lowU - u0) / CELL) - 1);
        int c1 = Math.min(columns - 1, (int) ((highU - u0) / CELL) + 2);
        int r0 = Math.max(0, (int) ((lowV - v0) / CELL) - 1);
        int r1 = Math.min(rows - 1, (int) ((highV - v0) / CELL) + 2);
        for (int r = r0; r <= r1; r++) {
            for (int c = c0; c <= c1; c++) {
                double d = shape.distance(u0 + c * CELL, v0 + r * CELL);
                double a = Sdf.clamp(0.5 - d / (1.5 * CELL), 0, 1);
                int i = r * columns + c;
                cover[i] += (float) ((value - cover[i]) * a);
            }
        }
    }

    void line(double ua, double va, double ub, double vb, double widthMm) {
        double half = widthMm / 2;
        fill(
                Math.min(ua, ub) - half,
                Math.min(va, vb) - half,
                Math.max(ua, ub) + half,
                Math.max(va, vb) + half,
                (u, v) -> Sdf.segment(u, v, ua, va, ub, vb) - half);
    }

    /**
     * Writes a line of text.
     *
     * @param u left end
     * @param v base line
     * @param heightMm height of the capitals
     * @param weightMm width of the strokes
     */
    void text(String text, double u, double v, double heightMm, double weightMm) {
        double s = heightMm / StrokeFont.HEIGHT;
        StrokeFont.write(
                text,
                (x0, y0, x1, y1) -> line(u + s * x0, v + s * y0, u + s * x1, v + s * y1, weightMm));
    }

    /** Cover at a place; 0 outside the raster. */
    double at(double u, double v) {
        double x = (u - u0) / CELL;
        double y = (v - v0) / CELL;
        if (!(x >= 0 && y >= 0 && x < columns - 1 && y < rows - 1)) {
            return 0;
        }
        int c = (int) x;
        int r = (int) y;
        double fx = x - c;
        double fy = y - r;
        int i = r * columns + c;
        double low = cover[i] + fx * (cover[i + 1] - cover[i]);
        double high = cover[i + columns] + fx * (cover[i + columns + 1] - cover[i + columns]);
        return low + fy * (high - low);
    }
}
