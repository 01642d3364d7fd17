package org.lacuna.ui.internal.cloud;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.lacuna.rendering.ColourScale;

import java.util.List;
import java.util.Objects;

/**
 * What the colours of a cloud mean: a scale with ticks, below the picture.
 *
 * @param title what is coloured, with its unit
 * @param scale its colours
 * @param ticks where something is written; the first at the left end, the last at the right end;
 *     none for colours without a scale
 */
public record CloudLegend(String title, ColourScale scale, List<Tick> ticks) {
    /** Room that it takes at the bottom of the view, in pixels of the window. */
    public static final int HEIGHT = 56;

    private static final int BAR_HEIGHT = 10;
    private static final int MARGIN = 16;
    private static final int WIDEST = 360;
    private static final int NARROWEST = 80;

    /**
     * @param value on the scale
     * @param text for people
     */
    public record Tick(double value, String text) {}

    public CloudLegend {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(scale, "scale");
        ticks = List.copyOf(ticks);
    }

    /**
     * @param paper what it is written on
     * @param ink what it is written with
     */
    public void paint(GC gc, Rectangle area, Color paper, Color ink) {
        gc.setBackground(paper);
        gc.fillRectangle(0, area.height - HEIGHT, area.width, HEIGHT);
        gc.setForeground(ink);
        Point named = gc.textExtent(title);
        if (ticks.isEmpty()) {
            gc.drawText(title, MARGIN, area.height - HEIGHT / 2 - named.y / 2, true);
            return;
        }
        int width = Math.min(WIDEST, area.width - 2 * MARGIN);
        if (width < NARROWEST) {
            return;
        }
        int from = (area.width - width) / 2;
        int top = area.height - HEIGHT + 2 + named.y;
        gc.drawText(title, from, area.height - HEIGHT + 1, true);
        for (int i = 0; i < width; i++) {
            double share = (double) i / (width - 1);
            int rgb = scale.applyAsInt(scale.low() + share * (scale.high() - scale.low()));
            gc.setForeground(new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff));
            gc.drawLine(from + i, top, from + i, top + BAR_HEIGHT);
        }
        gc.setForeground(ink);
        gc.drawRectangle(from, top, width, BAR_HEIGHT);
        int written = Integer.MIN_VALUE;
        for (int i = 0; i < ticks.size(); i++) {
            written = tick(gc, i, from, top, width, written);
        }
    }

    /**
     * @param written to where something is written already
     * @return to where something is written now
     */
    private int tick(GC gc, int i, int from, int top, int width, int written) {
        Tick tick = ticks.get(i);
        double extent = scale.high() - scale.low();
        double share = extent > 0 ? (tick.value() - scale.low()) / extent : 0.5;
        int x = from + (int) Math.round(width * Math.clamp(share, 0.0, 1.0));
        gc.drawLine(x, top - 3, x, top + BAR_HEIGHT + 3);
        Point size = gc.textExtent(tick.text());
        int left = x - (i == 0 ? 0 : i == ticks.size() - 1 ? size.x : size.x / 2);
        if (left < written + MARGIN / 2) {
            return written;
        }
        gc.drawText(tick.text(), left, top + BAR_HEIGHT + 3, true);
        return left + size.x;
    }
}
