package org.lacuna.ui.internal.cloud;

import org.lacuna.ui.internal.Numbers;

/**
 * A length to compare with: 1, 2 or 5 times a power of ten.
 *
 * @param mm its length
 * @param pixels how long it is drawn
 */
public record ScaleBar(double mm, int pixels) {
    /**
     * The longest that fits.
     *
     * @param mmAPixel above 0
     * @param most pixels
     */
    public static ScaleBar of(double mmAPixel, int most) {
        if (!(mmAPixel > 0 && mmAPixel < Double.POSITIVE_INFINITY) || most < 1) {
            throw new IllegalArgumentException(
                    "mmAPixel: " + mmAPixel + ", most: " + most + ", expected both above 0");
        }
        double room = mmAPixel * most;
        double power = Math.pow(10, Math.floor(Math.log10(room)));
        double mm = power;
        for (double step : new double[] {2, 5}) {
            if (step * power <= room) {
                mm = step * power;
            }
        }
        return new ScaleBar(mm, (int) Math.max(1, Math.round(mm / mmAPixel)));
    }

    public String label() {
        return mm >= 1 ? Numbers.format("%.0f mm", mm) : Numbers.format("%s mm", trimmed(mm));
    }

    private static String trimmed(double mm) {
        return Numbers.format("%.6f", mm).replaceFirst("0+$", "");
    }
}
