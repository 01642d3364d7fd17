package org.lacuna.ui.internal.thresholds;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ILineSeries.PlotSymbolType;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;
import org.lacuna.evaluation.OperatingCurve;
import org.lacuna.inspection.ScoreLimits;

import java.util.Arrays;

/**
 * ROC and precision-recall curve of the parts by their scores, and where the two thresholds lie on
 * them. UI thread.
 */
final class CurvesPane {
    private final Composite pane;
    private final Chart roc;
    private final Chart precision;

    CurvesPane(Composite parent) {
        pane = new Composite(parent, SWT.NONE);
        pane.setLayout(new FillLayout(SWT.HORIZONTAL));
        roc = chart(Messages.Curves_falseAlarms, Messages.Curves_detected);
        precision = chart(Messages.Curves_detected, Messages.Curves_precision);
    }

    private Chart chart(String x, String y) {
        Chart chart = new Chart(pane, SWT.NONE);
        chart.getLegend().setVisible(false);
        IAxis[] axes = {chart.getAxisSet().getXAxis(0), chart.getAxisSet().getYAxis(0)};
        axes[0].getTitle().setText(x);
        axes[1].getTitle().setText(y);
        for (IAxis axis : axes) {
            axis.getTick().setTickMarkStepHint(40);
        }
        chart.getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = chart.getTitle().getText();
                            }
                        });
        return chart;
    }

    void show(Tally tally, ScoreLimits limits) {
        OperatingCurve curve = OperatingCurve.of(tally.good(), tally.defective());
        boolean defined = tally.good().length > 0 && tally.defective().length > 0;
        roc.getTitle().setText(NLS.bind(Messages.Curves_roc, number(curve.auroc(), defined)));
        precision
                .getTitle()
                .setText(NLS.bind(Messages.Curves_pr, number(curve.averagePrecision(), defined)));
        int n = curve.points();
        double[] falseAlarms = new double[n];
        double[] recall = new double[n];
        double[] exact = new double[n];
        for (int i = 0; i < n && defined; i++) {
            falseAlarms[i] = curve.falsePositiveRate(i);
            recall[i] = curve.recall(i);
            exact[i] = curve.precision(i);
        }
        draw(roc, falseAlarms, recall, defined);
        // The point above all scores has a precision by convention only.
        int from = Math.min(1, n - 1);
        draw(
                precision,
                Arrays.copyOfRange(recall, from, n),
                Arrays.copyOfRange(exact, from, n),
                defined);
        mark("review", tally, limits.review(), PlotSymbolType.TRIANGLE, defined);
        mark("reject", tally, limits.reject(), PlotSymbolType.SQUARE, defined);
        for (Chart chart : new Chart[] {roc, precision}) {
            Palette.of(pane).dress(chart);
            for (IAxis axis : chart.getAxisSet().getAxes()) {
                axis.setRange(new Range(-0.02, 1.04));
            }
            chart.redraw();
        }
    }

    private static String number(double value, boolean defined) {
        return defined ? Texts.score(value) : Messages.Curves_undefined;
    }

    private void draw(Chart chart, double[] x, double[] y, boolean defined) {
        ILineSeries<?> line = series(chart, "curve", defined);
        if (line != null) {
            line.setXSeries(x);
            line.setYSeries(y);
            line.setSymbolType(PlotSymbolType.NONE);
            line.setLineColor(Palette.of(pane).good());
            line.setLineWidth(2);
            line.setAntialias(SWT.ON);
        }
    }

    private void mark(
            String name, Tally tally, double threshold, PlotSymbolType sign, boolean defined) {
        double good = above(tally.good(), threshold);
        double defective = above(tally.defective(), threshold);
        int stopped =
                (int) Math.round(good * tally.good().length)
                        + (int) Math.round(defective * tally.defective().length);
        double share = stopped == 0 ? 1 : defective * tally.defective().length / stopped;
        point(roc, name, good, defective, sign, defined);
        point(precision, name, defective, share, sign, defined);
    }

    private void point(
            Chart chart, String name, double x, double y, PlotSymbolType sign, boolean defined) {
        ILineSeries<?> point = series(chart, name, defined);
        if (point != null) {
            Color ink = Palette.of(pane).defective();
            point.setXSeries(new double[] {x});
            point.setYSeries(new double[] {y});
            point.setLineStyle(LineStyle.NONE);
            point.setSymbolType(sign);
            point.setSymbolSize(6);
            point.setSymbolColor(ink);
            point.setAntialias(SWT.ON);
        }
    }

    private static ILineSeries<?> series(Chart chart, String name, boolean wanted) {
        Object there = chart.getSeriesSet().getSeries(name);
        if (!wanted) {
            if (there != null) {
                chart.getSeriesSet().deleteSeries(name);
            }
            return null;
        }
        return (ILineSeries<?>)
                (there == null ? chart.getSeriesSet().createSeries(SeriesType.LINE, name) : there);
    }

    private static double above(double[] scores, double threshold) {
        return scores.length == 0
                ? 0
                : Arrays.stream(scores).filter(s -> s > threshold).count() / (double) scores.length;
    }

    Composite control() {
        return pane;
    }

    /** Titles with the figures, for tests. */
    String[] titles() {
        return new String[] {roc.getTitle().getText(), precision.getTitle().getText()};
    }
}
