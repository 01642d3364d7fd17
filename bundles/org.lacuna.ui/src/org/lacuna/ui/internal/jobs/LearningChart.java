package org.lacuna.ui.internal.jobs;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ILineSeries.PlotSymbolType;
import org.eclipse.swtchart.ISeries;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;
import org.lacuna.ui.internal.Numbers;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** One figure of every network by epoch, in the theme's colours. UI thread. */
public final class LearningChart {
    /** Okabe and Ito's colours, told apart by colour-blind people, on dark and on light. */
    private static final int[] COLOURS = {
        0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0xd55e00, 0x56b4e9
    };

    private static final PlotSymbolType[] SYMBOLS = {
        PlotSymbolType.CIRCLE,
        PlotSymbolType.SQUARE,
        PlotSymbolType.TRIANGLE,
        PlotSymbolType.DIAMOND,
        PlotSymbolType.CROSS,
        PlotSymbolType.PLUS
    };

    private final Chart chart;
    private final ToDoubleFunction<TrainingFeed.Point> value;
    private String spoken = Messages.Training_chartEmpty;

    /**
     * @param title of the figure
     * @param legend whether the networks are named beside it
     * @param value a point's figure; NaN is left out
     */
    public LearningChart(
            Composite parent,
            String title,
            boolean legend,
            ToDoubleFunction<TrainingFeed.Point> value) {
        this.value = value;
        chart = new Chart(parent, SWT.NONE);
        Font font = parent.getFont();
        chart.getTitle().setText(title);
        chart.getTitle().setFont(font);
        chart.getLegend().setPosition(SWT.RIGHT);
        chart.getLegend().setVisible(legend);
        chart.getLegend().setFont(font);
        IAxis x = chart.getAxisSet().getXAxis(0);
        x.getTitle().setVisible(false);
        x.setRange(new Range(0, 1));
        x.getTick().setTickMarkStepHint(60);
        chart.getAxisSet().getYAxis(0).getTitle().setVisible(false);
        for (IAxis axis : chart.getAxisSet().getAxes()) {
            axis.getTitle().setFont(font);
            axis.getTick().setFont(font);
            axis.getGrid().setStyle(LineStyle.DOT);
        }
        chart.getAccessible()
                .addAccessibleListener(
                        new AccessibleAdapter() {
                            @Override
                            public void getName(AccessibleEvent e) {
                                e.result = title + ". " + spoken;
                            }
                        });
        paint();
    }

    /** The theme may have changed since, so colours are set each time. */
    private void paint() {
        Color background = chart.getParent().getBackground();
        Color foreground = chart.getParent().getForeground();
        chart.setBackground(background);
        chart.getPlotArea().setBackground(background);
        chart.getTitle().setForeground(foreground);
        chart.getLegend().setBackground(background);
        chart.getLegend().setForeground(foreground);
        for (IAxis axis : chart.getAxisSet().getAxes()) {
            axis.getTitle().setForeground(foreground);
            axis.getTick().setForeground(foreground);
            axis.getGrid().setForeground(between(background, foreground));
        }
    }

    private static Color between(Color a, Color b) {
        return new Color(
                (3 * a.getRed() + b.getRed()) / 4,
                (3 * a.getGreen() + b.getGreen()) / 4,
                (3 * a.getBlue() + b.getBlue()) / 4);
    }

    public void show(Map<String, List<TrainingFeed.Point>> curves) {
        chart.suspendUpdate(true);
        paint();
        for (ISeries<?> old : chart.getSeriesSet().getSeries()) {
            if (!curves.containsKey(old.getId())) {
                chart.getSeriesSet().deleteSeries(old.getId());
            }
        }
        int number = 0;
        StringBuilder said = new StringBuilder();
        for (Map.Entry<String, List<TrainingFeed.Point>> curve : curves.entrySet()) {
            List<TrainingFeed.Point> points =
                    curve.getValue().stream()
                            .filter(p -> !Double.isNaN(value.applyAsDouble(p)))
                            .toList();
            if (!points.isEmpty()) {
                draw(curve.getKey(), number, points);
                said.append(said.isEmpty() ? "" : ", ")
                        .append(curve.getKey())
                        .append(' ')
                        .append(Numbers.format("%.3f", value.applyAsDouble(points.getLast())));
            }
            number++;
        }
        spoken =
                NLS.bind(
                        Messages.Training_chartName,
                        said.isEmpty() ? Messages.Training_chartEmpty : said);
        chart.suspendUpdate(false);
        boolean drawn = chart.getSeriesSet().getSeries().length > 0;
        for (IAxis axis : chart.getAxisSet().getAxes()) {
            // Without a curve there are no epochs to count.
            axis.getTick().setVisible(drawn);
        }
        if (drawn) {
            chart.getAxisSet().adjustRange();
        }
        chart.redraw();
    }

    private void draw(String network, int number, List<TrainingFeed.Point> points) {
        ISeries<?> there = chart.getSeriesSet().getSeries(network);
        ILineSeries<?> line =
                (ILineSeries<?>)
                        (there != null
                                ? there
                                : chart.getSeriesSet().createSeries(SeriesType.LINE, network));
        int rgb = COLOURS[number % COLOURS.length];
        Color colour = new Color(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
        line.setLineColor(colour);
        line.setSymbolColor(colour);
        line.setSymbolType(SYMBOLS[number % SYMBOLS.length]);
        line.setSymbolSize(3);
        line.setLineWidth(2);
        line.setAntialias(SWT.ON);
        line.setXSeries(points.stream().mapToDouble(TrainingFeed.Point::epoch).toArray());
        line.setYSeries(points.stream().mapToDouble(value).toArray());
    }

    public Chart control() {
        return chart;
    }
}
