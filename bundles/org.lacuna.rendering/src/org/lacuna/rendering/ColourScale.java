package org.lacuna.rendering;

import java.util.function.DoubleToIntFunction;

/**
 * Colours of values between two limits; values beyond look like the limit. Lightness rises all the
 * way, so that scales can be read with any colour vision and in grey print. Immutable.
 */
public final class ColourScale implements DoubleToIntFunction {
    /** A point without a value. */
    public static final int NO_VALUE = 0xff868e96;

    /** Top of {@link #anomaly}: twice the defect threshold. */
    public static final double ANOMALY_MAX = 2;

    private static final int STEPS = 256;

    /** Stops of the public-domain map 'viridis'. */
    private static final int[] HEIGHT = {
        0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c,
        0xfde725
    };

    /** Stops of the public-domain map 'inferno': those of reports and heat maps. */
    private static final int[] ANOMALY = {
        0x000004, 0x1b0c41, 0x4a0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9b06, 0xf7d13d,
        0xfcffa4
    };

    /** Rust, where nothing could be used, to pale blue. */
    private static final int[] AVAILABILITY = {0x8c3b0c, 0xd98a4a, 0xb9c4cf, 0xc6e2f5};

    private final double low;
    private final double high;
    private final int[] ramp;

    private ColourScale(double low, double high, int[] stops) {
        if (!(low <= high && high - low < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "low: " + low + ", high: " + high + ", expected finite and low <= high");
        }
        this.low = low;
        this.high = high;
        this.ramp = ramp(stops);
    }

    /** Heights in millimetres. */
    public static ColourScale height(double lowMm, double highMm) {
        return new ColourScale(lowMm, highMm, HEIGHT);
    }

    /**
     * Anomaly scores, of which 1 is the defect threshold: one fixed scale from 0 to {@value
     * #ANOMALY_MAX}, never stretched to the part at hand, so that pictures can be compared.
     */
    public static ColourScale anomaly() {
        return new ColourScale(0, ANOMALY_MAX, ANOMALY);
    }

    /** Share of usable data, 0 to 1. */
    public static ColourScale availability() {
        return new ColourScale(0, 1, AVAILABILITY);
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    /** Opaque {@code 0xFFRRGGBB}; {@link #NO_VALUE} for NaN. */
    @Override
    public int applyAsInt(double value) {
        if (Double.isNaN(value)) {
            return NO_VALUE;
        }
        double share = high > low ? (value - low) / (high - low) : 0.5;
        return ramp[(int) Math.clamp(share * STEPS, 0, STEPS - 1)];
    }

    private static int[] ramp(int[] stops) {
        int[] ramp = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double at = (double) i / (STEPS - 1) * (stops.length - 1);
            int stop = Math.min((int) at, stops.length - 2);
            ramp[i] = mix(stops[stop], stops[stop + 1], at - stop);
        }
        return ramp;
    }

    private static int mix(int a, int b, double share) {
        int mixed = 0xff000000;
        for (int shift = 0; shift < 24; shift += 8) {
            int from = a >>> shift & 0xff;
            int to = b >>> shift & 0xff;
            mixed |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return mixed;
    }
}
