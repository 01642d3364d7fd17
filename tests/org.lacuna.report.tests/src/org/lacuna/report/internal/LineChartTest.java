package org.lacuna.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class LineChartTest {
    private static LineChart chart() {
        return new LineChart("what", "level, %", "I-AUROC", 0.5, 1, "%.1f");
    }

    private static List<Double> all(String svg, String pattern) {
        List<Double> values = new ArrayList<>();
        Matcher m = Pattern.compile(pattern).matcher(svg);
        while (m.find()) {
            values.add(Double.valueOf(m.group(1)));
        }
        return values;
    }

    @Test
    void line_pointsLieWhereTheirValuesAre() {
        LineChart chart = chart();
        chart.line(
                "a",
                new double[] {0, 50, 100},
                new double[] {1, 0.75, 0.5},
                Collections.nCopies(3, "t"));
        String svg = chart.svg();
        assertEquals(List.of(44.0, 167.0, 290.0), all(svg, "cx=\"([0-9.]+)\""));
        assertEquals(List.of(24.0, 87.0, 150.0), all(svg, "cy=\"([0-9.]+)\""));
        assertTrue(svg.contains("d=\"M44.0 24.0L167.0 87.0L290.0 150.0\""), svg);
        assertTrue(svg.contains(">level, %</text>") && svg.contains(">I-AUROC</text>"), svg);
    }

    @Test
    void line_valueBelowTheRange_liesOnItsBorderAndNaNIsLeftOut() {
        LineChart chart = chart();
        chart.line(
                "a",
                new double[] {0, 1, 2},
                new double[] {0.1, Double.NaN, 0.8},
                List.of("x", "gone", "y"));
        String svg = chart.svg();
        assertEquals(List.of(150.0, 74.4), all(svg, "cy=\"([0-9.]+)\""));
        assertTrue(svg.contains("class=\"dot c1 off\""), "not to be taken for the border's value");
        assertTrue(svg.contains(">1</text>"), "its place on the axis stays");
        assertFalse(svg.contains("gone") || svg.contains("NaN"), svg);
    }

    @Test
    void levels_thatLieClose_haveNamesApart() {
        LineChart chart = chart();
        chart.line("a", new double[] {0, 1}, new double[] {1, 1}, List.of("", ""));
        chart.level("RGB only", 0.951);
        chart.level("3D only", 0.949);
        chart.level("none", Double.NaN);
        String svg = chart.svg();
        List<Double> names = all(svg, "y=\"([0-9.]+)\">(?:RGB|3D) only</text>");
        assertEquals(2, names.size());
        assertTrue(Math.abs(names.get(0) - names.get(1)) >= 10, names.toString());
        assertFalse(svg.contains("none"), svg);
    }

    @Test
    void names_areEscaped() {
        LineChart chart = chart();
        chart.line("a<b", new double[] {0}, new double[] {0.7}, List.of("t<u"));
        String svg = chart.svg();
        assertTrue(svg.contains("a&lt;b") && svg.contains("t&lt;u"), svg);
    }

    @Test
    void nothing_isStillAPicture() {
        String svg = chart().svg();
        assertTrue(svg.startsWith("<svg") && svg.endsWith("</svg>"), svg);
    }
}
