package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.lacuna.annotation.FloatPlanes;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Drawing;
import org.lacuna.ui.internal.annotating.Marking;
import org.lacuna.ui.internal.annotating.Messages;
import org.lacuna.ui.internal.annotating.Tool;
import org.lacuna.ui.internal.annotating.Wand;
import org.lacuna.ui.internal.annotating.WandSource;

import java.util.Optional;
import java.util.function.Supplier;

/** Turns mouse and keys of the picture into annotations. UI thread only. */
final class PictureDrawing {
    /** A click so near to the first corner closes a polygon, pixels of the window. */
    private static final int CLOSE_PX = 7;

    private final PictureCanvas canvas;
    private final AnnotationDesk desk;
    private final Drawing drawing;
    private final Wand wand;

    PictureDrawing(PictureCanvas canvas, AnnotationDesk desk) {
        this.canvas = canvas;
        this.desk = desk;
        this.drawing = new Drawing(desk);
        this.wand = new Wand(desk, canvas);
    }

    /** The shape in hand. */
    Drawing drawing() {
        return drawing;
    }

    /**
     * The left button goes down.
     *
     * @return whether it draws
     */
    boolean press(Event e) {
        Tool tool = desk.settings().tool();
        if (tool == Tool.SELECT || canvas.picture().isEmpty()) {
            return false;
        }
        if (!desk.isReady()) {
            canvas.getDisplay().beep();
            return true;
        }
        boolean add = (e.stateMask & SWT.SHIFT) != 0;
        boolean cut = (e.stateMask & SWT.MOD1) != 0;
        double column = canvas.column(e.x);
        double row = canvas.row(e.y);
        if (tool == Tool.WAND) {
            touch(
                    (int) Math.floor(column),
                    (int) Math.floor(row),
                    cut ? Marking.Mode.CUT : add ? Marking.Mode.ADD : Marking.Mode.NEW);
        } else if (closes(e)) {
            drawing.finish();
        } else {
            drawing.press(column, row, add, cut);
        }
        canvas.redraw();
        return true;
    }

    private boolean closes(Event e) {
        double[] path = drawing.path();
        if (drawing.tool() != Tool.POLYGON || path.length < 8) {
            return false;
        }
        double pixel = canvas.column(1) - canvas.column(0);
        return Math.hypot(canvas.column(e.x) - path[0], canvas.row(e.y) - path[1])
                < CLOSE_PX * pixel;
    }

    private void touch(int column, int row, Marking.Mode mode) {
        PartPicture picture = canvas.picture().orElseThrow();
        if (!picture.grid().contains(column, row)) {
            return;
        }
        WandSource source = desk.settings().source();
        Optional<Supplier<FloatPlanes>> planes = picture.planes(source);
        if (planes.isPresent()) {
            wand.touch(column, row, mode, planes.get());
        } else {
            desk.say(Messages.Wand_nothing, true);
        }
    }

    void move(Event e) {
        if (drawing.isActive()) {
            drawing.move(canvas.column(e.x), canvas.row(e.y));
            canvas.redraw();
        }
    }

    void release() {
        drawing.release();
        canvas.redraw();
    }

    /** A click with the select tool. */
    void click(double column, double row) {
        desk.attention()
                .focusOn(
                        new Marking(desk).at((int) Math.floor(column), (int) Math.floor(row)),
                        false);
    }

    /**
     * Ends a polygon.
     *
     * @return whether there was one
     */
    boolean doubleClick() {
        boolean polygon = drawing.isActive() && drawing.tool() == Tool.POLYGON;
        if (polygon) {
            drawing.finish();
            canvas.redraw();
        }
        return polygon;
    }

    /**
     * Enter ends a polygon, Escape gives up what is in hand, or else the selection; Delete removes
     * what is selected.
     *
     * @return whether the key was one of these
     */
    boolean key(Event e) {
        if (e.keyCode == SWT.ESC) {
            boolean active = drawing.isActive();
            cancel();
            if (!active) {
                desk.attention().focusOn(Optional.empty(), false);
            }
            return true;
        }
        if (e.keyCode == SWT.DEL || e.keyCode == SWT.BS) {
            // Not left to the key binding: the workbench gives Delete to widgets first.
            new Marking(desk).delete();
            return true;
        }
        if (e.keyCode == SWT.CR || e.keyCode == SWT.KEYPAD_CR) {
            return doubleClick();
        }
        return false;
    }

    void cancel() {
        drawing.cancel();
        wand.cancel();
        if (!canvas.isDisposed()) {
            canvas.redraw();
        }
    }
}
