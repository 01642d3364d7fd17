package org.lacuna.ui;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.part.ViewPart;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Why the selected part got its verdict: the reason, and the measured defect regions. */
public final class EvidenceView extends ViewPart {
    public static final String ID = "org.lacuna.ui.evidence";

    private PartsListener selection;
    private Label reason;
    private TableViewer viewer;

    @Override
    public void createPartControl(Composite parent) {
        GridLayout layout = new GridLayout(1, false);
        layout.marginWidth = 4;
        layout.marginHeight = 4;
        parent.setLayout(layout);
        reason = new Label(parent, SWT.WRAP);
        reason.setText("Select a part.");
        reason.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Composite tableParent = new Composite(parent, SWT.NONE);
        tableParent.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        TableColumnLayout columns = new TableColumnLayout();
        tableParent.setLayout(columns);
        viewer = new TableViewer(tableParent, SWT.FULL_SELECTION | SWT.BORDER);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        column(columns, "Peak", r -> number(r.peakScore(), "%.2f"));
        column(columns, "Mean", r -> number(r.meanScore(), "%.2f"));
        column(columns, "Area mm\u00b2", r -> metric(r, DefectRegion.Metric::areaMm2, "%.1f"));
        column(columns, "Extent mm", r -> metric(r, DefectRegion.Metric::extentMm, "%.1f"));
        column(columns, "Depth mm", r -> metric(r, DefectRegion.Metric::depthDeviationMm, "%+.2f"));
        column(
                columns,
                "x, y, z mm",
                r ->
                        r.metric()
                                .map(
                                        m ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%.1f, %.1f, %.1f",
                                                        m.xMm(),
                                                        m.yMm(),
                                                        m.zMm()))
                                .orElse("\u2013"));
        column(
                columns,
                "Pixel",
                r -> String.format(Locale.ROOT, "%.0f, %.0f", r.centreColumn(), r.centreRow()));
        column(columns, "Area px", r -> Integer.toString(r.areaPx()));
        selection = new PartsListener(getViewSite(), this::selected);
    }

    private void column(
            TableColumnLayout layout, String title, Function<DefectRegion, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
        column.getColumn().setText(title);
        // Three coordinates need the room that short numbers leave.
        int weight = title.startsWith("x, y, z") ? 20 : 10;
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 60, true));
        column.setLabelProvider(
                new ColumnLabelProvider() {
                    @Override
                    public String getText(Object element) {
                        return text.apply((DefectRegion) element);
                    }
                });
    }

    private static String metric(
            DefectRegion r, Function<DefectRegion.Metric, Double> value, String format) {
        return r.metric().map(m -> number(value.apply(m), format)).orElse("\u2013");
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "\u2013" : String.format(Locale.ROOT, format, value);
    }

    private void selected(PartItem part) {
        reason.setText(
                part.id()
                        + "   "
                        + part.verdictText()
                        + ": "
                        + part.inspection()
                                .map(Inspection::reason)
                                .orElse("this part of the data set was not inspected"));
        viewer.setInput(part.inspection().map(Inspection::regions).orElse(List.of()));
        reason.getParent().layout(true);
    }

    /** Number of regions shown, for tests. */
    int shownRegions() {
        return viewer.getTable().getItemCount();
    }

    @Override
    public void setFocus() {
        viewer.getControl().setFocus();
    }

    @Override
    public void dispose() {
        if (selection != null) {
            selection.dispose();
        }
        super.dispose();
    }
}
