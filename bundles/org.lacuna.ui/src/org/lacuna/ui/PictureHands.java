package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Tool;
import org.lacuna.ui.internal.viewing.GridPixel;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Mouse and keys of the picture. The wheel zooms at the mouse; with the select tool the left button
 * moves the picture and selects, with others it draws; middle and right button always move. Double
 * click fits; arrow keys move, + and - zoom, F fits. UI thread only.
 */
final class PictureHands {
    private static final double ZOOM_STEP = 1.25;
    private static final int KEY_PAN = 48;

    private final PictureCanvas canvas;
    private final PictureDrawing drawing;
    private final AnnotationDesk desk;
    private final Consumer<String> statusLine;
    private Point dragFrom;
    private boolean dragged;
    private Point mouse;

    PictureHands(
            PictureCanvas canvas,
            PictureDrawing drawing,
            AnnotationDesk desk,
            Consumer<String> statusLine) {
        this.canvas = canvas;
        this.drawing = drawing;
        this.desk = desk;
        this.statusLine = statusLine;
    }

    void listen() {
        canvas.addListener(SWT.MouseWheel, this::wheel);
        canvas.addListener(SWT.MouseDoubleClick, this::doubleClick);
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseUp, this::release);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseExit, e -> leave());
        canvas.addListener(SWT.KeyDown, this::key);
    }

    /** Where the mouse is, while it is over the picture. */
    Optional<Point> mouse() {
        return Optional.ofNullable(mouse);
    }

    private void wheel(Event e) {
        if (canvas.picture().isPresent() && e.count != 0) {
            double factor = e.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
            canvas.change(
                    canvas.viewport().zoomAt(factor, e.x * canvas.scale(), e.y * canvas.scale()));
        }
    }

    private void press(Event e) {
        canvas.setFocus();
        if (e.button == 1 && drawing.press(e)) {
            return;
        }
        dragFrom = new Point(e.x, e.y);
        dragged = false;
    }

    private void release(Event e) {
        if (e.button == 1 && dragFrom != null && !dragged && canvas.picture().isPresent()) {
            drawing.click(canvas.column(e.x), canvas.row(e.y));
        }
        if (dragFrom == null && e.button == 1) {
            drawing.release();
        }
        dragFrom = null;
    }

    private void doubleClick(Event e) {
        if (!drawing.doubleClick() && desk.settings().tool() == Tool.SELECT) {
            canvas.fit();
        }
    }

    private void move(Event e) {
        mouse = new Point(e.x, e.y);
        if (dragFrom != null) {
            dragged |= Math.abs(e.x - dragFrom.x) + Math.abs(e.y - dragFrom.y) > 2;
            if (dragged && canvas.picture().isPresent()) {
                canvas.change(
                        canvas.viewport()
                                .pan(
                                        (e.x - dragFrom.x) * canvas.scale(),
                                        (e.y - dragFrom.y) * canvas.scale()));
                dragFrom = mouse;
            }
        } else {
            drawing.move(e);
        }
        canvas.picture()
                .ifPresent(
                        p ->
                                point(
                                        p,
                                        (int) Math.floor(canvas.column(e.x)),
                                        (int) Math.floor(canvas.row(e.y))));
        if (desk.settings().tool() != Tool.SELECT) {
            canvas.redraw();
        }
    }

    private void point(PartPicture p, int column, int row) {
        boolean inside = p.grid().contains(column, row);
        statusLine.accept(inside ? p.describe(column, row) : null);
        desk.attention()
                .pointAt(
                        inside
                                ? Optional.of(new GridPixel(p.subject().id(), column, row))
                                : Optional.empty());
    }

    private void leave() {
        mouse = null;
        statusLine.accept(null);
        desk.attention().pointAt(Optional.empty());
        canvas.redraw();
    }

    private void key(Event e) {
        if (canvas.picture().isEmpty() || drawing.key(e)) {
            return;
        }
        double middleX = canvas.viewport().width() / 2.0;
        double middleY = canvas.viewport().height() / 2.0;
        switch (e.keyCode) {
            case SWT.ARROW_LEFT ->
                    canvas.change(canvas.viewport().pan(KEY_PAN * canvas.scale(), 0));
            case SWT.ARROW_RIGHT ->
                    canvas.change(canvas.viewport().pan(-KEY_PAN * canvas.scale(), 0));
            case SWT.ARROW_UP -> canvas.change(canvas.viewport().pan(0, KEY_PAN * canvas.scale()));
            case SWT.ARROW_DOWN ->
                    canvas.change(canvas.viewport().pan(0, -KEY_PAN * canvas.scale()));
            case '+', '=', SWT.KEYPAD_ADD ->
                    canvas.change(canvas.viewport().zoomAt(ZOOM_STEP, middleX, middleY));
            case '-', SWT.KEYPAD_SUBTRACT ->
                    canvas.change(canvas.viewport().zoomAt(1 / ZOOM_STEP, middleX, middleY));
            case 'f' -> canvas.fit();
            default -> {
                // Of others, or of nobody.
            }
        }
    }
}
