package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbenchWindow;

/** Makes synthetic parts to try the program with. UI thread. */
final class DemoWizard extends TaskWizard {
    private final DemoPage page = new DemoPage();

    DemoWizard(IWorkbenchWindow window) {
        super(window, "demo", Messages.Demo_title);
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    void start() {
        page.choice().map(DemoJob::new).ifPresent(Job::schedule);
    }

    /** For tests. */
    DemoPage page() {
        return page;
    }
}
