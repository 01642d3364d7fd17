package org.lacuna.ui.internal.thresholds;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;

import java.time.Instant;
import java.util.function.Consumer;

/** Writes changed thresholds into their book, beside what others have changed before. */
final class ApplyJob extends Job {
    private final Change change;
    private final Consumer<Subject> written;

    /**
     * @param written told of the new state, on the job's thread
     */
    ApplyJob(Change change, Consumer<Subject> written) {
        super(Messages.Apply_job);
        this.change = change;
        this.written = written;
        setUser(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        monitor.beginTask(getName(), 3);
        try {
            Subject now =
                    Subject.of(change.results(), change.modelId(), change.model(), change.book());
            ThresholdBook book =
                    now.book()
                            .orElseThrow(
                                    () ->
                                            new ModelException(
                                                    NLS.bind(
                                                            Messages.Apply_otherModel,
                                                            change.model(),
                                                            change.modelId())));
            monitor.worked(1);
            ThresholdBook changed = changed(book);
            if (monitor.isCanceled()) {
                return Status.CANCEL_STATUS;
            }
            ThresholdBookFile.write(change.book(), changed);
            monitor.worked(1);
            written.accept(
                    Subject.of(change.results(), change.modelId(), change.model(), change.book()));
            return Status.OK_STATUS;
        } catch (LacunaException e) {
            return Status.error(e.getMessage());
        } catch (IllegalArgumentException e) {
            // A pattern that the model does not know, or a reason that is too long.
            return Status.error(e.getMessage(), e);
        } finally {
            monitor.done();
        }
    }

    private ThresholdBook changed(ThresholdBook book) throws ModelException {
        ThresholdBook changed =
                book.changeAll(
                        change.limits(),
                        change.reason(),
                        System.getProperty("user.name", "?"),
                        Instant.now());
        if (changed.equals(book)) {
            throw new ModelException(NLS.bind(Messages.Apply_nothing, change.book()));
        }
        return changed;
    }
}
