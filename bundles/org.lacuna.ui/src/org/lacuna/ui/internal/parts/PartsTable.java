package org.lacuna.ui.internal.parts;

import org.eclipse.jface.layout.TableColumnLayout;
import org.eclipse.jface.viewers.ColumnLayoutData;
import org.eclipse.jface.viewers.ColumnPixelData;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.lacuna.ui.PartItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of parts: a virtual table that ten thousand of them do not slow down. Which part is in
 * which row is kept here: a JFace viewer trusts the data of rows that were not drawn since they
 * were sorted, and then selects another part than the one it was asked for. UI thread.
 *
 * <p>Rows cannot become lower once they are high, so another size of the pictures needs another
 * table.
 */
public final class PartsTable {
    /** Rows fly past while somebody scrolls; only those are read at which it rests. */
    private static final int REST_MS = 60;

    private final Composite area;
    private final Table table;
    private final PartLabels labels;
    private final Hands hands;
    private final Optional<Thumbnails> thumbnails;
    private List<PartItem> rows = List.of();
    private boolean looking;

    /** What a person does in the list. */
    interface Hands {
        /** Clicks on a head. */
        void sort(PartColumn column);

        /** Selects a part. */
        void selected(PartItem part);
    }

    PartsTable(Composite parent, ThumbnailSize size, PartLabels labels, Hands hands) {
        this.labels = labels;
        this.hands = hands;
        area = new Composite(parent, SWT.NONE);
        TableColumnLayout widths = new TableColumnLayout();
        area.setLayout(widths);
        table = new Table(area, SWT.FULL_SELECTION | SWT.SINGLE | SWT.VIRTUAL | SWT.BORDER);
        table.setHeaderVisible(true);
        table.setLinesVisible(true);
        for (PartColumn c : PartColumn.values()) {
            TableColumn column =
                    column(widths, c.title(), new ColumnWeightData(c.weight(), c.minimum(), true));
            column.setMoveable(true);
            column.addListener(SWT.Selection, e -> hands.sort(c));
        }
        thumbnails =
                size == ThumbnailSize.OFF
                        ? Optional.empty()
                        : Optional.of(new Thumbnails(table, size.points(), table::redraw));
        thumbnails.ifPresent(t -> pictures(t, size.points(), widths));
        table.addListener(SWT.SetData, this::fill);
        table.addListener(SWT.Selection, e -> select());
        table.addListener(SWT.Dispose, e -> resize(0));
        new PartToolTip(table, this::at);
    }

    private TableColumn column(TableColumnLayout widths, String title, ColumnLayoutData width) {
        TableColumn column = new TableColumn(table, SWT.NONE);
        column.setText(title);
        widths.setColumnData(column, width);
        return column;
    }

    /** A column of pictures at the left edge. */
    private void pictures(Thumbnails made, int points, TableColumnLayout widths) {
        TableColumn column =
                column(widths, "", new ColumnPixelData(ThumbnailColumn.width(points), false));
        column.setToolTipText(Messages.Column_picture);
        column.setResizable(false);
        new ThumbnailColumn(table, made, points, table.indexOf(column), this::at, this::lookSoon);
        int[] order = table.getColumnOrder();
        int[] first = new int[order.length];
        first[0] = order[order.length - 1];
        System.arraycopy(order, 0, first, 1, order.length - 1);
        table.setColumnOrder(first);
    }

    /** The part in a row. */
    private Optional<PartItem> at(TableItem item) {
        int row = table.indexOf(item);
        return row >= 0 && row < rows.size() ? Optional.of(rows.get(row)) : Optional.empty();
    }

    /**
     * While rows go, GTK asks for some of them again; SWT then makes items that belong to no row
     * and that nobody disposes, and the next change of the theme fails on them.
     */
    private void resize(int count) {
        List<TableItem> made = new ArrayList<>();
        Listener late = e -> made.add((TableItem) e.item);
        table.addListener(SWT.SetData, late);
        table.setItemCount(count);
        table.removeListener(SWT.SetData, late);
        made.stream()
                .filter(item -> !item.isDisposed() && table.indexOf(item) < 0)
                .forEach(TableItem::dispose);
    }

    private void fill(Event event) {
        TableItem item = (TableItem) event.item;
        int row = event.index;
        if (row < 0 || row >= rows.size()) {
            return;
        }
        PartItem part = rows.get(row);
        for (PartColumn c : PartColumn.values()) {
            item.setText(c.ordinal(), labels.text(c, part));
        }
        int verdict = PartColumn.VERDICT.ordinal();
        item.setImage(verdict, labels.icon(part));
        item.setFont(verdict, labels.font(part));
    }

    private void select() {
        int row = table.getSelectionIndex();
        if (row >= 0 && row < rows.size()) {
            hands.selected(rows.get(row));
        }
    }

    private void lookSoon() {
        if (!looking) {
            looking = true;
            table.getDisplay().timerExec(REST_MS, this::look);
        }
    }

    private void look() {
        looking = false;
        if (!table.isDisposed()) {
            thumbnails.ifPresent(t -> t.want(inSight()));
        }
    }

    /** The parts whose rows are seen, from top to bottom. */
    private List<PartItem> inSight() {
        int top = table.getTopIndex();
        int count = table.getClientArea().height / Math.max(1, table.getItemHeight()) + 1;
        return new ArrayList<>(
                rows.subList(Math.min(top, rows.size()), Math.min(top + count, rows.size())));
    }

    /** Shows at the heads what the rows are sorted by. */
    void mark(SortOrder order) {
        table.setSortColumn(table.getColumn(order.column().ordinal()));
        table.setSortDirection(order.descending() ? SWT.DOWN : SWT.UP);
    }

    /**
     * Shows these parts.
     *
     * @param selected is selected, if it is there
     * @param reveal whether to scroll to it
     */
    void setRows(List<PartItem> shown, Optional<PartItem> selected, boolean reveal) {
        rows = List.copyOf(shown);
        table.deselectAll();
        resize(rows.size());
        table.clearAll();
        selected.ifPresent(part -> select(part, reveal));
    }

    /** Selects a part, which nobody is told of. */
    void select(PartItem part, boolean reveal) {
        int row = rows.indexOf(part);
        if (row < 0) {
            table.deselectAll();
        } else if (reveal) {
            table.setSelection(row);
            table.showSelection();
        } else {
            table.deselectAll();
            table.select(row);
        }
    }

    /** Files may have changed. */
    void forgetPictures() {
        thumbnails.ifPresent(Thumbnails::clear);
    }

    /** The parts as they are shown, from top to bottom. */
    List<PartItem> rows() {
        return rows;
    }

    /** What is seen of the list, for tests. */
    public Table table() {
        return table;
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

    /** What lies in the view. */
    Control control() {
        return area;
    }
}
