package org.lacuna.ui.internal.viewing;

import org.eclipse.swt.widgets.Control;

import java.util.function.DoubleConsumer;

/**
 * Moves a view within a quarter of a second, slowly at both ends, so that the eye sees where it
 * goes. A new flight ends the one before. UI thread only.
 */
public final class Flight {
    private static final double DURATION_NANOS = 250e6;
    private static final int STEP_MS = 16;

    private final Control control;
    private DoubleConsumer move;
    private long start;
    private final Runnable step = this::step;

    public Flight(Control control) {
        this.control = control;
    }

    /**
     * @param movement receives how much of the way is done, 0 to 1; 1 exactly once, at the end
     */
    public void begin(DoubleConsumer movement) {
        move = movement;
        start = System.nanoTime();
        control.getDisplay().timerExec(0, step);
    }

    /** The person moves the view: nothing must pull it away. */
    public void stop() {
        move = null;
    }

    public boolean isUnderWay() {
        return move != null;
    }

    private void step() {
        if (control.isDisposed() || move == null) {
            return;
        }
        double t = Math.min(1, (System.nanoTime() - start) / DURATION_NANOS);
        DoubleConsumer now = move;
        if (t >= 1) {
            move = null;
        } else {
            control.getDisplay().timerExec(STEP_MS, step);
        }
        now.accept(t * t * (3 - 2 * t));
    }
}
