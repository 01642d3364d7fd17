package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchWindow;
import org.lacuna.ui.TaskProposal;

import java.nio.file.Path;
import java.util.Optional;

/** Passes results on. UI thread. */
final class ExportWizard extends TaskWizard {
    private final ExportPage page;

    /**
     * @param shown folder of the results that are shown now
     */
    ExportWizard(IWorkbenchWindow window, Optional<Path> shown) {
        this(window, TaskProposal.data(Optional.empty()).withResults(shown));
    }

    /** The proposal's results are what is passed on, its reports where to. */
    ExportWizard(IWorkbenchWindow window, TaskProposal proposal) {
        super(window, "export", Messages.Export_title);
        page = new ExportPage(proposal);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    void start() {
        page.choice().map(ExportJob::new).ifPresent(Job::schedule);
    }

    /** For tests. */
    ExportPage page() {
        return page;
    }
}
