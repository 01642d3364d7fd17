package org.lacuna.ui;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Event;
import org.lacuna.annotation.RunMask;
import org.lacuna.rendering.Detail;
import org.lacuna.rendering.Frame;
import org.lacuna.rendering.Lasso;
import org.lacuna.rendering.PointColours;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Marking;
import org.lacuna.ui.internal.annotating.Messages;
import org.lacuna.ui.internal.annotating.Subject;

import java.util.Arrays;
import java.util.Optional;

/**
 * Marks points of the cloud inside a line drawn around them: the same mask on the grid as if it was
 * drawn in the image, and only of the surface that is seen. UI thread only; what takes long runs in
 * a job.
 */
final class CloudLasso {
    private final CloudCanvas canvas;
    private final AnnotationDesk desk;
    private boolean on;
    private int[] line = new int[64];
    private int length;
    private Job job;

    CloudLasso(CloudCanvas canvas, AnnotationDesk desk) {
        this.canvas = canvas;
        this.desk = desk;
        canvas.addDisposeListener(e -> cancel());
    }

    boolean isOn() {
        return on;
    }

    void setOn(boolean other) {
        on = other;
        escape();
        canvas.setCursor(
                canvas.getDisplay().getSystemCursor(on ? SWT.CURSOR_CROSS : SWT.CURSOR_ARROW));
    }

    /**
     * @return whether a line begins
     */
    boolean press(Event e) {
        if (on) {
            length = 0;
            point(e);
        }
        return on;
    }

    void move(Event e) {
        if (length > 0) {
            point(e);
            canvas.redraw();
        }
    }

    private void point(Event e) {
        if (length + 2 > 2 * Lasso.MAX_CORNERS) {
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = e.x;
        line[length++] = e.y;
    }

    void release(Event e) {
        int corners = length / 2;
        int[] drawn = line;
        length = 0;
        canvas.redraw();
        if (corners < 3 || e.button != 1) {
            return;
        }
        Optional<Frame> frame =
                canvas.shownFrame().filter(f -> f.options().detail().equals(Detail.FULL));
        if (!desk.isReady() || frame.isEmpty()) {
            desk.say(Messages.Annotation_notReady, true);
            return;
        }
        double[] x = new double[corners];
        double[] y = new double[corners];
        for (int i = 0; i < corners; i++) {
            x[i] = canvas.pixels(drawn[2 * i]);
            y[i] = canvas.pixels(drawn[2 * i + 1]);
        }
        Marking.Mode mode =
                (e.stateMask & SWT.MOD1) != 0
                        ? Marking.Mode.CUT
                        : (e.stateMask & SWT.SHIFT) != 0 ? Marking.Mode.ADD : Marking.Mode.NEW;
        select(new Lasso(x, y), frame.get(), mode);
    }

    private void select(Lasso lasso, Frame frame, Marking.Mode mode) {
        cancel();
        Subject subject = desk.subject().orElseThrow();
        job =
                Job.create(
                        Messages.Tool_lasso,
                        (ICoreRunnable)
                                monitor -> {
                                    int[] opaque = PointColours.plain(frame.scene(), 0xffffffff);
                                    RunMask mask = RunMask.of(lasso.select(frame, opaque));
                                    if (canvas.isDisposed()) {
                                        return;
                                    }
                                    canvas.getDisplay()
                                            .asyncExec(
                                                    () -> {
                                                        if (!monitor.isCanceled()) {
                                                            mark(subject, mask, mode);
                                                        }
                                                    });
                                });
        job.schedule();
    }

    private void mark(Subject subject, RunMask mask, Marking.Mode mode) {
        if (desk.subject().equals(Optional.of(subject))) {
            new Marking(desk).shape(Messages.Tool_lasso, mask, mode);
        }
    }

    /** A click on a point selects what is there. */
    void click(int column, int row) {
        desk.attention().focusOn(new Marking(desk).at(column, row), false);
    }

    /** Gives up the line in hand. */
    void escape() {
        length = 0;
        cancel();
        canvas.redraw();
    }

    private void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    void paint(GC gc) {
        if (length >= 4) {
            int[] drawn = Arrays.copyOf(line, length);
            gc.setAntialias(SWT.ON);
            gc.setLineWidth(3);
            gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_BLACK));
            gc.drawPolygon(drawn);
            gc.setLineWidth(1);
            gc.setForeground(gc.getDevice().getSystemColor(SWT.COLOR_WHITE));
            gc.drawPolygon(drawn);
            gc.setAntialias(SWT.DEFAULT);
        }
    }
}
