package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchWindow;

import java.nio.file.Path;
import java.util.Optional;

/** Compares two models on the same parts. UI thread. */
final class CompareWizard extends TaskWizard {
    private final ComparePage page;

    /**
     * @param shown folder of parts to propose
     */
    CompareWizard(IWorkbenchWindow window, Optional<Path> shown) {
        super(window, "compareModels", Messages.Compare_title);
        page = new ComparePage(shown);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    void start() {
        page.choice().map(CompareJob::new).ifPresent(Job::schedule);
    }

    /** For tests. */
    ComparePage page() {
        return page;
    }
}
