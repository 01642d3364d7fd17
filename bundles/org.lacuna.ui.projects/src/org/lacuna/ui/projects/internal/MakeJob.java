package org.lacuna.ui.projects.internal;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes a project, or adds data sets to one, shows it, and checks it. */
final class MakeJob extends Job {
    private final IWorkbenchWindow window;
    private final String name;
    private final Optional<LacunaProject> existing;
    private final List<Path> dataSets;

    private MakeJob(
            IWorkbenchWindow window,
            String title,
            String name,
            Optional<LacunaProject> existing,
            List<Path> dataSets) {
        super(NLS.bind(title, name));
        this.window = window;
        this.name = name;
        this.existing = existing;
        this.dataSets = List.copyOf(dataSets);
        setUser(true);
    }

    static MakeJob create(IWorkbenchWindow window, String name, List<Path> dataSets) {
        return new MakeJob(window, Messages.Make_job, name, Optional.empty(), dataSets);
    }

    static MakeJob add(IWorkbenchWindow window, LacunaProject project, List<Path> dataSets) {
        return new MakeJob(
                window,
                Messages.Add_job,
                project.project().getName(),
                Optional.of(project),
                dataSets);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            LacunaProject project;
            if (existing.isPresent()) {
                project = existing.get();
                ProjectMaker.add(project, dataSets, monitor);
            } else {
                project = ProjectMaker.make(name, dataSets, monitor);
            }
            window.getWorkbench().getDisplay().asyncExec(() -> show(project));
            return Status.OK_STATUS;
        } catch (OperationCanceledException e) {
            return Status.CANCEL_STATUS;
        } catch (CoreException e) {
            return Status.error(NLS.bind(Messages.Make_failed, name, e.getStatus().getMessage()));
        } finally {
            monitor.done();
        }
    }

    private void show(LacunaProject project) {
        if (window.getActivePage() == null) {
            return;
        }
        try {
            ((ProjectsView) window.getActivePage().showView(ProjectsView.ID)).reveal(project);
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
        CheckHandler.check(window, project);
    }
}
