package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchWindow;
import org.lacuna.ui.TaskProposal;

import java.nio.file.Path;
import java.util.Optional;

/** Evaluates a data set. UI thread. */
final class EvaluateWizard extends TaskWizard {
    private final EvaluatePage page;

    /**
     * @param shown folder of the data set that is shown now
     */
    EvaluateWizard(IWorkbenchWindow window, Optional<Path> shown) {
        this(window, TaskProposal.data(shown));
    }

    EvaluateWizard(IWorkbenchWindow window, TaskProposal proposal) {
        super(window, "evaluate", Messages.Evaluate_title);
        page = new EvaluatePage(proposal);
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
