package org.lacuna.report.internal;

import static org.lacuna.report.internal.Html.escape;
import static org.lacuna.report.internal.Html.format;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Lines over a number, as inline SVG in the style of {@link Charts}: axes with units, a key, and
 * horizontal lines to compare with. A value outside the range is a hollow dot on its border. Not
 * thread-safe.
 */
final class LineChart {
    private static final double WIDTH = 300;
    private static final double LEFT = 44;
    private static final double TOP = 24;
    private static final double BOTTOM = 150;

    /** Height of a line of text. */
    private static final double LINE = 11;

    /** Room at the right for names of horizontal lines. */
    private static final double NAMES = 52;

    private record Point(double x, double y, String title) {}

    private record Line(String name, List<Point> points) {}

    private record Level(String name, double y) {}

    private final String what;
    private final String xLabel;
    private final String yLabel;
    private final double low;
    private final double high;
    private final String yFormat;
    private final List<Line> lines = new ArrayList<>();
    private final TreeSet<Double> ticks = new TreeSet<>();
    private final List<Level> levels = new ArrayList<>();

    /**
     * @param what it shows, for those who cannot see it
     * @param low value at the bottom
     * @param high value at the top, more than low
     * @param yFormat of the values at the axis
     */
    LineChart(String what, String xLabel, String yLabel, double low, double high, String yFormat) {
        this.what = what;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.low = low;
        this.high = high;
        this.yFormat = yFormat;
    }

    /**
     * Points that are no finite number are left out, their places on the axis are not; at most
     * three lines can be told apart.
     *
     * @param titles what is shown for each point when it is pointed at
     */
    void line(String name, double[] x, double[] y, List<String> titles) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            ticks.add(x[i]);
            if (Double.isFinite(y[i])) {
                points.add(new Point(x[i], y[i], titles.get(i)));
            }
        }
        lines.add(new Line(name, points));
    }

    /** A horizontal line to compare with; nothing for NaN. */
    void level(String name, double y) {
        if (!Double.isNaN(y)) {
            levels.add(new Level(name, y));
        }
    }

    String svg() {
        double right = WIDTH - (levels.isEmpty() ? 10 : NAMES);
        StringBuilder svg = new StringBuilder();
        svg.append(
                format(
                        """
                        <svg class="chart" viewBox="0 0 300 184" role="img" aria-label="%s">\
                        """,
                        escape(what)));
        yAxis(svg, right);
        if (!ticks.isEmpty()) {
            double first = ticks.first();
            double span = Math.max(1e-9, ticks.last() - first);
            xAxis(svg, first, span, right);
            levels(svg, right);
            for (int i = 0; i < lines.size(); i++) {
                draw(svg, lines.get(i), i + 1, first, span, right);
            }
        }
        key(svg);
        return svg.append("</svg>").toString();
    }

    private double y(double value) {
        double share = (Math.clamp(value, low, high) - low) / (high - low);
        return BOTTOM - share * (BOTTOM - TOP);
    }

    private static double x(double value, double first, double span, double right) {
        return LEFT + (value - first) / span * (right - LEFT);
    }

    private void yAxis(StringBuilder svg, double right) {
        int steps = 5;
        for (int s = 0; s <= steps; s++) {
            double value = low + (high - low) * s / steps;
            svg.append(
                    format(
                            """
                            <line class="grid" x1="%.1f" y1="%.1f" x2="%.1f" y2="%2$.1f"/>\
                            <text class="lbl end" x="%.1f" y="%.1f">%s</text>\
                            """,
                            LEFT,
                            y(value),
                            right,
                            LEFT - 4,
                            y(value) + 3.5,
                            format(yFormat, value)));
        }
        svg.append(
                format(
                        """
                        <path class="axis" d="M%.1f %.1fV%.1fH%.1f"/>\
                        <text class="lbl mid" transform="translate(9 %.1f) rotate(-90)">%s</text>\
                        """,
                        LEFT, TOP, BOTTOM, right, (TOP + BOTTOM) / 2, escape(yLabel)));
    }

    /** Numbers that would touch the one before are left out. */
    private void xAxis(StringBuilder svg, double first, double span, double right) {
        double end = Double.NEGATIVE_INFINITY;
        for (double tick : ticks) {
            double at = x(tick, first, span, right);
            String text = tick == Math.rint(tick) ? format("%.0f", tick) : format("%s", tick);
            svg.append(
                    format(
                            """
                            <line class="tick" x1="%.1f" y1="%.1f" x2="%1$.1f" y2="%.1f"/>\
                            """,
                            at, BOTTOM, BOTTOM + 3));
            double half = 3.2 * text.length();
            if (at - half > end + 3) {
                end = at + half;
                label(svg, "mid", at, BOTTOM + 14, text);
            }
        }
        label(svg, "mid", (LEFT + right) / 2, BOTTOM + 29, xLabel);
    }

    /** Names stand at the right; those of lines that lie close are moved apart. */
    private void levels(StringBuilder svg, double right) {
        List<Level> sorted = levels.stream().sorted((a, b) -> Double.compare(b.y, a.y)).toList();
        double last = Double.NEGATIVE_INFINITY;
        for (Level level : sorted) {
            double at = y(level.y);
            double text = Math.max(at + 3.5, last + LINE);
            last = text;
            svg.append(
                    format(
                            """
                            <line class="ref" x1="%.1f" y1="%.1f" x2="%.1f" y2="%2$.1f">\
                            <title>%s: %s</title></line>\
                            """,
                            LEFT, at, right, escape(level.name), Figures.unit(level.y)));
            label(svg, "", right + 4, text, level.name);
        }
    }

    private void draw(
            StringBuilder svg, Line line, int number, double first, double span, double right) {
        StringBuilder path = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (Point p : line.points) {
            double px = x(p.x, first, span, right);
            path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", px, y(p.y)));
            dots.append(
                    format(
                            """
                            <circle class="dot c%d%s" cx="%.1f" cy="%.1f" r="2.6"><title>%s</title></circle>\
                            """,
                            number,
                            p.y < low || p.y > high ? " off" : "",
                            px,
                            y(p.y),
                            escape(p.title)));
        }
        if (!path.isEmpty()) {
            svg.append(format("<path class=\"curve c%d\" d=\"%s\"/>%s", number, path, dots));
        }
    }

    private void key(StringBuilder svg) {
        double at = LEFT;
        for (int i = 0; i < lines.size(); i++) {
            svg.append(
                    format(
                            """
                            <path class="curve c%d" d="M%.1f 9H%.1f"/>\
                            """,
                            i + 1, at, at + 16));
            label(svg, "", at + 20, 12.5, lines.get(i).name);
            at += 30 + 5.2 * lines.get(i).name.length();
        }
    }

    private static void label(StringBuilder svg, String anchor, double x, double y, String text) {
        svg.append(
                format(
                        """
                        <text class="lbl %s" x="%.1f" y="%.1f">%s</text>\
                        """,
                        anchor, x, y, escape(text)));
    }
}
