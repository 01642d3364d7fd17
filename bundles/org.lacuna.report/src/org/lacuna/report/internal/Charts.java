package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.colour;
import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.Verdict;
import org.lacuna.memorybank.ElbowCurve;
import org.lacuna.report.Colours;

import java.util.List;

/** The report's diagrams as inline SVG, coloured by the page's CSS classes. */
public final class Charts {
    /** Scores above share the last bar. */
    private static final double SCORE_END = 2.5;

    private static final int BINS = 50;

    private Charts() {}

    /**
     * Histogram of part scores: good parts upwards, defective ones downwards (unlabelled parts all
     * upwards), with both thresholds and the review band between them.
     */
    public static String scores(
            List<Inspection> parts, Inspection.Thresholds thresholds, boolean labelled) {
        int[] up = new int[BINS + 1];
        int[] down = new int[BINS + 1];
        for (Inspection part : parts) {
            if (!Double.isNaN(part.score())) {
                int bin = Math.clamp((long) (part.score() / SCORE_END * BINS), 0, BINS);
                (labelled && !part.id().isGood() ? down : up)[bin]++;
            }
        }
        int most = 1;
        for (int i = 0; i <= BINS; i++) {
            most = Math.max(most, Math.max(up[i], down[i]));
        }
        double left = 34;
        double step = 6;
        double right = left + (BINS + 1) * step + 4;
        double base = labelled ? 76 : 130;
        double full = labelled ? 58 : 112;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg class=\"chart\" viewBox=\"0 0 352 172\" role=\"img\" aria-label=\"histogram"
                    + " of part scores\">");
        double review = left + Math.min(thresholds.review(), SCORE_END) / SCORE_END * BINS * step;
        double defect = left + Math.min(thresholds.defect(), SCORE_END) / SCORE_END * BINS * step;
        double bottom = labelled ? 136 : 132;
        svg.append(
                format(
                        "<rect class=\"band\" x=\"%.1f\" y=\"14\" width=\"%.1f\" height=\"%.1f\"/>",
                        review, Math.max(0.5, defect - review), bottom - 14));
        bars(
                svg,
                up,
                left,
                step,
                base,
                full / most,
                labelled ? "b-good" : "b-any",
                labelled ? "good" : "",
                false);
        bars(svg, down, left, step, base + 1, full / most, "b-defect", "defective", true);
        svg.append(
                format(
                        "<line class=\"axis\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                        left, base + 0.5, right, base + 0.5));
        svg.append(
                format(
                        "<line class=\"limit review\" x1=\"%1$.1f\" y1=\"14\" x2=\"%1$.1f\""
                            + " y2=\"%2$.1f\"/>",
                        review, bottom));
        svg.append(
                format(
                        "<line class=\"limit defect\" x1=\"%1$.1f\" y1=\"14\" x2=\"%1$.1f\""
                            + " y2=\"%2$.1f\"/>",
                        defect, bottom));
        boolean apart = defect - review > 44;
        svg.append(
                format(
                        "<text class=\"lbl end\" x=\"%.1f\" y=\"10\">review %.2f</text>",
                        review + (apart ? 22 : -3), thresholds.review()));
        svg.append(
                format(
                        "<text class=\"lbl\" x=\"%.1f\" y=\"10\">defect %.2f</text>",
                        defect + 3 - (apart ? 20 : 0), thresholds.defect()));
        for (int tick = 0; tick <= 5; tick++) {
            double x = left + tick * 0.5 / SCORE_END * BINS * step;
            svg.append(
                    format(
                            "<line class=\"tick\" x1=\"%1$.1f\" y1=\"%2$.1f\" x2=\"%1$.1f\""
                                + " y2=\"%3$.1f\"/>",
                            x, bottom + 2, bottom + 5));
            svg.append(
                    format(
                            "<text class=\"lbl mid\" x=\"%.1f\" y=\"%.1f\">%.1f</text>",
                            x, bottom + 15, tick * 0.5));
        }
        svg.append(
                format(
                        "<text class=\"lbl mid\" x=\"%.1f\" y=\"168\">part score (1 = defect"
                            + " threshold; the last bar holds all above 2.5)</text>",
                        (left + right) / 2));
        svg.append(
                format(
                        "<text class=\"lbl end\" x=\"30\" y=\"%.1f\">%d</text>",
                        base - full + 4, most));
        if (labelled) {
            svg.append(format("<text class=\"lbl end\" x=\"30\" y=\"%.1f\">good</text>", base - 4));
            svg.append(
                    format("<text class=\"lbl end\" x=\"30\" y=\"%.1f\">defect</text>", base + 12));
            svg.append(
                    format(
                            "<text class=\"lbl end\" x=\"30\" y=\"%.1f\">%d</text>",
                            base + full + 2, most));
        }
        return svg.append("</svg>").toString();
    }

    private static void bars(
            StringBuilder svg,
            int[] counts,
            double left,
            double step,
            double base,
            double unit,
            String css,
            String what,
            boolean down) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double height = Math.max(1.5, counts[i] * unit);
                String range =
                        i == BINS
                                ? "above 2.5"
                                : format(
                                        "%.2f to %.2f",
                                        i * SCORE_END / BINS, (i + 1) * SCORE_END / BINS);
                svg.append(
                        format(
                                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
                                    + " height=\"%.1f\"><title>%d %s, score %s</title></rect>",
                                css,
                                left + i * step + 0.5 + (i == BINS ? 3 : 0),
                                down ? base : base - height,
                                step - 1,
                                height,
                                counts[i],
                                (what + (counts[i] == 1 ? " part" : " parts")).strip(),
                                range));
            }
        }
    }

    /**
     * Within-cluster sum of squares against the number of entries on a logarithmic axis; the chosen
     * number is marked.
     */
    public static String elbow(ElbowCurve curve) {
        int[] k = curve.k();
        double[] wcss = curve.wcss();
        double low = Math.log(k[0]);
        double span = Math.max(1e-9, Math.log(k[k.length - 1]) - low);
        double top = 0;
        for (double w : wcss) {
            top = Math.max(top, w);
        }
        StringBuilder line = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < k.length; i++) {
            double x = 40 + 250 * (Math.log(k[i]) - low) / span;
            double y = 132 - (top > 0 ? 112 * wcss[i] / top : 0);
            line.append(format("%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
            boolean chosen = i == curve.chosen();
            dots.append(
                    format(
                            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"><title>k = %d:"
                                + " WCSS %.4g</title></circle>",
                            chosen ? "dot chosen" : "dot",
                            x,
                            y,
                            chosen ? "5" : "2.6",
                            k[i],
                            wcss[i]));
            if (chosen) {
                dots.append(
                        format(
                                "<line class=\"tick dash\" x1=\"%1$.1f\" y1=\"%2$.1f\""
                                    + " x2=\"%1$.1f\" y2=\"132\"/>",
                                x, y));
                dots.append(
                        format(
                                "<text class=\"lbl strong%s\" x=\"%.1f\" y=\"%.1f\">k = %d</text>",
                                x > 230 ? " end" : "",
                                x + (x > 230 ? -9 : 9),
                                Math.max(22, y - 6),
                                k[i]));
            }
        }
        return format(
                "<svg class=\"chart\" viewBox=\"0 0 320 172\" role=\"img\" aria-label=\"elbow"
                    + " curve\"><line class=\"axis\" x1=\"40\" y1=\"132.5\" x2=\"300\""
                    + " y2=\"132.5\"/><line class=\"axis\" x1=\"39.5\" y1=\"14\" x2=\"39.5\""
                    + " y2=\"132\"/><path class=\"curve\" d=\"%s\"/>%s<text class=\"lbl mid\""
                    + " x=\"40\" y=\"147\">%d</text><text class=\"lbl mid\" x=\"290\""
                    + " y=\"147\">%d</text><text class=\"lbl end\" x=\"35\""
                    + " y=\"24\">%.2g</text><text class=\"lbl end\" x=\"35\""
                    + " y=\"134\">0</text><text class=\"lbl mid\" x=\"165\" y=\"168\">entries of"
                    + " the memory bank, k</text></svg>",
                line, dots, k[0], k[k.length - 1], top);
    }

    /** A part's score on the scale 0..2 with marks at both thresholds. */
    public static String scoreBar(Inspection inspection) {
        double end = Colours.SCALE_MAX;
        double score =
                Double.isNaN(inspection.score())
                        ? 0
                        : Math.clamp(inspection.score() / end, 0.0, 1.0);
        double review = Math.clamp(inspection.thresholds().review() / end, 0.0, 1.0);
        double defect = Math.clamp(inspection.thresholds().defect() / end, 0.0, 1.0);
        return format(
                "<svg class=\"bar\" viewBox=\"0 0 200 14\" preserveAspectRatio=\"none\""
                    + " aria-hidden=\"true\"><rect class=\"track\" x=\"0\" y=\"4\" width=\"200\""
                    + " height=\"6\"/><rect class=\"band\" x=\"%.1f\" y=\"4\" width=\"%.1f\""
                    + " height=\"6\"/><rect class=\"v-%s\" x=\"0\" y=\"4\" width=\"%.1f\""
                    + " height=\"6\"/><rect class=\"mark\" x=\"%.1f\" y=\"1\" width=\"1.5\""
                    + " height=\"12\"/><rect class=\"mark strong\" x=\"%.1f\" y=\"0\" width=\"2\""
                    + " height=\"14\"/></svg>",
                200 * review,
                200 * (defect - review),
                inspection.verdict(),
                200 * score,
                200 * review - 0.75,
                200 * defect - 1);
    }

    /**
     * The fixed colour scale with marks at the defect threshold and at the pixel thresholds in use.
     */
    public static String legend(double lowestPixelThreshold, double highestPixelThreshold) {
        StringBuilder stops = new StringBuilder();
        for (int i = 0; i <= 20; i++) {
            stops.append(
                    format(
                            "<stop offset=\"%d%%\" stop-color=\"%s\"/>",
                            5 * i, colour(Colours.heat(i / 20.0 * Colours.SCALE_MAX))));
        }
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg class=\"legend\" viewBox=\"0 0 380 44\" role=\"img\" aria-label=\"colour"
                    + " scale of the heat maps\">");
        svg.append("<defs><linearGradient id=\"heat\">")
                .append(stops)
                .append("</linearGradient></defs>");
        svg.append(
                "<rect x=\"10\" y=\"14\" width=\"360\" height=\"12\" rx=\"2\""
                    + " fill=\"url(#heat)\"/>");
        for (int tick = 0; tick <= 4; tick++) {
            double value = tick * 0.5;
            svg.append(
                    format(
                            "<text class=\"lbl mid%s\" x=\"%.1f\" y=\"39\">%s</text>",
                            tick == 2 ? " strong" : "",
                            10 + 180 * value,
                            tick == 4 ? "\u2265 2" : format("%.1f", value)));
        }
        svg.append("<line class=\"mark strong\" x1=\"190\" y1=\"11\" x2=\"190\" y2=\"29\"/>");
        if (Double.isFinite(lowestPixelThreshold)) {
            double low = 10 + 180 * Math.clamp(lowestPixelThreshold, 0, Colours.SCALE_MAX);
            double high = 10 + 180 * Math.clamp(highestPixelThreshold, 0, Colours.SCALE_MAX);
            svg.append(
                    format(
                            "<path class=\"bracket\" d=\"M%.1f 12v-3H%.1fv3\"/><text class=\"lbl"
                                + " mid\" x=\"%.1f\" y=\"7\">pixel threshold</text>",
                            low, Math.max(high, low + 1), Math.clamp((low + high) / 2, 42, 340)));
        }
        return svg.append("</svg>").toString();
    }

    /** Chip that says what became of a modality. */
    public static String modality(String label, ModalityStatus status) {
        String text =
                switch (status.state()) {
                    case USED -> label + " used";
                    case DEGRADED ->
                            format("%s degraded, %.0f %%", label, 100 * status.usableFraction());
                    case UNUSABLE ->
                            format("%s unusable, %.0f %%", label, 100 * status.usableFraction());
                    case ABSENT -> label + " absent";
                };
        String score =
                Double.isNaN(status.score())
                        ? ""
                        : format(" title=\"score from %s alone: %.3f\"", label, status.score());
        return format("<span class=\"chip m-%s\"%s>%s</span>", status.state(), score, text);
    }

    /** Name of a verdict for people. */
    public static String name(Verdict verdict) {
        return verdict == Verdict.NOT_INSPECTED ? "NOT INSPECTED" : verdict.name();
    }
}
