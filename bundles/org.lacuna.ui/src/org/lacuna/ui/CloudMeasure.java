package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.lacuna.rendering.Pick;
import org.lacuna.rendering.Vector3;
import org.lacuna.ui.internal.cloud.Measurement;
import org.lacuna.ui.internal.cloud.Messages;

import java.util.Optional;

/**
 * Measures from point to point: two clicks, a line, distance and height step. A third click begins
 * anew. UI thread only.
 */
final class CloudMeasure {
    private static final int END_PX = 4;

    private final CloudCanvas canvas;
    private boolean on;
    private Optional<Vector3> from = Optional.empty();
    private Optional<Vector3> to = Optional.empty();

    CloudMeasure(CloudCanvas canvas) {
        this.canvas = canvas;
    }

    boolean isOn() {
        return on;
    }

    void setOn(boolean other) {
        on = other;
        forget();
        canvas.setCursor(
                canvas.getDisplay().getSystemCursor(on ? SWT.CURSOR_CROSS : SWT.CURSOR_ARROW));
    }

    /** Another part is shown, or the person gives up. */
    void forget() {
        from = Optional.empty();
        to = Optional.empty();
        canvas.redraw();
        canvas.told();
    }

    /** A point was clicked; beside the cloud nothing happens. */
    void click(Optional<Pick> pick) {
        if (pick.isEmpty()) {
            return;
        }
        Vector3 place = pick.get().place();
        if (from.isPresent() && to.isEmpty()) {
            to = Optional.of(place);
        } else {
            from = Optional.of(place);
            to = Optional.empty();
        }
        canvas.redraw();
        canvas.told();
    }

    Optional<Measurement> result() {
        return from.flatMap(a -> to.map(b -> new Measurement(a, b)));
    }

    /** What was measured, or what to do next; empty while the tool is off. */
    Optional<String> text() {
        if (!on) {
            return Optional.empty();
        }
        return Optional.of(
                result().map(Measurement::details)
                        .orElse(
                                from.isPresent()
                                        ? Messages.Measure_second
                                        : Messages.Measure_first));
    }

    void paint(GC gc) {
        Optional<Point> a = from.flatMap(canvas::seen);
        Optional<Point> b = to.flatMap(canvas::seen);
        gc.setAntialias(SWT.ON);
        if (a.isPresent() && b.isPresent()) {
            CloudPainter.outlined(
                    gc, () -> gc.drawLine(a.get().x, a.get().y, b.get().x, b.get().y));
        }
        a.ifPresent(p -> end(gc, p));
        b.ifPresent(p -> end(gc, p));
        gc.setAntialias(SWT.DEFAULT);
        if (a.isPresent() && b.isPresent()) {
            String text = result().orElseThrow().text();
            Point size = gc.textExtent(text);
            int x = (a.get().x + b.get().x) / 2 - size.x / 2;
            int y = (a.get().y + b.get().y) / 2 - size.y - 16;
            PicturePainter.label(gc, text, x, y);
        }
    }

    private static void end(GC gc, Point p) {
        CloudPainter.outlined(
                gc, () -> gc.drawOval(p.x - END_PX, p.y - END_PX, 2 * END_PX, 2 * END_PX));
    }
}
