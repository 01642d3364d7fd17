package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;

import java.util.function.Consumer;

/**
 * Looks at files while a page is shown, without blocking it: a moment after the last change, in a
 * job; a newer look cancels the older one. UI thread, but for what is looked at.
 */
final class Looker {
    /** What is done on the job's thread. */
    @FunctionalInterface
    interface Look<T> {
        T at(Progress progress) throws LacunaException;
    }

    /** The user has stopped typing. */
    private static final long PAUSE_MS = 300;

    private final Control owner;
    private Job job;

    /**
     * @param owner when it is disposed, nothing is told any more
     */
    Looker(Control owner) {
        this.owner = owner;
        owner.addDisposeListener(e -> cancel());
    }

    /** Forgets the look that is under way. */
    void cancel() {
        if (job != null) {
            job.cancel();
            job = null;
        }
    }

    /**
     * @param found told on the UI thread
     * @param failed told the message on the UI thread
     */
    <T> void look(String name, Look<T> look, Consumer<T> found, Consumer<String> failed) {
        cancel();
        Display display = owner.getDisplay();
        job =
                Job.create(
                        name,
                        (ICoreRunnable)
                                monitor -> {
                                    try {
                                        T result = look.at(new Cancel(monitor));
                                        later(display, monitor, () -> found.accept(result));
                                    } catch (LacunaException e) {
                                        later(
                                                display,
                                                monitor,
                                                () -> failed.accept(e.getMessage()));
                                    } catch (CancelledException e) {
                                        monitor.setCanceled(true);
                                    }
                                });
        job.setSystem(true);
        job.schedule(PAUSE_MS);
    }

    private void later(Display display, IProgressMonitor monitor, Runnable action) {
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!monitor.isCanceled() && !owner.isDisposed()) {
                            action.run();
                        }
                    });
        }
    }

    /** Shows nothing, and stops when the look does. */
    private record Cancel(IProgressMonitor monitor) implements Progress {
        @Override
        public void begin(String task, long steps) {}

        @Override
        public void advance(long steps) {}

        @Override
        public boolean isCancelled() {
            return monitor.isCanceled();
        }
    }
}
