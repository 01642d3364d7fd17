package org.lacuna.ui.internal.parts;

import org.eclipse.jface.viewers.OwnerDrawLabelProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TableItem;
import org.lacuna.ui.PartItem;

import java.util.Optional;

/** Paints the small pictures in their column, and a frame where one is still to come. */
final class ThumbnailLabels extends OwnerDrawLabelProvider {
    private static final int SPACE = 2;

    private final Thumbnails thumbnails;
    private final int points;
    private final Runnable missing;

    /**
     * @param points edge of the square, in pixels of the window
     * @param missing told of every picture that should be there and is not
     */
    ThumbnailLabels(Thumbnails thumbnails, int points, Runnable missing) {
        this.thumbnails = thumbnails;
        this.points = points;
        this.missing = missing;
    }

    /** Width of the column. */
    static int width(int points) {
        return points + 2 * SPACE + 8;
    }

    @Override
    protected void measure(Event event, Object element) {
        event.width = points + 2 * SPACE;
        event.height = points + 2 * SPACE;
    }

    @Override
    protected void erase(Event event, Object element) {
        // The table paints selection and background itself; only text is ours to leave out.
        event.detail &= ~SWT.FOREGROUND;
    }

    @Override
    protected void paint(Event event, Object element) {
        PartItem part = (PartItem) element;
        Rectangle cell = ((TableItem) event.item).getBounds(event.index);
        Optional<Image> image = thumbnails.of(part);
        if (image.isPresent()) {
            Rectangle size = image.get().getBounds();
            event.gc.drawImage(
                    image.get(),
                    cell.x + (cell.width - size.width) / 2,
                    cell.y + (cell.height - size.height) / 2);
            return;
        }
        frame(event.gc, cell, thumbnails.isKnown(part));
        if (!thumbnails.isKnown(part)) {
            missing.run();
        }
    }

    /** Crossed out where there is no picture. */
    private void frame(GC gc, Rectangle cell, boolean crossed) {
        int x = cell.x + (cell.width - points) / 2;
        int y = cell.y + (cell.height - points) / 2;
        gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_WIDGET_NORMAL_SHADOW));
        gc.drawRectangle(x, y, points - 1, points - 1);
        if (crossed) {
            gc.drawLine(x, y, x + points - 1, y + points - 1);
            gc.drawLine(x, y + points - 1, x + points - 1, y);
        }
    }
}
