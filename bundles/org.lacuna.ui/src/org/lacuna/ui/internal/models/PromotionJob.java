package org.lacuna.ui.internal.models;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.lacuna.core.LacunaException;
import org.lacuna.inspection.Promotion;

import java.time.Instant;

/** Makes a model the current one of its folder, or goes back to the one before. */
final class PromotionJob extends Job {
    private final Standing standing;
    private final Promotion.Action action;
    private final String reason;
    private final Runnable done;

    /**
     * @param standing of the model, as the user saw it
     * @param done told when it is written, on the job's thread
     */
    PromotionJob(Standing standing, Promotion.Action action, String reason, Runnable done) {
        super(
                action == Promotion.Action.PROMOTED
                        ? Messages.Promote_title
                        : Messages.RollBack_title);
        this.standing = standing;
        this.action = action;
        this.reason = reason;
        this.done = done;
        setUser(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        String user = System.getProperty("user.name", "?");
        try {
            if (!standing.folder().registry().equals(standing.registry())) {
                return Status.error(Messages.Promote_meanwhile);
            }
            if (action == Promotion.Action.PROMOTED) {
                standing.folder().promote(standing.file(), reason, user, Instant.now());
            } else {
                standing.folder().rollBack(reason, user, Instant.now());
            }
            return Status.OK_STATUS;
        } catch (LacunaException e) {
            return Status.error(e.getMessage());
        } finally {
            // Also when somebody else was faster: what is shown is what is there.
            done.run();
            monitor.done();
        }
    }
}
