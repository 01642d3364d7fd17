package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.progress.IProgressConstants;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.ui.TaskWizards;

import java.nio.file.Path;
import java.util.List;

/**
 * A long task of the user's: shown with progress, cancelled within a second, and followed by a
 * message that blocks nothing, says what came out and offers what to do next.
 */
abstract class TaskJob extends Job {
    /**
     * How it ended.
     *
     * @param warning whether the message is one to take care of
     * @param message for the user
     * @param actions what can be done next, the most likely first
     */
    record Outcome(boolean warning, String message, List<FollowUp> actions) {
        Outcome {
            actions = List.copyOf(actions);
        }
    }

    /**
     * @param output file or folder that the job writes; another job for it waits
     */
    TaskJob(String name, Path output) {
        super(name);
        setRule(new OutputRule(output.toAbsolutePath().normalize()));
        setProperty(TaskWizards.OUTPUT, output.toAbsolutePath().normalize());
        setUser(true);
        setPriority(LONG);
        // The message at the end tells of errors.
        setProperty(IProgressConstants.NO_IMMEDIATE_ERROR_PROMPT_PROPERTY, Boolean.TRUE);
    }

    /**
     * Does the work, on the job's thread.
     *
     * @throws LacunaException when the world is not as it should be; its message is shown
     * @throws CancelledException when the user asked to stop; nothing half-written is left
     */
    abstract Outcome work(IProgressMonitor monitor) throws LacunaException;

    /** Told, on the job's thread, how the job ends, before the user is. */
    void ended(IStatus status) {}

    @Override
    protected final IStatus run(IProgressMonitor monitor) {
        IStatus status;
        try {
            Outcome outcome = work(monitor);
            status = Status.info(outcome.message());
            ended(status);
            tell(outcome.warning() ? SWT.ICON_WARNING : SWT.ICON_INFORMATION, outcome);
            return Status.OK_STATUS;
        } catch (CancelledException e) {
            status = Status.CANCEL_STATUS;
            ended(status);
            return status;
        } catch (LacunaException e) {
            status = Status.error(e.getMessage());
        } catch (OutOfMemoryError e) {
            status = Status.error(Messages.Common_outOfMemory);
        } catch (RuntimeException e) {
            ILog.get().error(getName(), e);
            status = Status.error(NLS.bind(Messages.Common_internal, e));
        } finally {
            monitor.done();
        }
        ended(status);
        tell(
                SWT.ICON_ERROR,
                new Outcome(
                        true,
                        NLS.bind(Messages.Common_failed, getName()) + "\n" + status.getMessage(),
                        List.of()));
        // Told already; the workbench would show it again.
        return Status.OK_STATUS;
    }

    private void tell(int icon, Outcome outcome) {
        if (PlatformUI.isWorkbenchRunning()) {
            PlatformUI.getWorkbench()
                    .getDisplay()
                    .asyncExec(() -> FinishedDialog.open(getName(), icon, outcome));
        }
    }
}
