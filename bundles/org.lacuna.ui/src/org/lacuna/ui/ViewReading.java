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
 * Reads what a view shows in a job. Only what was asked for last is shown; the rest is cancelled.
 * To be used on the UI thread.
 */
final class ViewReading {
    private final Control shownIn;
    private Job job;

    ViewReading(Control shownIn) {
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
     * @param failed receives what is wrong with the files, on the UI thread
     */
    void start(PartItem part, Reader reader, Consumer<String> failed) {
        start(
                NLS.bind(org.lacuna.ui.internal.viewing.Messages.Part_reading, part.id()),
                true,
                reader,
                failed);
    }

    /**
     * @param title of the job, for people
     * @param system whether the job is too short to be shown to them
     * @param failed receives what is wrong with the files, on the UI thread
     */
    void start(String title, boolean system, Reader reader, Consumer<String> failed) {
        cancel();
        Display display = shownIn.getDisplay();
        job = Job.create(title, (ICoreRunnable) monitor -> run(reader, failed, display, monitor));
        job.setSystem(system);
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
