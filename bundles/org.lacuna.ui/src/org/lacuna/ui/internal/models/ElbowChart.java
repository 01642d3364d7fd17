package org.lacuna.ui.internal.models;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ILineSeries.PlotSymbolType;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.lacuna.memorybank.ElbowCurve;
import org.lacuna.ui.internal.thresholds.Palette;

import java.util.Arrays;

/** What a memory bank leaves uncovered by its number of entries; a square marks the chosen one. */
final class ElbowChart {
    private final Chart chart;

    /**
     * @param modality of the bank, for people
     */
    ElbowChart(Composite parent, String modality, ElbowCurve curve) {
        chart = new Chart(parent, SWT.NONE);
        String title =
                NLS.bind(
                        curve.measure() == ElbowCurve.Measure.COVERING_RADIUS
                                ? Messages.Model_elbowRadius
                                : Messages.Model_elbowWcss,
                        modality,
                        curve.chosenK());
        chart.getTitle().setText(title);
        chart.getLegend().setVisible(false);
        chart.getAxisSet().getXAxis(0).getTitle().setText(Messages.Model_entries);
        chart.getAxisSet().getYAxis(0).getTitle().setVisible(false);
        Palette palette = Palette.of(parent);
        double[] k = Arrays.stream(curve.k()).asDoubleStream().toArray();
        double first = Math.max(curve.values()[0], 1e-300);
        double[] values = Arrays.stream(curve.values()).map(v -> v / first).toArray();
        ILineSeries<?> line = series("curve", k, values);
        line.setLineColor(palette.good());
        line.setSymbolColor(palette.good());
        line.setSymbolType(PlotSymbolType.CIRCLE);
        line.setSymbolSize(3);
        line.setLineWidth(2);
        ILineSeries<?> chosen =
                series(
                        "chosen",
                        new double[] {k[curve.chosen()]},
                        new double[] {values[curve.chosen()]});
        chosen.setLineStyle(LineStyle.NONE);
        chosen.setSymbolType(PlotSymbolType.SQUARE);
        chosen.setSymbolColor(palette.defective());
        chosen.setSymbolSize(6);
        palette.dress(chart);
        chart.getAxisSet().adjustRange();
        chart.getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = title;
                            }
                        });
    }

    private ILineSeries<?> series(String name, double[] x, double[] y) {
        ILineSeries<?> line =
                (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, name);
        line.setXSeries(x);
        line.setYSeries(y);
        line.setAntialias(SWT.ON);
        return line;
    }

    Chart control() {
        return chart;
    }
}
