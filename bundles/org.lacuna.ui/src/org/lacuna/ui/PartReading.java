package org.lacuna.ui;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;

import java.util.function.Consumer;

/**
 * Reads what a view shows of a part in a job. Only what was asked for last is shown; the rest is
 * cancelled. To be used on the UI thread.
 */
final class PartReading {
    private final Control shownIn;
    private Job job;

    PartReading(Control shownIn) {
        this.shownIn = shownIn;
    }

    /** Reads and prepares off the UI thread. */
    @FunctionalInterface
    interface Reader {
        /**
         * @return what shows it, to be run on the UI thread
         */
        Runnable read(IProgressMonitor monitor) throws LacunaException;
    }

    /**
     * @param failed receives what is wrong with the part's files, on the UI thread
     */
    void start(PartItem part, Reader reader, Consumer<String> failed) {
        cancel();
        Display display = shownIn.getDisplay();
        job =
                Job.create(
                        NLS.bind(Messages.Part_reading, part.id()),
                        (ICoreRunnable) monitor -> run(reader, failed, display, monitor));
        job.setSystem(true);
        job.schedule();
    }

    private void run(
            Reader reader, Consumer<String> failed, Display display, IProgressMonitor monitor) {
        Runnable shown;
        try {
            shown = reader.read(monitor);
        } catch (LacunaException e) {
            shown = () -> failed.accept(e.getMessage());
        } catch (CancelledException e) {
            return;
        }
        Runnable action = shown;
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!monitor.isCanceled() && !shownIn.isDisposed()) {
                            action.run();
                        }
                    });
        }
    }

    void cancel() {
        if (job != null) {
            job.cancel();
        }
    }
}
