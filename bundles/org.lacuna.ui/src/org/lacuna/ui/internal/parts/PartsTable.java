package org.lacuna.ui.internal.parts;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnPixelData;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.lacuna.ui.PartItem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The list of parts: a virtual table that ten thousand of them do not slow down. Its rows cannot
 * become lower once they are high, so another size of the pictures needs another table. UI thread.
 */
public final class PartsTable {
    /** Rows fly past while somebody scrolls; only those are read at which it rests. */
    private static final int REST_MS = 60;

    private final Composite area;
    private final TableViewer viewer;
    private final Map<PartColumn, TableColumn> columns = new EnumMap<>(PartColumn.class);
    private final Optional<Thumbnails> thumbnails;
    private final Consumer<SortOrder> sorted;
    private boolean looking;

    /**
     * @param filter lets parts through
     * @param labels what cells say
     * @param sorted told when another column is clicked
     */
    PartsTable(
            Composite parent,
            ThumbnailSize size,
            PartFilter filter,
            PartLabels labels,
            Consumer<SortOrder> sorted) {
        this.sorted = sorted;
        area = new Composite(parent, SWT.NONE);
        TableColumnLayout widths = new TableColumnLayout();
        area.setLayout(widths);
        viewer = new TableViewer(area, SWT.FULL_SELECTION | SWT.SINGLE | SWT.VIRTUAL | SWT.BORDER);
        viewer.setUseHashlookup(true);
        viewer.setContentProvider(ArrayContentProvider.getInstance());
        Table table = viewer.getTable();
        table.setHeaderVisible(true);
        table.setLinesVisible(true);
        viewer.addFilter(filter);
        ColumnViewerToolTipSupport.enableFor(viewer);
        for (PartColumn c : PartColumn.values()) {
            TableViewerColumn shown = new TableViewerColumn(viewer, SWT.NONE);
            TableColumn column = shown.getColumn();
            column.setText(c.title());
            column.setMoveable(true);
            column.addListener(SWT.Selection, e -> click(c));
            widths.setColumnData(column, new ColumnWeightData(c.weight(), c.minimum(), true));
            shown.setLabelProvider(labels.of(c));
            columns.put(c, column);
        }
        thumbnails =
                size == ThumbnailSize.OFF
                        ? Optional.empty()
                        : Optional.of(new Thumbnails(table, size.points(), table::redraw));
        thumbnails.ifPresent(t -> pictures(t, size.points(), widths));
    }

    /** A column of pictures at the left edge. */
    private void pictures(Thumbnails made, int points, TableColumnLayout widths) {
        TableViewerColumn shown = new TableViewerColumn(viewer, SWT.NONE);
        TableColumn column = shown.getColumn();
        column.setText("");
        column.setToolTipText(Messages.Column_picture);
        column.setResizable(false);
        widths.setColumnData(column, new ColumnPixelData(ThumbnailLabels.width(points), false));
        shown.setLabelProvider(new ThumbnailLabels(made, points, this::lookSoon));
        Table table = viewer.getTable();
        int[] order = table.getColumnOrder();
        int[] first = new int[order.length];
        first[0] = order[order.length - 1];
        System.arraycopy(order, 0, first, 1, order.length - 1);
        table.setColumnOrder(first);
    }

    private void lookSoon() {
        if (!looking) {
            looking = true;
            viewer.getTable().getDisplay().timerExec(REST_MS, this::look);
        }
    }

    private void look() {
        looking = false;
        if (!viewer.getTable().isDisposed()) {
            thumbnails.ifPresent(t -> t.want(inSight()));
        }
    }

    /** The parts whose rows are seen, from top to bottom. */
    List<PartItem> inSight() {
        Table table = viewer.getTable();
        int top = table.getTopIndex();
        int rows = table.getClientArea().height / Math.max(1, table.getItemHeight()) + 1;
        List<PartItem> parts = new ArrayList<>();
        for (int i = top; i < Math.min(top + rows, table.getItemCount()); i++) {
            TableItem item = table.getItem(i);
            if (item.getData() instanceof PartItem part) {
                parts.add(part);
            }
        }
        return parts;
    }

    private void click(PartColumn column) {
        boolean again = viewer.getTable().getSortColumn() == columns.get(column);
        boolean descending = again && viewer.getTable().getSortDirection() == SWT.UP;
        sorted.accept(new SortOrder(column, descending));
    }

    /** Sorts the rows. */
    void sort(SortOrder order) {
        Table table = viewer.getTable();
        table.setSortColumn(columns.get(order.column()));
        table.setSortDirection(order.descending() ? SWT.DOWN : SWT.UP);
        viewer.setComparator(new PartOrder(order.column(), order.descending()));
    }

    void setParts(List<PartItem> parts) {
        thumbnails.ifPresent(Thumbnails::clear);
        viewer.setInput(parts);
    }

    /** Pictures that are there, for tests. */
    public long shownPictures() {
        return thumbnails.map(Thumbnails::pictures).orElse(0L);
    }

    /** Files that were read for a picture, also in vain, for tests. */
    public long triedPictures() {
        return thumbnails.map(Thumbnails::tried).orElse(0L);
    }

    /** Whether all pictures in sight are there, for tests. */
    public boolean isAtRest() {
        return !looking
                && thumbnails.map(t -> inSight().stream().allMatch(t::isKnown)).orElse(true);
    }

    /** Number of rows. */
    int rows() {
        return viewer.getTable().getItemCount();
    }

    public TableViewer viewer() {
        return viewer;
    }

    /** What lies in the view. */
    Control control() {
        return area;
    }
}
