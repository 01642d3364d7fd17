package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.lacuna.rendering.Pick;
import org.lacuna.rendering.StandardView;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.viewing.GridPixel;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Mouse and keys of the cloud. Left button turns it, or draws while the lasso is on, or drags a
 * face of the clip box; a click selects or measures; middle button or Shift moves, the wheel zooms
 * at the mouse, double click fits; arrow keys turn, + and - zoom, F fits, 1 to 6 are the standard
 * views. UI thread only.
 */
final class CloudHands {
    private static final double TURN_A_PIXEL_RAD = 0.008;
    private static final double TURN_A_KEY_RAD = Math.toRadians(5);
    private static final double ZOOM_STEP = 1.2;
    private static final int PICK_RADIUS_PX = 6;

    private final CloudCanvas canvas;
    private final CloudLasso lasso;
    private final AnnotationDesk desk;
    private final Consumer<String> statusLine;
    private String readOut = "";
    private Point dragFrom;
    private boolean dragMoves;
    private boolean dragged;
    private boolean mouseHere;

    CloudHands(
            CloudCanvas canvas,
            CloudLasso lasso,
            AnnotationDesk desk,
            Consumer<String> statusLine) {
        this.canvas = canvas;
        this.lasso = lasso;
        this.desk = desk;
        this.statusLine = statusLine;
    }

    void listen() {
        canvas.addListener(SWT.MouseDown, this::press);
        canvas.addListener(SWT.MouseUp, this::release);
        canvas.addListener(SWT.MouseMove, this::move);
        canvas.addListener(SWT.MouseExit, e -> leave());
        canvas.addListener(SWT.MouseWheel, this::wheel);
        canvas.addListener(SWT.MouseDoubleClick, e -> doubleClick());
        canvas.addListener(SWT.KeyDown, this::key);
    }

    /** Who measures two points one after the other, or drags twice, does not ask for everything. */
    private void doubleClick() {
        if (!canvas.measure().isOn() && !canvas.clip().isHot()) {
            canvas.fit();
        }
    }

    /** Whether the mouse is over the cloud. */
    boolean isMouseHere() {
        return mouseHere;
    }

    /** What is said of the point under the mouse. */
    String readOut() {
        return readOut;
    }

    private void press(Event e) {
        canvas.setFocus();
        if (canvas.clip().press(e)) {
            return;
        }
        if (e.button == 1 && canvas.cloud().isPresent() && lasso.press(e)) {
            return;
        }
        dragged = false;
        dragFrom = e.button <= 2 ? new Point(e.x, e.y) : null;
        dragMoves = e.button == 2 || (e.stateMask & SWT.SHIFT) != 0;
    }

    private void release(Event e) {
        if (canvas.clip().release()) {
            return;
        }
        lasso.release(e);
        if (dragFrom != null && !dragged && e.button == 1 && canvas.measure().isOn()) {
            canvas.measure().click(pick(e));
            canvas.measure().text().ifPresent(statusLine);
        } else if (dragFrom != null && !dragged && e.button == 1) {
            pick(e).ifPresentOrElse(
                            p -> lasso.click(p.pixel() % width(), p.pixel() / width()),
                            () -> desk.attention().focusOn(Optional.empty(), false));
        }
        dragFrom = null;
    }

    private int width() {
        return canvas.cloud().orElseThrow().scene().width();
    }

    private void leave() {
        mouseHere = false;
        canvas.clip().leave();
        statusLine.accept(null);
        desk.attention().pointAt(Optional.empty());
    }

    private void move(Event e) {
        mouseHere = true;
        if (dragFrom == null && canvas.clip().move(e)) {
            statusLine.accept(canvas.clip().text().orElse(null));
            desk.attention().pointAt(Optional.empty());
            return;
        }
        lasso.move(e);
        if (dragFrom == null) {
            point(e);
            return;
        }
        dragged |= Math.abs(e.x - dragFrom.x) + Math.abs(e.y - dragFrom.y) > 2;
        if (!dragged) {
            return;
        }
        double dx = e.x - dragFrom.x;
        double dy = e.y - dragFrom.y;
        dragFrom = new Point(e.x, e.y);
        if (dragMoves) {
            canvas.eye().move(c -> c.pan(canvas.pixels(dx), canvas.pixels(dy), canvas.size()));
        } else {
            canvas.eye().move(c -> c.orbit(dx * TURN_A_PIXEL_RAD, dy * TURN_A_PIXEL_RAD));
        }
    }

    private Optional<Pick> pick(Event e) {
        return canvas.shownPart()
                .flatMap(p -> canvas.shownFrame())
                .flatMap(f -> Pick.at(f, canvas.pixels(e.x), canvas.pixels(e.y), PICK_RADIUS_PX));
    }

    private void point(Event e) {
        if (canvas.shownPart().isEmpty()) {
            return;
        }
        Optional<Pick> pick = pick(e);
        PartCloud c = canvas.cloud().orElseThrow();
        readOut = pick.map(p -> c.describe(p.pixel())).orElse("");
        statusLine.accept(canvas.measure().text().orElse(readOut.isEmpty() ? null : readOut));
        desk.attention()
                .pointAt(
                        pick.map(
                                p ->
                                        new GridPixel(
                                                c.subject().id(),
                                                p.pixel() % width(),
                                                p.pixel() / width())));
    }

    private void wheel(Event e) {
        if (e.count != 0) {
            double factor = e.count > 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
            canvas.eye()
                    .move(
                            c ->
                                    c.zoom(
                                            factor,
                                            canvas.pixels(e.x),
                                            canvas.pixels(e.y),
                                            canvas.size()));
        }
    }

    private void key(Event e) {
        switch (e.keyCode) {
            case SWT.ESC -> {
                if (!canvas.clip().escape()) {
                    lasso.escape();
                    canvas.measure().forget();
                }
            }
            case SWT.ARROW_LEFT -> canvas.eye().move(c -> c.orbit(-TURN_A_KEY_RAD, 0));
            case SWT.ARROW_RIGHT -> canvas.eye().move(c -> c.orbit(TURN_A_KEY_RAD, 0));
            case SWT.ARROW_UP -> canvas.eye().move(c -> c.orbit(0, -TURN_A_KEY_RAD));
            case SWT.ARROW_DOWN -> canvas.eye().move(c -> c.orbit(0, TURN_A_KEY_RAD));
            case '+', '=', SWT.KEYPAD_ADD -> canvas.eye().move(c -> c.zoom(ZOOM_STEP));
            case '-', SWT.KEYPAD_SUBTRACT -> canvas.eye().move(c -> c.zoom(1 / ZOOM_STEP));
            case 'f' -> canvas.fit();
            default -> {
                int view = e.keyCode - '1';
                if (view >= 0 && view < StandardView.values().length) {
                    canvas.eye().look(StandardView.values()[view]);
                }
            }
        }
    }
}
