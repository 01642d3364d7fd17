package org.lacuna.ui.projects.internal;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.lacuna.ui.PartsView;

import java.nio.file.Path;
import java.util.Optional;

/** Makes a project; also under <em>New</em> of a host. UI thread. */
public final class NewProjectWizard extends Wizard implements INewWizard {
    private IWorkbenchWindow window;
    private NewProjectPage page;

    public NewProjectWizard() {
        setWindowTitle(Messages.New_title);
    }

    @Override
    public void init(IWorkbench workbench, IStructuredSelection selection) {
        window = workbench.getActiveWorkbenchWindow();
    }

    @Override
    public void addPages() {
        if (window == null) {
            window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        }
        Optional<Path> shown = window == null ? Optional.empty() : PartsView.shownData(window);
        page = new NewProjectPage(shown);
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        MakeJob.create(window, page.projectName(), page.dataSets()).schedule();
        return true;
    }

    /** For tests. */
    NewProjectPage page() {
        return page;
    }
}
