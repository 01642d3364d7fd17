package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchWindow;
import org.lacuna.ui.TaskProposal;

import java.nio.file.Path;
import java.util.Optional;

/** Inspects parts with a model. UI thread. */
final class InspectWizard extends TaskWizard {
    private final InspectPage page;

    /**
     * @param shown folder of parts to propose
     * @param model model to propose
     */
    InspectWizard(IWorkbenchWindow window, Optional<Path> shown, Optional<Path> model) {
        this(window, TaskProposal.data(shown).withModel(model));
    }

    InspectWizard(IWorkbenchWindow window, TaskProposal proposal) {
        super(window, "inspect", Messages.Inspect_title);
        page = new InspectPage(proposal);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    void start() {
        page.choice().map(InspectJob::new).ifPresent(Job::schedule);
    }

    /** For tests. */
    InspectPage page() {
        return page;
    }
}
