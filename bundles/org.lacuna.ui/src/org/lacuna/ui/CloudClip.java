package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.lacuna.rendering.Box;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewTransform;
import org.lacuna.ui.internal.Numbers;
import org.lacuna.ui.internal.cloud.ClipBox;
import org.lacuna.ui.internal.cloud.ClipFace;
import org.lacuna.ui.internal.cloud.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The clip box in the hand: each of its faces has a handle that is dragged along the face's normal.
 * Handles are there while the box is on and no tool takes the mouse. UI thread only.
 */
final class CloudClip {
    /** How near to a handle's middle the mouse has to be, in points. */
    static final int REACH = 10;

    private static final String[] AXES = {"X", "Y", "Z"};

    private final CloudCanvas canvas;
    private OptionalInt hot = OptionalInt.empty();
    private Optional<Drag> drag = Optional.empty();

    /**
     * A face on its way.
     *
     * @param face as it was, in the picture in which it was grabbed
     * @param before the whole box as it was
     * @param grabbedMm how far outside of the face the mouse grabbed its handle
     */
    private record Drag(ClipFace face, ClipBox before, Box bounds, double grabbedMm) {
        ClipBox at(double outwardMm) {
            double extent = extent(bounds, face.face());
            double share = (outwardMm - grabbedMm) / extent;
            double sign = face.face() % 2 == 0 ? -1 : 1;
            return before.with(face.face(), before.at(face.face()) + sign * share);
        }
    }

    CloudClip(CloudCanvas canvas) {
        this.canvas = canvas;
    }

    /** Length of a scan along the normal of a face, mm. */
    private static double extent(Box bounds, int face) {
        return along(bounds.max(), face) - along(bounds.min(), face);
    }

    private static double along(Vector3 place, int face) {
        return face < 2 ? place.x() : face < 4 ? place.y() : place.z();
    }

    /** The box as it is to be shown; empty while it is off or there is no cloud. */
    Optional<Box> box() {
        return canvas.cloud()
                .filter(c -> canvas.look().clips())
                .map(c -> canvas.look().clip().in(c.scene().bounds()));
    }

    /** Faces that have a handle now, in the picture on screen. */
    List<ClipFace> handles() {
        List<ClipFace> faces = new ArrayList<>();
        Optional<Box> box = box();
        Optional<ViewTransform> view = canvas.shownView();
        if (box.isEmpty() || view.isEmpty() || canvas.lasso().isOn() || canvas.measure().isOn()) {
            return faces;
        }
        Box bounds = canvas.cloud().orElseThrow().scene().bounds();
        for (int i = 0; i < ClipFace.COUNT; i++) {
            ClipFace face = new ClipFace(i, box.get(), view.get());
            // A scan without extent along an axis has nothing to cut there.
            if (extent(bounds, i) > 0 && (face.isVisible() || isDragged(i))) {
                faces.add(face);
            }
        }
        return faces;
    }

    private boolean isDragged(int face) {
        return drag.filter(d -> d.face().face() == face).isPresent();
    }

    /** Whether the mouse is at the handle of a face, or drags it. */
    boolean isHot(int face) {
        return hot.isPresent() && hot.getAsInt() == face;
    }

    /** Whether the mouse is at any handle, or drags it. */
    boolean isHot() {
        return hot.isPresent();
    }

    private Optional<ClipFace> at(Event e) {
        double x = canvas.pixels(e.x);
        double y = canvas.pixels(e.y);
        double reach = canvas.pixels(REACH);
        ClipFace nearest = null;
        double least = reach;
        for (ClipFace face : handles()) {
            ViewTransform.Projected p = face.handle();
            double distance = Math.hypot(p.xPx() - x, p.yPx() - y);
            if (distance < least) {
                nearest = face;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /**
     * @return whether a handle is taken
     */
    boolean press(Event e) {
        boolean plain = e.button == 1 && (e.stateMask & SWT.MODIFIER_MASK) == 0;
        Optional<ClipFace> face = plain ? at(e) : Optional.empty();
        face.ifPresent(
                f -> {
                    heat(OptionalInt.of(f.face()));
                    drag =
                            Optional.of(
                                    new Drag(
                                            f,
                                            canvas.look().clip(),
                                            canvas.cloud().orElseThrow().scene().bounds(),
                                            f.outwardMm(canvas.pixels(e.x), canvas.pixels(e.y))));
                });
        return drag.isPresent();
    }

    /**
     * @return whether the mouse is at a handle, or drags it
     */
    boolean move(Event e) {
        if (drag.isPresent()) {
            Drag d = drag.get();
            canvas.moveClip(d.at(d.face().outwardMm(canvas.pixels(e.x), canvas.pixels(e.y))));
            canvas.told();
        } else {
            Optional<ClipFace> face = at(e);
            heat(face.isPresent() ? OptionalInt.of(face.get().face()) : OptionalInt.empty());
        }
        return hot.isPresent();
    }

    /**
     * @return whether a handle was in the hand
     */
    boolean release() {
        boolean was = drag.isPresent();
        drag = Optional.empty();
        return was;
    }

    /**
     * Gives up a drag: the face goes back to where it was.
     *
     * @return whether there was one
     */
    boolean escape() {
        Optional<Drag> given = drag;
        forget();
        given.ifPresent(d -> canvas.moveClip(d.before()));
        return given.isPresent();
    }

    /** The mouse is not here any more. A drag goes on outside of the view. */
    void leave() {
        if (drag.isEmpty()) {
            heat(OptionalInt.empty());
        }
    }

    /** The box stays as it is: another part or another tool. */
    void forget() {
        drag = Optional.empty();
        heat(OptionalInt.empty());
    }

    private void heat(OptionalInt face) {
        if (!hot.equals(face)) {
            hot = face;
            boolean tool = canvas.lasso().isOn() || canvas.measure().isOn();
            if (!tool) {
                canvas.setCursor(
                        canvas.getDisplay()
                                .getSystemCursor(
                                        face.isPresent() ? SWT.CURSOR_HAND : SWT.CURSOR_ARROW));
            }
            canvas.redraw();
            canvas.told();
        }
    }

    /** Where the face under the mouse is; empty while there is none. */
    Optional<String> text() {
        if (hot.isEmpty() || box().isEmpty()) {
            return Optional.empty();
        }
        int face = hot.getAsInt();
        Box bounds = canvas.cloud().orElseThrow().scene().bounds();
        double mm =
                along(bounds.min(), face) + canvas.look().clip().at(face) * extent(bounds, face);
        return Optional.of(
                NLS.bind(
                        face % 2 == 0 ? Messages.Clip_dragLow : Messages.Clip_dragHigh,
                        AXES[face / 2],
                        Numbers.format("%.1f", mm)));
    }
}
