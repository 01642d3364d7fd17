package org.lacuna.ui.internal.viewing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where the person in front of a workbench window looks: the pixel under the mouse, the finding in
 * question, and what the image view shows. One for each window; views tell it what happens in them
 * and show what it knows, so they need not know each other. UI thread only.
 */
public final class Attention {
    /** What views want to hear. Called on the UI thread, only after a change. */
    public interface Listener {
        /** Another pixel is under the mouse, or none. */
        default void cursorMoved() {}

        /**
         * Another finding is in question, or none.
         *
         * @param fly whether views should move to it
         */
        default void focusChanged(boolean fly) {}

        /** The image view shows another piece of the part. */
        default void visibleChanged() {}
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Optional<GridPixel> cursor = Optional.empty();
    private Optional<Finding> focus = Optional.empty();
    private Optional<GridArea> visible = Optional.empty();

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** The pixel under the mouse, in whichever view it is. */
    public Optional<GridPixel> cursor() {
        return cursor;
    }

    public void pointAt(Optional<GridPixel> pixel) {
        if (!cursor.equals(pixel)) {
            cursor = pixel;
            listeners.forEach(Listener::cursorMoved);
        }
    }

    /** The finding that is selected. */
    public Optional<Finding> focus() {
        return focus;
    }

    /** Selects a finding; asked to fly, views go there even if it already was the one. */
    public void focusOn(Optional<? extends Finding> finding, boolean fly) {
        Optional<Finding> wanted = finding.map(f -> f);
        if (fly || !focus.equals(wanted)) {
            focus = wanted;
            listeners.forEach(l -> l.focusChanged(fly));
        }
    }

    /** What the image view shows of its part. */
    public Optional<GridArea> visible() {
        return visible;
    }

    public void show(Optional<GridArea> area) {
        if (!visible.equals(area)) {
            visible = area;
            listeners.forEach(Listener::visibleChanged);
        }
    }
}
