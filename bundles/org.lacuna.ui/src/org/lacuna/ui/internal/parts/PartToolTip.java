package org.lacuna.ui.internal.parts;

import org.eclipse.jface.window.DefaultToolTip;
import org.eclipse.jface.window.ToolTip;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.lacuna.ui.PartItem;

import java.util.Optional;
import java.util.function.Function;

/** Says of a cell under the mouse what there is no room for in it. UI thread. */
final class PartToolTip extends DefaultToolTip {
    private final Table table;
    private final Function<TableItem, Optional<PartItem>> parts;

    /**
     * @param parts which part is in a row
     */
    PartToolTip(Table table, Function<TableItem, Optional<PartItem>> parts) {
        super(table, ToolTip.NO_RECREATE, false);
        this.table = table;
        this.parts = parts;
        setShift(new Point(8, 12));
    }

    private record Cell(TableItem item, int column) {}

    private Optional<Cell> cell(Event event) {
        Point at = new Point(event.x, event.y);
        TableItem item = table.getItem(at);
        for (int c = 0; item != null && c < PartColumn.values().length; c++) {
            if (item.getBounds(c).contains(at)) {
                return Optional.of(new Cell(item, c));
            }
        }
        return Optional.empty();
    }

    private Optional<String> text(Event event) {
        return cell(event)
                .flatMap(
                        c ->
                                parts.apply(c.item())
                                        .flatMap(
                                                part ->
                                                        PartLabels.toolTip(
                                                                PartColumn.values()[c.column()],
                                                                part)));
    }

    @Override
    protected Object getToolTipArea(Event event) {
        return cell(event).orElse(null);
    }

    @Override
    protected boolean shouldCreateToolTip(Event event) {
        return text(event).isPresent() && super.shouldCreateToolTip(event);
    }

    @Override
    protected String getText(Event event) {
        return text(event).orElse(null);
    }
}
