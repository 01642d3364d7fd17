package org.lacuna.report.internal;

/** How figures look in tables. */
public final class Figures {
    private Figures() {}

    /**
     * A figure in [0, 1] with three digits; a dash for NaN; what is not perfect never shows as
     * 1.000.
     */
    public static String unit(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        String text = Html.format("%.3f", value);
        return text.equals("1.000") && value < 1 ? "0.999" : text;
    }

    /** A rate with one digit; a dash for NaN. */
    public static String rate(double value) {
        return Double.isNaN(value) ? "-" : Html.format("%.1f", value);
    }

    /** What readers of the figures have to know of parts without a score. */
    public static String notInspected(int inspections) {
        return Html.count(inspections, "inspection")
                + " ended as NOT_INSPECTED and "
                + (inspections == 1 ? "counts" : "count")
                + " in no figure.";
    }
}
