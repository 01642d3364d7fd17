package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.format;

import org.lacuna.core.Inspection;
import org.lacuna.memorybank.ElbowCurve;

import java.util.List;

/** The report's diagrams as inline SVG, coloured by the page's CSS classes. */
public final class Charts {
    /** Scores above share the last bar. */
    private static final double SCORE_END = 2.5;

    private static final int BINS = 50;
    private static final double LEFT = 40;
    private static final double BAR = 5;

    private Charts() {}

    /**
     * Histogram of part scores: good parts upwards, defective ones downwards (unlabelled parts all
     * upwards), with both thresholds and the review band between them.
     */
    public static String scores(
            List<Inspection> parts, Inspection.Thresholds thresholds, boolean labelled) {
        int[] up = new int[BINS + 1];
        int[] down = new int[BINS + 1];
        int most = 1;
        for (Inspection part : parts) {
            if (!Double.isNaN(part.score())) {
                int bin = Math.clamp((long) (part.score() / SCORE_END * BINS), 0, BINS);
                int[] counts = labelled && !part.id().isGood() ? down : up;
                most = Math.max(most, ++counts[bin]);
            }
        }
        double base = labelled ? 76 : 130;
        double full = labelled ? 58 : 112;
        double bottom = labelled ? 136 : 132;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg class=\"chart\" viewBox=\"0 0 300 172\" role=\"img\" aria-label=\"histogram"
                        + " of part scores\">");
        limits(svg, thresholds, bottom);
        bars(svg, up, base, full / most, labelled ? "good" : "any", false);
        bars(svg, down, base + 1, full / most, "defective", true);
        svg.append(
                format(
                        """
                        <line class="axis" x1="%.0f" y1="%.1f" x2="%.0f" y2="%2$.1f"/>\
                        """,
                        LEFT, base + 0.5, LEFT + (BINS + 1) * BAR + 4));
        for (int tick = 0; tick <= 5; tick++) {
            svg.append(
                    format(
                            """
                            <line class="tick" x1="%.1f" y1="%.1f" x2="%1$.1f" y2="%.1f"/>\
                            <text class="lbl mid" x="%1$.1f" y="%.1f">%.1f</text>\
                            """,
                            x(tick * 0.5), bottom + 2, bottom + 5, bottom + 15, tick * 0.5));
        }
        label(svg, "mid", x(SCORE_END / 2), 168, "part score (last bar: all above 2.5)");
        label(svg, "end", LEFT - 4, base - full + 4, String.valueOf(most));
        if (labelled) {
            label(svg, "end", LEFT - 4, base - 4, "good");
            label(svg, "end", LEFT - 4, base + 12, "defect");
            label(svg, "end", LEFT - 4, base + full + 2, String.valueOf(most));
        }
        return svg.append("</svg>").toString();
    }

    private static double x(double score) {
        return LEFT + Math.min(score, SCORE_END) / SCORE_END * BINS * BAR;
    }

    private static void label(StringBuilder svg, String anchor, double x, double y, String text) {
        svg.append(
                format(
                        """
                        <text class="lbl %s" x="%.1f" y="%.1f">%s</text>\
                        """,
                        anchor, x, y, text));
    }

    private static void limits(StringBuilder svg, Inspection.Thresholds thresholds, double bottom) {
        double review = x(thresholds.review());
        double defect = x(thresholds.defect());
        svg.append(
                format(
                        """
                        <rect class="band" x="%.1f" y="14" width="%.1f" height="%.1f"/>\
                        <line class="limit review" x1="%1$.1f" y1="14" x2="%1$.1f" y2="%.1f"/>\
                        <line class="limit defect" x1="%.1f" y1="14" x2="%5$.1f" y2="%4$.1f"/>\
                        """,
                        review, Math.max(0.5, defect - review), bottom - 14, bottom, defect));
        // Labels turn away from each other, and from the edges of the picture.
        label(
                svg,
                "end",
                Math.max(review - 2, LEFT + 46),
                10,
                format("review %.2f", thresholds.review()));
        label(svg, "", Math.min(defect + 2, 248), 10, format("defect %.2f", thresholds.defect()));
    }

    private static void bars(
            StringBuilder svg, int[] counts, double base, double unit, String what, boolean down) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double height = Math.max(1.5, counts[i] * unit);
                String range =
                        i == BINS
                                ? "above " + SCORE_END
                                : format(
                                        "%.2f to %.2f",
                                        i * SCORE_END / BINS, (i + 1) * SCORE_END / BINS);
                svg.append(
                        format(
                                """
                                <rect class="b-%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f">\
                                <title>%s, score %s</title></rect>\
                                """,
                                what,
                                LEFT + i * BAR + 0.4 + (i == BINS ? 3 : 0),
                                down ? base : base - height,
                                BAR - 0.8,
                                height,
                                Html.count(counts[i], what.equals("any") ? "part" : what + " part"),
                                range));
            }
        }
    }

    /** What a curve measures. */
    public static String measure(ElbowCurve curve) {
        return switch (curve.measure()) {
            case WCSS -> "WCSS";
            case COVERING_RADIUS -> "covering radius";
        };
    }

    /**
     * What is left uncovered against the number of entries on a logarithmic axis; the chosen number
     * is marked.
     */
    public static String elbow(ElbowCurve curve) {
        int[] k = curve.k();
        double[] values = curve.values();
        double low = Math.log(k[0]);
        double span = Math.max(1e-9, Math.log(k[k.length - 1]) - low);
        double top = Double.MIN_NORMAL;
        for (double w : values) {
            top = Math.max(top, w);
        }
        StringBuilder line = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < k.length; i++) {
            double x = 40 + 236 * (Math.log(k[i]) - low) / span;
            double y = 132 - 112 * values[i] / top;
            boolean chosen = i == curve.chosen();
            line.append(format("%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
            dots.append(
                    format(
                            """
                            <circle class="dot%s" cx="%.1f" cy="%.1f" r="%s"><title>k = %d: %s %.4g</title></circle>\
                            """,
                            chosen ? " chosen" : "",
                            x,
                            y,
                            chosen ? "5" : "2.6",
                            k[i],
                            measure(curve),
                            values[i]));
            if (chosen) {
                dots.append(
                        format(
                                """
                                <line class="tick dash" x1="%.1f" y1="%.1f" x2="%1$.1f" y2="132"/>\
                                """,
                                x, y));
                label(
                        dots,
                        x > 210 ? "strong end" : "strong",
                        x > 210 ? x + 9 : x + 4,
                        Math.max(12, y - 9),
                        "k = " + k[i]);
            }
        }
        StringBuilder svg = new StringBuilder();
        svg.append(
                format(
                        """
                        <svg class="chart" viewBox="0 0 300 172" role="img" aria-label="elbow curve">\
                        <path class="axis" d="M39.5 14V132.5H292"/><path class="curve" d="%s"/>%s\
                        """,
                        line, dots));
        label(svg, "mid", 40, 147, String.valueOf(k[0]));
        label(svg, "mid", 276, 147, String.valueOf(k[k.length - 1]));
        label(svg, "end", 35, 24, "100 %");
        label(svg, "end", 35, 134, "0");
        label(svg, "mid", 158, 168, "entries of the memory bank, k");
        return svg.append("</svg>").toString();
    }
}
