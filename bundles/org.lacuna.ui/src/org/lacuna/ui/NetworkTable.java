package org.lacuna.ui;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.lacuna.ui.internal.parts.VerdictIcons;

import java.util.List;
import java.util.function.Function;

/** Networks, one a row, and below it what is known about the selected one. */
final class NetworkTable {
    private final SashForm sash;
    private final VerdictIcons icons;
    private final TableViewer viewer;
    private final Text details;
    private List<NetworkReport.Row> rows = List.of();

    NetworkTable(Composite parent) {
        sash = new SashForm(parent, SWT.VERTICAL);
        icons = new VerdictIcons(parent.getDisplay());
        sash.addDisposeListener(e -> icons.dispose());
        Composite tableParent = new Composite(sash, SWT.NONE);
        TableColumnLayout columns = new TableColumnLayout();
        tableParent.setLayout(columns);
        viewer = new TableViewer(tableParent, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        viewer.getTable().setHeaderVisible(true);
        viewer.getTable().setLinesVisible(true);
        column(columns, Messages.Networks_columnNetwork, 27, NetworkReport.Row::id);
        column(columns, Messages.Networks_columnState, 20, r -> r.state().words());
        column(columns, Messages.Networks_columnFor, 20, NetworkReport.Row::use);
        column(columns, Messages.Networks_columnFeatures, 16, NetworkReport.Row::features);
        column(columns, Messages.Networks_columnLicence, 17, NetworkReport.Row::licence);
        details = new Text(sash, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER);
        sash.setWeights(60, 40);
        viewer.addSelectionChangedListener(e -> showDetails());
    }

    private void column(
            TableColumnLayout layout,
            String title,
            int weight,
            Function<NetworkReport.Row, String> text) {
        TableViewerColumn column = new TableViewerColumn(viewer, SWT.NONE);
        column.getColumn().setText(title);
        layout.setColumnData(column.getColumn(), new ColumnWeightData(weight, 50, true));
        boolean first = viewer.getTable().getColumnCount() == 1;
        column.setLabelProvider(
                new ColumnLabelProvider() {
                    @Override
                    public String getText(Object element) {
                        return text.apply((NetworkReport.Row) element);
                    }

                    @Override
                    public Image getImage(Object element) {
                        NetworkReport.Row row = (NetworkReport.Row) element;
                        return first ? icons.of(row.state().sign()) : null;
                    }
                });
    }

    Control control() {
        return sash;
    }

    /** Replaces the rows; the selection stays where it is, and is on the first row otherwise. */
    void show(List<NetworkReport.Row> newRows) {
        int selected = Math.max(0, viewer.getTable().getSelectionIndex());
        rows = newRows;
        viewer.setInput(rows);
        if (rows.isEmpty()) {
            details.setText("");
        } else {
            int row = Math.min(selected, rows.size() - 1);
            viewer.setSelection(new StructuredSelection(rows.get(row)), true);
        }
    }

    private void showDetails() {
        if (viewer.getStructuredSelection().getFirstElement() instanceof NetworkReport.Row row) {
            details.setText(String.join("\n", row.details()));
        }
    }

    /** What is shown, for tests. */
    List<NetworkReport.Row> rows() {
        return rows;
    }

    /** The widget, for tests. */
    Table table() {
        return viewer.getTable();
    }

    /** Selects a row, for tests. */
    void select(NetworkReport.Row row) {
        viewer.setSelection(new StructuredSelection(row), true);
    }

    String detailsText() {
        return details.getText();
    }
}
