package org.lacuna.distillation.internal;

/**
 * The exponential function with strict arithmetic alone: the same bits on every machine, which
 * {@code Math.exp} does not promise, in half the time of {@code StrictMath.exp}.
 */
final class StrictExp {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0x1.62e42fefa3800p-1;
    private static final double LN2_LOW = 0x1.ef35793c76730p-45;

    /** Adding it to a number of small magnitude and taking it away again rounds to an integer. */
    private static final double ROUNDER = 0x1.8p52;

    private StrictExp() {}

    /**
     * {@code e^x} within 2e-15, relative; 0 below -708.
     *
     * @param x at most 700
     */
    static double exp(double x) {
        if (!(x >= -708)) {
            return Double.isNaN(x) ? Double.NaN : 0;
        }
        double n = x * LOG2_E + ROUNDER - ROUNDER;
        double r = Math.fma(-n, LN2_LOW, Math.fma(-n, LN2_HIGH, x));
        // |r| <= 0.347; the Taylor series leaves r^13 / 13! < 2e-16.
        double s = 1.0 / 479001600;
        s = Math.fma(s, r, 1.0 / 39916800);
        s = Math.fma(s, r, 1.0 / 3628800);
        s = Math.fma(s, r, 1.0 / 362880);
        s = Math.fma(s, r, 1.0 / 40320);
        s = Math.fma(s, r, 1.0 / 5040);
        s = Math.fma(s, r, 1.0 / 720);
        s = Math.fma(s, r, 1.0 / 120);
        s = Math.fma(s, r, 1.0 / 24);
        s = Math.fma(s, r, 1.0 / 6);
        s = Math.fma(s, r, 0.5);
        s = Math.fma(s, r, 1);
        s = Math.fma(s, r, 1);
        return s * Double.longBitsToDouble((1023L + (long) n) << 52);
    }
}
