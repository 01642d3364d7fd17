package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lacuna.ui.projects.LacunaProject;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings what the workspace knows of the disk up to date, in jobs. Any thread. */
final class ProjectRefresh {
    private ProjectRefresh() {}

    /** A file or folder that was written, and the models and results of the projects it is in. */
    static void output(Path output) {
        schedule(
                NLS.bind(Messages.Refresh_job, output.getFileName()),
                monitor -> output(output, monitor));
    }

    /** What other programs, such as the command line, may have put into projects. */
    static void own(List<LacunaProject> projects) {
        if (!projects.isEmpty()) {
            schedule(
                    NLS.bind(Messages.Refresh_job, projects.getFirst().project().getName()),
                    monitor -> own(projects, monitor));
        }
    }

    private static void schedule(String name, ICoreRunnable work) {
        Job job = Job.create(name, work);
        job.setSystem(true);
        job.schedule();
    }

    private static void output(Path output, IProgressMonitor monitor) throws CoreException {
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

    /** Not the data sets and annotations, which may be large and lie on slow drives. */
    private static void own(List<LacunaProject> projects, IProgressMonitor monitor)
            throws CoreException {
        List<String> folders =
                List.of(LacunaProject.MODELS, LacunaProject.RESULTS, LacunaProject.REPORTS);
        SubMonitor progress = SubMonitor.convert(monitor, projects.size() * folders.size());
        for (LacunaProject project : projects) {
            for (String folder : folders) {
                project.project()
                        .getFolder(folder)
                        .refreshLocal(IResource.DEPTH_INFINITE, progress.split(1));
            }
        }
        SummaryDecorator.update();
    }
}
