package org.lacuna.report;

import org.lacuna.core.Verdict;

/**
 * The colours of scores and verdicts, the same in reports and views. Packed as {@code 0xAARRGGBB},
 * sRGB.
 *
 * <p>Scores have one fixed scale, 0 to {@link #SCALE_MAX}, where 1 is the defect threshold: never
 * stretched to the part at hand, so that two pictures can be compared. The ramp runs from black
 * over purple and orange to pale yellow with lightness rising all the way (the stops are those of
 * the public-domain map 'inferno'): readable with any colour vision and in grey print. Thread-safe.
 */
public final class Colours {
    /** Top of the scale; higher scores look the same. */
    public static final double SCALE_MAX = 2;

    /** A pixel without measurement. */
    public static final int INVALID = 0xff868e96;

    /** Opacity of an overlay where the score is well above the pixel threshold. */
    private static final double OVERLAY_ALPHA = 0.82;

    private static final int[] STOPS = {
        0x000004, 0x1b0c41, 0x4a0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9b06, 0xf7d13d,
        0xfcffa4
    };

    private static final int STEPS = 256;
    private static final int[] RAMP = ramp();

    private Colours() {}

    private static int[] ramp() {
        int[] ramp = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double at = (double) i / (STEPS - 1) * (STOPS.length - 1);
            int stop = Math.min((int) at, STOPS.length - 2);
            ramp[i] = mix(0xff000000 | STOPS[stop], 0xff000000 | STOPS[stop + 1], at - stop);
        }
        return ramp;
    }

    /** Opaque colour of a score. */
    public static int heat(double score) {
        return RAMP[(int) Math.clamp(score / SCALE_MAX * STEPS, 0, STEPS - 1)];
    }

    /**
     * Colour of a score over a picture: {@link #heat}, transparent where the score is far below the
     * pixel threshold, so that what is normal stays visible.
     *
     * @param pixelThreshold scores above belong to a defect candidate; above 0
     */
    public static int overlay(double score, double pixelThreshold) {
        double low = 0.5 * pixelThreshold;
        double high = 1.1 * pixelThreshold;
        double t = Math.clamp((score - low) / (high - low), 0.0, 1.0);
        double alpha = OVERLAY_ALPHA * t * t * (3 - 2 * t);
        return (int) Math.round(255 * alpha) << 24 | heat(score) & 0xffffff;
    }

    /**
     * Colour of a verdict, told apart with any colour vision; always shown with the verdict's name.
     */
    public static int verdict(Verdict verdict) {
        return switch (verdict) {
            case OK -> 0xff00815f;
            case REVIEW -> 0xffe69f00;
            case NOK -> 0xffb5330a;
            case NOT_INSPECTED -> 0xff6b7075;
        };
    }

    /**
     * Weighted mean of two colours, channel by channel; {@code share} in [0, 1] belongs to {@code
     * b}.
     */
    static int mix(int a, int b, double share) {
        int mixed = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            double from = a >>> shift & 0xff;
            double to = b >>> shift & 0xff;
            mixed |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return mixed;
    }
}
