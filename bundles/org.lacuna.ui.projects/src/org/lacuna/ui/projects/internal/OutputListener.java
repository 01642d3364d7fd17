package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.osgi.util.NLS;
import org.lacuna.ui.TaskWizards;
import org.lacuna.ui.projects.LacunaProject;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * When a job of Lacuna's has written into a project, or into a data set that one refers to, the
 * project learns of it, and its models and results are checked again. On the job's thread, which it
 * does not keep.
 */
final class OutputListener extends JobChangeAdapter {
    @Override
    public void done(IJobChangeEvent event) {
        if (event.getJob().getProperty(TaskWizards.OUTPUT) instanceof Path output) {
            refresh(output);
        }
    }

    /** Brings what the workspace knows of a path up to date, in a job. */
    static void refresh(Path output) {
        Job job =
                Job.create(
                        NLS.bind(Messages.Refresh_job, output.getFileName()),
                        (ICoreRunnable) monitor -> refresh(output, monitor));
        job.setSystem(true);
        job.schedule();
    }

    private static void refresh(Path output, IProgressMonitor monitor) throws CoreException {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        URI place = output.toUri();
        Set<IResource> touched = new LinkedHashSet<>();
        for (IContainer c : root.findContainersForLocationURI(place)) {
            touched.add(c);
        }
        for (IFile f : root.findFilesForLocationURI(place)) {
            touched.add(f);
        }
        Set<LacunaProject> projects = new LinkedHashSet<>();
        for (IResource resource : touched) {
            if (LacunaProject.of(resource).isPresent()) {
                projects.add(LacunaProject.of(resource).orElseThrow());
                resource.getParent().refreshLocal(IResource.DEPTH_ONE, monitor);
                resource.refreshLocal(IResource.DEPTH_INFINITE, monitor);
            }
        }
        for (LacunaProject project : projects) {
            CheckJob.outputs(project).schedule();
        }
    }
}
