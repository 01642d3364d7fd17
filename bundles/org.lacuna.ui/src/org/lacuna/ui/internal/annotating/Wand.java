package org.lacuna.ui.internal.annotating;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.lacuna.annotation.FloatPlanes;
import org.lacuna.annotation.MagicWand;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.CancelledException;
import org.lacuna.ui.MonitorProgress;
import org.lacuna.ui.internal.annotating.Marking.Mode;

import java.util.function.Supplier;

/** Runs the magic wand in a job; a new touch, or Escape, ends the one before. UI thread only. */
public final class Wand {
    private final AnnotationDesk desk;
    private final Control control;
    private Job job;

    /**
     * @param control in whose life the result counts
     */
    public Wand(AnnotationDesk desk, Control control) {
        this.desk = desk;
        this.control = control;
    }

    /**
     * Marks what looks like a pixel.
     *
     * @param planes what is compared; made in the job
     */
    public void touch(int column, int row, Mode mode, Supplier<FloatPlanes> planes) {
        cancel();
        DrawingSettings settings = desk.settings();
        Subject subject = desk.subject().orElseThrow();
        job =
                Job.create(
                        Messages.Tool_wand,
                        (ICoreRunnable)
                                monitor -> {
                                    try {
                                        RunMask mask =
                                                MagicWand.select(
                                                                planes.get(),
                                                                column,
                                                                row,
                                                                settings.source()
                                                                        .parameters(
                                                                                settings
                                                                                        .tolerance()),
                                                                new MonitorProgress(monitor))
                                                        .mask();
                                        show(subject, mask, mode, monitor::isCanceled);
                                    } catch (CancelledException e) {
                                        // Another touch, or Escape.
                                    }
                                });
        job.schedule();
    }

    private interface Cancelled {
        boolean get();
    }

    private void show(Subject subject, RunMask mask, Mode mode, Cancelled cancelled) {
        if (control.isDisposed()) {
            return;
        }
        control.getDisplay()
                .asyncExec(
                        () -> {
                            if (!control.isDisposed()
                                    && !cancelled.get()
                                    && desk.subject().filter(subject::equals).isPresent()) {
                                new Marking(desk).shape(Messages.Tool_wand, mask, mode);
                            }
                        });
    }

    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }
}
