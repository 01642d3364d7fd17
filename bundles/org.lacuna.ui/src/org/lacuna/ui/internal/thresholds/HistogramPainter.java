package org.lacuna.ui.internal.thresholds;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.lacuna.inspection.ScoreLimits;

/**
 * Draws bars, review band, thresholds and legend into the plot of a chart. Defective parts are
 * hatched, so that colour is not the only difference. UI thread.
 */
final class HistogramPainter {
    private static final int HATCH = 5;
    private static final int GRIP = 6;

    private Bins bins;
    private Tally tally;
    private ScoreLimits limits;
    private ScoreLimits judged;
    private Palette palette;

    void clear() {
        bins = null;
    }

    void show(
            Bins newBins,
            Tally newTally,
            ScoreLimits newLimits,
            ScoreLimits newJudged,
            Palette newPalette) {
        bins = newBins;
        tally = newTally;
        limits = newLimits;
        judged = newJudged;
        palette = newPalette;
    }

    Bins bins() {
        return bins;
    }

    void paint(GC gc, Chart chart, boolean rejectActive, boolean focused) {
        if (bins == null) {
            return;
        }
        IAxis x = chart.getAxisSet().getXAxis(0);
        IAxis y = chart.getAxisSet().getYAxis(0);
        Point size = chart.getPlotArea().getSize();
        gc.setAntialias(SWT.ON);
        int left = x.getPixelCoordinate(limits.review());
        int right = x.getPixelCoordinate(limits.reject());
        gc.setBackground(palette.band());
        gc.fillRectangle(left, 0, right - left, size.y);
        for (int i = 0; i < bins.size(); i++) {
            bar(gc, x, y, i);
        }
        if (!judged.equals(limits)) {
            gc.setForeground(palette.grid());
            gc.setLineStyle(SWT.LINE_DOT);
            gc.setLineWidth(1);
            for (double was : new double[] {judged.review(), judged.reject()}) {
                gc.drawLine(x.getPixelCoordinate(was), 0, x.getPixelCoordinate(was), size.y);
            }
            gc.setLineStyle(SWT.LINE_SOLID);
        }
        legend(gc, size);
        String review = NLS.bind(Messages.Scores_reviewAt, Texts.score(limits.review()));
        String reject = NLS.bind(Messages.Scores_rejectAt, Texts.score(limits.reject()));
        line(gc, size, left, review, true, !rejectActive && focused);
        line(gc, size, right, reject, false, rejectActive && focused);
    }

    private void bar(GC gc, IAxis x, IAxis y, int i) {
        int from = x.getPixelCoordinate(i * bins.width());
        int to = x.getPixelCoordinate((i + 1) * bins.width());
        int width = Math.max(1, to - from - 1);
        Color[] colours = {palette.good(), palette.defective(), palette.unknown()};
        int below = 0;
        for (int c = 0; c < colours.length; c++) {
            int count = bins.counts()[c][i];
            if (count > 0) {
                int top = y.getPixelCoordinate(below + count);
                int bottom = y.getPixelCoordinate(below);
                Rectangle bar = new Rectangle(from, top, width, bottom - top);
                gc.setBackground(colours[c]);
                gc.fillRectangle(bar);
                if (c == 1) {
                    hatch(gc, bar);
                }
                below += count;
            }
        }
    }

    private void hatch(GC gc, Rectangle bar) {
        Rectangle clip = gc.getClipping();
        Rectangle inside = bar.intersection(clip);
        if (inside.isEmpty()) {
            return;
        }
        gc.setClipping(inside);
        gc.setForeground(palette.paper());
        gc.setLineWidth(1);
        for (int d = -bar.height; d < bar.width; d += HATCH) {
            gc.drawLine(bar.x + d, bar.y + bar.height, bar.x + d + bar.height, bar.y);
        }
        gc.setClipping(clip);
    }

    /** The labels lie outside of the review band, where they do not meet. */
    private void line(GC gc, Point size, int at, String text, boolean before, boolean active) {
        gc.setForeground(palette.ink());
        gc.setBackground(palette.ink());
        gc.setLineWidth(active ? 3 : 2);
        gc.drawLine(at, 0, at, size.y);
        gc.fillPolygon(new int[] {at - GRIP, 0, at + GRIP, 0, at, 2 * GRIP});
        if (active) {
            gc.setLineWidth(1);
            gc.drawRectangle(at - GRIP - 2, 0, 2 * GRIP + 4, 2 * GRIP + 2);
        }
        Point extent = gc.textExtent(text);
        int wanted = before ? at - GRIP - 4 - extent.x : at + GRIP + 4;
        int shown = Math.clamp(wanted, 0, Math.max(0, size.x - extent.x));
        gc.setBackground(palette.paper());
        gc.fillRectangle(shown - 1, 1, extent.x + 2, extent.y);
        gc.drawText(text, shown, 1, SWT.DRAW_TRANSPARENT);
    }

    /** One line at the right, below the labels of the lines. */
    private void legend(GC gc, Point size) {
        String[] names = {
            NLS.bind(Messages.Scores_good, tally.good().length),
            NLS.bind(Messages.Scores_defective, tally.defective().length),
            NLS.bind(Messages.Scores_unknown, tally.unknown().length)
        };
        int[] numbers = {tally.good().length, tally.defective().length, tally.unknown().length};
        Color[] colours = {palette.good(), palette.defective(), palette.unknown()};
        int line = gc.getFontMetrics().getHeight() + 2;
        int right = size.x - 4;
        for (int c = names.length - 1; c >= 0; c--) {
            if (numbers[c] == 0) {
                continue;
            }
            int left = right - gc.textExtent(names[c]).x;
            Rectangle box = new Rectangle(left - line, line + 6, line - 6, line - 6);
            gc.setBackground(palette.paper());
            gc.fillRectangle(box.x - 4, line + 2, right - box.x + 8, line);
            gc.setBackground(colours[c]);
            gc.fillRectangle(box);
            if (c == 1) {
                hatch(gc, box);
            }
            gc.setForeground(palette.ink());
            gc.drawText(names[c], left, line + 3, SWT.DRAW_TRANSPARENT);
            right = box.x - 12;
        }
    }
}
