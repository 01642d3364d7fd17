package org.lacuna.ui.internal.thresholds;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.LineStyle;

/**
 * Colours of a chart: paper and ink from the theme, and those of Okabe and Ito, which colour-blind
 * people tell apart, in a light and a dark variant.
 *
 * @param paper background
 * @param ink text and lines
 */
public record Palette(Color paper, Color ink) {
    public static Palette of(Control control) {
        return new Palette(control.getBackground(), control.getForeground());
    }

    private boolean dark() {
        return paper.getRed() + paper.getGreen() + paper.getBlue() < 3 * 128;
    }

    public Color good() {
        return dark() ? new Color(0x56, 0xb4, 0xe9) : new Color(0x00, 0x72, 0xb2);
    }

    public Color defective() {
        return dark() ? new Color(0xf0, 0x84, 0x30) : new Color(0xd5, 0x5e, 0x00);
    }

    Color unknown() {
        return new Color(0x86, 0x8e, 0x96);
    }

    /** Between review and reject threshold. */
    Color band() {
        return mix(paper, new Color(0xf0, 0xe4, 0x42), dark() ? 0.22 : 0.35);
    }

    Color grid() {
        return mix(paper, ink, 0.25);
    }

    private static Color mix(Color a, Color b, double share) {
        return new Color(
                mix(a.getRed(), b.getRed(), share),
                mix(a.getGreen(), b.getGreen(), share),
                mix(a.getBlue(), b.getBlue(), share));
    }

    private static int mix(int a, int b, double share) {
        return (int) Math.round(a + (b - a) * share);
    }

    /** Dresses a chart; the theme may have changed since the last time. */
    public void dress(Chart chart) {
        Font font = chart.getParent().getFont();
        chart.setBackground(paper);
        chart.getPlotArea().setBackground(paper);
        chart.getTitle().setForeground(ink);
        chart.getTitle().setFont(font);
        chart.getLegend().setBackground(paper);
        chart.getLegend().setForeground(ink);
        chart.getLegend().setFont(font);
        for (IAxis axis : chart.getAxisSet().getAxes()) {
            axis.getTitle().setForeground(ink);
            axis.getTitle().setFont(font);
            axis.getTick().setForeground(ink);
            axis.getTick().setFont(font);
            axis.getGrid().setStyle(LineStyle.DOT);
            axis.getGrid().setForeground(grid());
        }
    }
}
