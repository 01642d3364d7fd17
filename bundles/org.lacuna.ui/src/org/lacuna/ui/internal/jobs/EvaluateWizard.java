package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchWindow;

import java.nio.file.Path;
import java.util.Optional;

/** Evaluates a data set. UI thread. */
final class EvaluateWizard extends TaskWizard {
    private final EvaluatePage page;

    /**
     * @param shown folder of the data set that is shown now
     */
    EvaluateWizard(IWorkbenchWindow window, Optional<Path> shown) {
        super(window, "evaluate", Messages.Evaluate_title);
        page = new EvaluatePage(shown);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    void start() {
        page.choice().map(EvaluateJob::new).ifPresent(Job::schedule);
        TrainWizard.showTraining(window());
    }

    /** For tests. */
    EvaluatePage page() {
        return page;
    }
}
