package org.lacuna.ui.internal.thresholds;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.events.PaintEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ICustomPaintListener;
import org.eclipse.swtchart.Range;
import org.lacuna.inspection.ScoreLimits;

import java.util.function.Consumer;

/**
 * Histogram of scores with the two thresholds as lines. A line is dragged with the mouse, or moved
 * with the arrow keys while the chart has the focus: left and right by 0.01, with Shift by 0.001;
 * up and down choose the line. A line stops at the other one. UI thread.
 */
final class ScoreChart {
    /** Of what the mouse is close enough to, points. */
    private static final int CATCH = 8;

    /** Steps of thresholds that people set: what is shown is what holds. */
    static final double STEP = 0.001;

    private static final double KEY_STEP = 0.01;

    private final Chart chart;
    private final Control plot;
    private final HistogramPainter painter = new HistogramPainter();
    private final Consumer<ScoreLimits> moved;
    private ScoreLimits limits;
    private boolean rejectActive;
    private boolean dragging;
    private String spoken = Messages.Scores_none;

    /**
     * @param moved told of the thresholds that the user moves
     */
    ScoreChart(Composite parent, Consumer<ScoreLimits> moved) {
        this.moved = moved;
        chart = new Chart(parent, SWT.NONE);
        chart.getTitle().setVisible(false);
        chart.getLegend().setVisible(false);
        IAxis x = chart.getAxisSet().getXAxis(0);
        x.getTick().setTickMarkStepHint(60);
        IAxis y = chart.getAxisSet().getYAxis(0);
        y.getTitle().setText(Messages.Scores_parts);
        y.setIntegerDataPointAxis(true);
        chart.getPlotArea()
                .addCustomPaintListener(
                        new ICustomPaintListener() {
                            @Override
                            public void paintControl(PaintEvent e) {
                                painter.paint(e.gc, chart, rejectActive, plot.isFocusControl());
                            }

                            @Override
                            public boolean drawBehindSeries() {
                                return false;
                            }
                        });
        plot = chart.getPlotArea().getControl();
        plot.addListener(SWT.MouseDown, this::down);
        plot.addListener(SWT.MouseMove, this::move);
        plot.addListener(SWT.MouseUp, e -> dragging = false);
        plot.addListener(SWT.KeyDown, this::key);
        plot.addListener(SWT.FocusIn, e -> plot.redraw());
        plot.addListener(SWT.FocusOut, e -> plot.redraw());
        plot.addListener(
                SWT.Traverse,
                e ->
                        e.doit =
                                e.detail == SWT.TRAVERSE_TAB_NEXT
                                        || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        plot.getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = spoken;
                            }
                        });
        clear();
    }

    /** Shows nothing, as no part has a score. */
    void clear() {
        limits = null;
        painter.clear();
        spoken = Messages.Scores_none;
        Palette.of(chart.getParent()).dress(chart);
        for (IAxis axis : chart.getAxisSet().getAxes()) {
            axis.getTick().setVisible(false);
            axis.getTitle().setVisible(false);
        }
        chart.redraw();
    }

    /**
     * @param newLimits on trial
     * @param judged what the parts were judged by
     */
    void show(Tally tally, ScoreLimits newLimits, ScoreLimits judged) {
        limits = newLimits;
        // While a line is dragged the axis must not run away from under the mouse.
        Bins bins =
                dragging && painter.bins() != null
                        ? painter.bins()
                        : Bins.of(tally, Math.max(newLimits.reject(), judged.reject()));
        painter.show(bins, tally, newLimits, judged, Palette.of(chart.getParent()));
        Palette.of(chart.getParent()).dress(chart);
        IAxis x = chart.getAxisSet().getXAxis(0);
        IAxis y = chart.getAxisSet().getYAxis(0);
        for (IAxis axis : new IAxis[] {x, y}) {
            axis.getTick().setVisible(true);
            axis.getTitle().setVisible(true);
        }
        x.getTitle()
                .setText(
                        bins.beyond()
                                ? NLS.bind(Messages.Scores_axisBeyond, Texts.score(bins.end()))
                                : Messages.Scores_axis);
        x.setRange(new Range(0, bins.end()));
        y.setRange(new Range(0, Math.max(1, bins.highest()) * 1.3));
        spoken =
                NLS.bind(
                        Messages.Scores_spoken,
                        new Object[] {
                            tally.good().length,
                            tally.defective().length,
                            tally.unknown().length,
                            Texts.score(newLimits.review()),
                            Texts.score(newLimits.reject()),
                            rejectActive ? Messages.Scores_reject : Messages.Scores_review
                        });
        plot.redraw();
    }

    /** Lets keys move the review line. */
    void chooseReview() {
        rejectActive = false;
        dragging = false;
    }

    private IAxis axis() {
        return chart.getAxisSet().getXAxis(0);
    }

    /** Where a score lies in the plot, points. */
    int x(double score) {
        return axis().getPixelCoordinate(score);
    }

    private void down(Event e) {
        plot.setFocus();
        if (limits == null || e.button != 1) {
            return;
        }
        int toReview = Math.abs(x(limits.review()) - e.x);
        int toReject = Math.abs(x(limits.reject()) - e.x);
        if (Math.min(toReview, toReject) > CATCH) {
            return;
        }
        // Where they lie on each other the side of the mouse decides.
        rejectActive = toReject < toReview || (toReject == toReview && e.x >= x(limits.reject()));
        dragging = true;
        plot.redraw();
    }

    private void move(Event e) {
        if (limits == null) {
            return;
        }
        if (dragging) {
            set(axis().getDataCoordinate(e.x));
        } else {
            boolean near =
                    Math.min(Math.abs(x(limits.review()) - e.x), Math.abs(x(limits.reject()) - e.x))
                            <= CATCH;
            plot.setCursor(near ? plot.getDisplay().getSystemCursor(SWT.CURSOR_SIZEWE) : null);
        }
    }

    private void key(Event e) {
        if (limits == null) {
            return;
        }
        double step = (e.stateMask & SWT.SHIFT) != 0 ? STEP : KEY_STEP;
        double now = rejectActive ? limits.reject() : limits.review();
        switch (e.keyCode) {
            case SWT.ARROW_LEFT -> set(now - step);
            case SWT.ARROW_RIGHT -> set(now + step);
            case SWT.ARROW_UP, SWT.ARROW_DOWN -> {
                rejectActive = !rejectActive;
                plot.redraw();
            }
            default -> {
                return;
            }
        }
        e.doit = false;
    }

    private void set(double score) {
        double round = Math.rint(score / STEP) / Math.rint(1 / STEP);
        moved.accept(
                rejectActive
                        ? new ScoreLimits(
                                limits.review(), Math.max(round, Math.max(limits.review(), STEP)))
                        : new ScoreLimits(Math.clamp(round, 0, limits.reject()), limits.reject()));
    }

    Chart control() {
        return chart;
    }

    /** What can be dragged and takes keys. */
    Control plot() {
        return plot;
    }

    /** What a screen reader says. */
    String spoken() {
        return spoken;
    }
}
