package org.lacuna.annotation.internal;

import java.math.BigDecimal;

/**
 * Where a straight line crosses the centre line of a pixel row, decided exactly: in double where
 * the error bound of the orientation test allows (Shewchuk 1997, 'Adaptive Precision Floating-Point
 * Arithmetic', the first stage of orient2d), else in exact decimal arithmetic.
 */
final class Crossing {
    private static final double EPSILON = 0x1p-53;
    private static final double BOUND = (3 + 16 * EPSILON) * EPSILON;

    private Crossing() {}

    /**
     * Number of pixels of the row whose centre lies to the left of the line: the column at which
     * 'inside' changes.
     *
     * @param y0 below {@code y1}
     * @param y centre line of the row, {@code y0 <= y < y1}
     * @param width columns of the row
     * @return 0..width; a centre on the line does not count as left of it
     */
    static int column(double x0, double y0, double x1, double y1, double y, int width) {
        double estimate = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
        int column = (int) Math.max(0, Math.min(width, Math.ceil(estimate - 0.5)));
        while (column < width && isLeft(column + 0.5, x0, y0, x1, y1, y)) {
            column++;
        }
        while (column > 0 && !isLeft(column - 0.5, x0, y0, x1, y1, y)) {
            column--;
        }
        return column;
    }

    /** Whether the point (x, y) lies to the left of the line: the crossing is at a larger x. */
    private static boolean isLeft(double x, double x0, double y0, double x1, double y1, double y) {
        double a = (x0 - x) * (y1 - y0);
        double b = (y - y0) * (x1 - x0);
        double sum = a + b;
        if (Math.abs(sum) > BOUND * (Math.abs(a) + Math.abs(b))) {
            return sum > 0;
        }
        BigDecimal rise = new BigDecimal(y1).subtract(new BigDecimal(y0));
        BigDecimal exact =
                new BigDecimal(x0)
                        .subtract(new BigDecimal(x))
                        .multiply(rise)
                        .add(
                                new BigDecimal(y)
                                        .subtract(new BigDecimal(y0))
                                        .multiply(new BigDecimal(x1).subtract(new BigDecimal(x0))));
        return exact.signum() > 0;
    }
}
