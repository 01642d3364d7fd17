package org.lacuna.ui.internal.parts;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.lacuna.ui.PartItem;

import java.util.Optional;
import java.util.function.Function;

/**
 * Paints the small pictures in their column, and a frame where one is still to come. Erasing is not
 * hooked, as JFace's owner drawing does it: GTK then paints the selection over the icons of the
 * other columns.
 */
final class ThumbnailColumn {
    private static final int SPACE = 2;

    private final Table table;
    private final Thumbnails thumbnails;
    private final int points;
    private final int column;
    private final Function<TableItem, Optional<PartItem>> parts;
    private final Runnable missing;

    /**
     * @param points edge of the square, in pixels of the window
     * @param column number of the column as it was made
     * @param parts which part is in a row
     * @param missing told of every picture that should be there and is not
     */
    ThumbnailColumn(
            Table table,
            Thumbnails thumbnails,
            int points,
            int column,
            Function<TableItem, Optional<PartItem>> parts,
            Runnable missing) {
        this.table = table;
        this.thumbnails = thumbnails;
        this.points = points;
        this.column = column;
        this.parts = parts;
        this.missing = missing;
        table.addListener(SWT.MeasureItem, this::measure);
        table.addListener(SWT.PaintItem, this::paint);
    }

    /** Width of the column. */
    static int width(int points) {
        return points + 4 * SPACE + 4;
    }

    private void measure(Event event) {
        if (event.index == column) {
            event.width = points + 2 * SPACE;
            event.height = points + 2 * SPACE;
        }
    }

    private void paint(Event event) {
        if (event.index == column) {
            parts.apply((TableItem) event.item).ifPresent(part -> paint(event, part));
        }
    }

    private void paint(Event event, PartItem part) {
        // The event has the place and the height of the text.
        Rectangle cell = ((TableItem) event.item).getBounds(column);
        int height = Math.max(event.height, table.getItemHeight());
        Optional<Image> image = thumbnails.of(part);
        if (image.isPresent()) {
            Rectangle size = image.get().getBounds();
            event.gc.drawImage(
                    image.get(),
                    cell.x + (cell.width - size.width) / 2,
                    event.y + (height - size.height) / 2);
            return;
        }
        if (ThumbnailMaker.source(part).isEmpty()) {
            return;
        }
        boolean known = thumbnails.isKnown(part);
        frame(event.gc, cell.x + (cell.width - points) / 2, event.y + (height - points) / 2, known);
        if (!known) {
            missing.run();
        }
    }

    /** Crossed out where there is no picture. */
    private void frame(GC gc, int x, int y, boolean crossed) {
        gc.setForeground(table.getDisplay().getSystemColor(SWT.COLOR_WIDGET_NORMAL_SHADOW));
        int edge = points - 1;
        gc.drawRectangle(x, y, edge, edge);
        if (crossed) {
            gc.drawLine(x, y, x + edge, y + edge);
            gc.drawLine(x, y + edge, x + edge, y);
        }
    }
}
