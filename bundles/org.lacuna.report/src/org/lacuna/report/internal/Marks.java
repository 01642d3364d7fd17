package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.colour;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.Verdict;
import org.lacuna.report.Colours;

/** The small signs of the report: verdict and modality chips, the score bar, the colour scale. */
final class Marks {
    private Marks() {}

    /** Name of a verdict for people. */
    static String name(Verdict verdict) {
        return verdict == Verdict.NOT_INSPECTED ? "NOT INSPECTED" : verdict.name();
    }

    static String verdict(Verdict verdict) {
        return format(
                """
                <span class="chip v-%s">%s</span>\
                """,
                verdict, name(verdict));
    }

    /** What became of a modality. */
    static String modality(String label, ModalityStatus status) {
        String text = label + " " + status.describe();
        String alone =
                Double.isNaN(status.score())
                        ? ""
                        : format(" title=\"score from %s alone: %.3f\"", label, status.score());
        return format(
                """
                <span class="chip m-%s"%s>%s</span>\
                """,
                status.state(), alone, text);
    }

    /** A part's score on the scale 0..2 with marks at both thresholds. */
    static String scoreBar(Inspection inspection) {
        double score = onBar(inspection.score());
        double review = onBar(inspection.thresholds().review());
        double defect = onBar(inspection.thresholds().defect());
        return format(
                """
                <svg class="bar" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true">\
                <rect class="track" x="0" y="4" width="200" height="6"/>\
                <rect class="band" x="%.1f" y="4" width="%.1f" height="6"/>\
                <rect class="v-%s" x="0" y="4" width="%.1f" height="6"/>\
                <rect class="mark" x="%.1f" y="1" width="1.5" height="12"/>\
                <rect class="mark strong" x="%.1f" y="0" width="2" height="14"/></svg>\
                """,
                review, defect - review, inspection.verdict(), score, review - 0.75, defect - 1);
    }

    private static double onBar(double score) {
        return 200 * Math.clamp(score / Colours.SCALE_MAX, 0.0, 1.0);
    }

    /**
     * The fixed colour scale with marks at the defect threshold and at the pixel thresholds in use.
     */
    static String legend(double lowestPixelThreshold, double highestPixelThreshold) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg class="legend" viewBox="0 0 396 44" role="img" aria-label="colour scale of the heat maps">\
                <defs><linearGradient id="heat">\
                """);
        for (int i = 0; i <= 20; i++) {
            svg.append(
                    format(
                            """
                            <stop offset="%d%%" stop-color="%s"/>\
                            """,
                            5 * i, colour(Colours.heat(i / 20.0 * Colours.SCALE_MAX))));
        }
        svg.append(
                """
                </linearGradient></defs><rect x="10" y="14" width="360" height="12" rx="2" fill="url(#heat)"/>\
                """);
        for (int tick = 0; tick <= 4; tick++) {
            svg.append(
                    format(
                            """
                            <text class="lbl mid%s" x="%d" y="39">%s%.1f</text>\
                            """,
                            tick == 2 ? " strong" : "",
                            10 + 90 * tick,
                            tick == 4 ? "\u2265 " : "",
                            tick * 0.5));
        }
        svg.append(
                """
                <line class="mark strong" x1="190" y1="11" x2="190" y2="29"/>\
                """);
        if (Double.isFinite(lowestPixelThreshold) && Double.isFinite(highestPixelThreshold)) {
            double low = 10 + 180 * Math.clamp(lowestPixelThreshold, 0.0, Colours.SCALE_MAX);
            double high =
                    Math.max(
                            low + 1,
                            10 + 180 * Math.clamp(highestPixelThreshold, 0.0, Colours.SCALE_MAX));
            svg.append(
                    format(
                            """
                            <path class="bracket" d="M%.1f 12v-3H%.1fv3"/>\
                            <text class="lbl mid" x="%.1f" y="7">pixel threshold</text>\
                            """,
                            low, high, Math.clamp((low + high) / 2, 42.0, 340.0)));
        }
        return svg.append("</svg>").toString();
    }
}
