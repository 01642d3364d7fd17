package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.lacuna.core.Inspection;
import org.lacuna.report.Colours;
import org.lacuna.ui.internal.Numbers;

/** The heat map's legend: one fixed scale for all parts, with the thresholds as ticks. */
final class Legend {
    /** Room that the legend takes at the bottom of the canvas, in pixels. */
    static final int HEIGHT = 44;

    private static final int BAR_HEIGHT = 12;
    private static final int MARGIN = 16;

    private Legend() {}

    /**
     * @param paper background, of the theme
     * @param ink text and lines, of the theme: what the system says is light in a dark theme
     */
    static void paint(
            GC gc, Rectangle area, Inspection.Thresholds thresholds, Color paper, Color ink) {
        int width = Math.min(360, area.width - 2 * MARGIN);
        if (width < 80 || area.height < 2 * HEIGHT) {
            return;
        }
        int left = (area.width - width) / 2;
        int top = area.height - HEIGHT + 6;
        gc.setBackground(paper);
        // Whoever painted before may have left another.
        gc.setLineWidth(1);
        gc.setLineStyle(SWT.LINE_SOLID);
        gc.fillRectangle(0, area.height - HEIGHT, area.width, HEIGHT);
        for (int i = 0; i < width; i++) {
            int rgb = Colours.heat(Colours.SCALE_MAX * i / width);
            gc.setForeground(new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff));
            gc.drawLine(left + i, top, left + i, top + BAR_HEIGHT);
        }
        gc.setForeground(ink);
        gc.drawRectangle(left, top, width, BAR_HEIGHT);
        tick(gc, left, top, width, 0, "0", SWT.LEFT);
        tick(
                gc,
                left,
                top,
                width,
                thresholds.pixel(),
                NLS.bind(
                        Messages.Legend_pixelThreshold, Numbers.format("%.2f", thresholds.pixel())),
                SWT.CENTER);
        tick(
                gc,
                left,
                top,
                width,
                Colours.SCALE_MAX,
                NLS.bind(Messages.Legend_most, Numbers.format("%.0f", Colours.SCALE_MAX)),
                SWT.RIGHT);
    }

    private static void tick(
            GC gc, int left, int top, int width, double score, String text, int align) {
        int x = left + (int) Math.round(width * Math.clamp(score / Colours.SCALE_MAX, 0.0, 1.0));
        gc.drawLine(x, top - 3, x, top + BAR_HEIGHT + 3);
        Point size = gc.textExtent(text);
        int shift = align == SWT.LEFT ? 0 : align == SWT.RIGHT ? size.x : size.x / 2;
        gc.drawText(text, x - shift, top + BAR_HEIGHT + 4, true);
    }
}
