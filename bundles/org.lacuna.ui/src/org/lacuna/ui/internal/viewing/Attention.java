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

        /** The image view shows another piece of the part, not because it follows the cloud. */
        default void visibleChanged() {}

        /** The person has moved the cloud, which shows another piece of the part. */
        default void cloudMoved() {}
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Optional<GridPixel> cursor = Optional.empty();
    private Optional<Finding> focus = Optional.empty();
    private Optional<GridArea> visible = Optional.empty();
    private Optional<GridArea> inCloud = Optional.empty();
    private boolean imageFollows;

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
            // A cloud that followed the image that follows the cloud would move under the hand.
            if (!imageFollows) {
                listeners.forEach(Listener::visibleChanged);
            }
        }
    }

    /** What the cloud view showed of its part when the person last moved it. */
    public Optional<GridArea> inCloud() {
        return inCloud;
    }

    /** The person has moved the cloud. What views do in answer is no movement of their own. */
    public void moveCloud(Optional<GridArea> area) {
        if (!inCloud.equals(area)) {
            inCloud = area;
            imageFollows = true;
            try {
                listeners.forEach(Listener::cloudMoved);
            } finally {
                imageFollows = false;
            }
        }
    }
}
