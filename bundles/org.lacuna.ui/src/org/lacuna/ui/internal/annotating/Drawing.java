package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.Brush;
import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;
import org.lacuna.annotation.Shapes;
import org.lacuna.ui.internal.annotating.Marking.Mode;
import org.lacuna.ui.internal.viewing.Finding;

import java.util.Arrays;
import java.util.Optional;

/**
 * The shape in hand: what the mouse has done since it was pressed, in pixels of the grid, until it
 * becomes a mask. Knows nothing of windows. UI thread only.
 */
public final class Drawing {
    private final AnnotationDesk desk;
    private final Marking marking;
    private Tool tool = Tool.SELECT;
    private Mode mode = Mode.NEW;
    private double radiusPx;
    private double[] xy = new double[64];
    private int length;

    public Drawing(AnnotationDesk desk) {
        this.desk = desk;
        this.marking = new Marking(desk);
    }

    /** Whether a shape is in hand. */
    public boolean isActive() {
        return length > 0;
    }

    /** The tool of the shape in hand. */
    public Tool tool() {
        return tool;
    }

    /** Radius of the brush in hand, pixels of the grid. */
    public double radiusPx() {
        return radiusPx;
    }

    /** x and y of its corners so far, in turn; the last one follows the mouse. */
    public double[] path() {
        return Arrays.copyOf(xy, length);
    }

    /**
     * The left button goes down.
     *
     * @param add whether pixels are to be added to the selected annotation
     * @param cut whether they are to be taken from it
     */
    public void press(double x, double y, boolean add, boolean cut) {
        if (tool == Tool.POLYGON && isActive()) {
            point(x, y);
            return;
        }
        tool = desk.settings().tool();
        radiusPx = desk.settings().radiusPx();
        mode = cut ? Mode.CUT : add ? Mode.ADD : Mode.NEW;
        if (tool == Tool.ERASER) {
            mode = Mode.CUT;
        } else if (tool == Tool.BRUSH && mode == Mode.NEW && desk.selected().isPresent()) {
            mode = Mode.ADD;
        }
        if (mode != Mode.NEW && desk.selected().isEmpty()) {
            // Who cuts or adds without having selected means what is under the mouse.
            marking.at((int) Math.floor(x), (int) Math.floor(y))
                    .filter(f -> f instanceof Finding.Marked)
                    .ifPresent(f -> desk.attention().focusOn(Optional.of(f), false));
        }
        length = 0;
        point(x, y);
        if (tool == Tool.RECTANGLE || tool == Tool.POLYGON) {
            point(x, y);
        }
    }

    /** The mouse moves, with the button down or, for a polygon, without. */
    public void move(double x, double y) {
        if (!isActive()) {
            return;
        }
        if (tool == Tool.RECTANGLE || tool == Tool.POLYGON) {
            xy[length - 2] = x;
            xy[length - 1] = y;
        } else if (x != xy[length - 2] || y != xy[length - 1]) {
            point(x, y);
        }
    }

    private void point(double x, double y) {
        if (length + 2 > 2 * Brush.MAX_POINTS) {
            return;
        }
        if (length == xy.length) {
            xy = Arrays.copyOf(xy, 2 * length);
        }
        xy[length++] = x;
        xy[length++] = y;
    }

    /** The button goes up: the end of all shapes but polygons. */
    public void release() {
        if (tool != Tool.POLYGON) {
            finish();
        }
    }

    /** Gives the shape in hand up. */
    public void cancel() {
        length = 0;
    }

    /** Ends the shape in hand and marks its pixels. */
    public void finish() {
        if (!isActive()) {
            return;
        }
        double[] path = path();
        length = 0;
        desk.part().ifPresent(p -> marking.shape(tool.label(), mask(p.grid(), path), mode));
    }

    private RunMask mask(GridSize grid, double[] path) {
        return switch (tool) {
            case RECTANGLE -> Shapes.rectangle(grid, path[0], path[1], path[2], path[3]);
            case POLYGON, LASSO ->
                    path.length < 6 ? RunMask.empty(grid) : Shapes.polygon(grid, path);
            case BRUSH, ERASER -> Brush.stroke(grid, path, radiusPx);
            default -> RunMask.empty(grid);
        };
    }
}
