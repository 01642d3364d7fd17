package org.lacuna.features.internal;

/**
 * A filter of odd length along one axis, either even ({@code f(-k) = f(k)}) or odd ({@code f(-k) =
 * -f(k)}). Immutable and thread-safe. Borders: see {@link Plane}. Cost of a pass: pixels * (radius
 * + 1) multiplications, in loops over whole rows that the compiler vectorises.
 */
final class Taps {
    /** Envelopes are cut where they have fallen to 1/50 of their peak. */
    private static final double REACH = 2.8;

    private final float[] half;
    private final float sign;

    /**
     * @param half values at 0..radius; the rest follows by symmetry
     */
    private Taps(float[] half, float sign) {
        this.half = half;
        this.sign = sign;
    }

    /** Gaussian with sum 1. */
    static Taps gaussian(double sigmaPx) {
        return modulated(sigmaPx, 0, false);
    }

    /** Gaussian (sum 1) times cos or sin of {@code omega * k}. */
    static Taps modulated(double sigmaPx, double omega, boolean sine) {
        int radius = Math.max(1, (int) Math.ceil(REACH * sigmaPx));
        double sum = 1;
        for (int k = 1; k <= radius; k++) {
            sum += 2 * StrictMath.exp(-k * k / (2 * sigmaPx * sigmaPx));
        }
        float[] half = new float[radius + 1];
        for (int k = 0; k <= radius; k++) {
            double envelope = StrictMath.exp(-k * k / (2 * sigmaPx * sigmaPx)) / sum;
            half[k] =
                    (float)
                            (envelope
                                    * (sine
                                            ? StrictMath.sin(omega * k)
                                            : StrictMath.cos(omega * k)));
        }
        return new Taps(half, sine ? -1 : 1);
    }

    /** Response to a constant image of value 1. */
    double gain() {
        if (sign < 0) {
            return 0;
        }
        double sum = half[0];
        for (int k = 1; k < half.length; k++) {
            sum += 2.0 * half[k];
        }
        return sum;
    }

    /** Correlates every row with the taps: {@code out(x) = sum f(k) in(x + k)}. */
    Plane alongRows(Plane in) {
        int w = in.width();
        int radius = half.length - 1;
        Plane out = Plane.of(w, in.height());
        float[] o = out.data();
        float[] row = new float[w + 2 * radius];
        float[] sum = new float[w];
        for (int y = 0; y < in.height(); y++) {
            int at = y * w;
            System.arraycopy(in.data(), at, row, radius, w);
            for (int k = 1; k <= radius; k++) {
                row[radius - k] = in.data()[at + Plane.mirror(-k, w)];
                row[radius + w - 1 + k] = in.data()[at + Plane.mirror(w - 1 + k, w)];
            }
            centre(row, radius, sum);
            for (int k = 1; k <= radius; k++) {
                pair(row, radius + k, row, radius - k, half[k], sum);
            }
            System.arraycopy(sum, 0, o, at, w);
        }
        return out;
    }

    /** Correlates every column with the taps: {@code out(y) = sum f(k) in(y + k)}. */
    Plane alongColumns(Plane in) {
        int w = in.width();
        int h = in.height();
        Plane out = Plane.of(w, h);
        float[] d = in.data();
        float[] sum = new float[w];
        for (int y = 0; y < h; y++) {
            centre(d, y * w, sum);
            for (int k = 1; k < half.length; k++) {
                pair(d, Plane.mirror(y + k, h) * w, d, Plane.mirror(y - k, h) * w, half[k], sum);
            }
            System.arraycopy(sum, 0, out.data(), y * w, w);
        }
        return out;
    }

    private void centre(float[] in, int at, float[] sum) {
        float f = half[0];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = f * in[at + i];
        }
    }

    /** Adds both mirror-symmetric taps at once: half the multiplications. */
    private void pair(float[] right, int r, float[] left, int l, float tap, float[] sum) {
        float tapLeft = tap * sign;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += tap * right[r + i] + tapLeft * left[l + i];
        }
    }
}
