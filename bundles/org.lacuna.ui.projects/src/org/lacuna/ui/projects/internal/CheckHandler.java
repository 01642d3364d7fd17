package org.lacuna.ui.projects.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.ui.projects.LacunaProject;

import java.util.Optional;

/** Checks the selected project, or the only one, and brings the view Problems up. */
public final class CheckHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
        if (window == null) {
            return null;
        }
        Optional<LacunaProject> project = Selected.project(HandlerUtil.getCurrentSelection(event));
        if (project.isPresent()) {
            check(window, project.get());
        } else {
            MessageDialog.openInformation(
                    window.getShell(), Messages.Check_title, Messages.Check_noProject);
        }
        return null;
    }

    /** Starts the check; who asked for it is told how it ended. UI thread. */
    static CheckJob check(IWorkbenchWindow window, LacunaProject project) {
        CheckJob job = CheckJob.all(project);
        job.setUser(true);
        Display display = window.getWorkbench().getDisplay();
        job.addJobChangeListener(
                new JobChangeAdapter() {
                    @Override
                    public void done(IJobChangeEvent event) {
                        if (!display.isDisposed()) {
                            display.asyncExec(
                                    () -> job.found().ifPresent(n -> tell(window, project, n)));
                        }
                    }
                });
        job.schedule();
        return job;
    }

    private static void tell(IWorkbenchWindow window, LacunaProject project, int found) {
        IWorkbenchPage page = PlatformUI.isWorkbenchRunning() ? window.getActivePage() : null;
        if (page == null) {
            return;
        }
        if (page.getActivePart() != null
                && page.getActivePart().getSite() instanceof IViewSite site) {
            site.getActionBars()
                    .getStatusLineManager()
                    .setMessage(
                            found == 0
                                    ? NLS.bind(Messages.Check_clean, project.project().getName())
                                    : NLS.bind(
                                            Messages.Check_found,
                                            project.project().getName(),
                                            found));
        }
        if (found > 0) {
            try {
                // To be visible is not enough where the view beside it in the stack is in use.
                page.bringToTop(
                        page.showView(
                                IPageLayout.ID_PROBLEM_VIEW, null, IWorkbenchPage.VIEW_VISIBLE));
            } catch (PartInitException e) {
                ILog.get().log(e.getStatus());
            }
        }
    }
}
