package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SubMonitor;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes projects and adds data sets to them, as links: nothing is copied. Not for the UI thread.
 */
final class ProjectMaker {
    private static final String ANNOTATIONS_SUFFIX = "-annotations";

    private ProjectMaker() {}

    /**
     * Makes a project in the workspace, or nothing.
     *
     * @param dataSets folders outside the project
     * @throws CoreException when the workspace refuses; its message is for the user
     * @throws OperationCanceledException when the user asked to stop
     */
    static LacunaProject make(String name, List<Path> dataSets, IProgressMonitor monitor)
            throws CoreException {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        IProject project = workspace.getRoot().getProject(name);
        IProjectDescription description = workspace.newProjectDescription(name);
        description.setNatureIds(new String[] {LacunaProject.NATURE});
        SubMonitor progress = SubMonitor.convert(monitor, name, 10);
        project.create(description, progress.split(1));
        boolean whole = false;
        try {
            project.open(progress.split(1));
            for (String folder : LacunaProject.FOLDERS) {
                project.getFolder(folder).create(false, true, progress.split(1));
            }
            LacunaProject made = new LacunaProject(project);
            add(made, dataSets, progress.split(2));
            whole = true;
            // A crash must not lose it.
            workspace.save(true, progress.split(1));
            return made;
        } finally {
            if (!whole) {
                project.delete(true, true, new NullProgressMonitor());
            }
        }
    }

    /** Refers to further data sets, and to the annotations of their categories that there are. */
    static void add(LacunaProject project, List<Path> dataSets, IProgressMonitor monitor)
            throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, dataSets.size());
        for (Path data : dataSets) {
            progress.checkCanceled();
            link(project, LacunaProject.DATA, data, data.getFileName().toString());
            linkAnnotations(project, data);
            progress.worked(1);
        }
    }

    /** Refers to folders of annotations that have come since. */
    static void addAnnotations(LacunaProject project) throws CoreException {
        for (IFolder data : project.dataSets()) {
            Optional<Path> path = LacunaProject.path(data);
            if (path.isPresent()) {
                linkAnnotations(project, path.get());
            }
        }
    }

    private static void link(LacunaProject project, String group, Path target, String name)
            throws CoreException {
        IFolder parent = project.project().getFolder(group);
        IFolder link = parent.getFolder(name);
        for (int i = 2; link.exists(); i++) {
            if (target.equals(LacunaProject.path(link).orElse(null))) {
                return;
            }
            link = parent.getFolder(name + "-" + i);
        }
        // What lies in it is listed in the background; the check tells of a folder that is gone.
        link.createLink(
                target.toUri(),
                IResource.ALLOW_MISSING_LOCAL | IResource.BACKGROUND_REFRESH,
                new NullProgressMonitor());
    }

    private static void linkAnnotations(LacunaProject project, Path data) throws CoreException {
        List<DataSet> categories;
        try {
            categories = DataSets.standard().open(data, List.of());
        } catch (LacunaException e) {
            // The check that follows says what is wrong with it.
            return;
        }
        for (DataSet set : categories) {
            String name = set.category() + ANNOTATIONS_SUFFIX;
            Path home = data.endsWith(set.category()) ? data : data.resolve(set.category());
            Path annotations = home.resolveSibling(name);
            if (Files.isDirectory(annotations)) {
                link(project, LacunaProject.ANNOTATIONS, annotations, name);
            }
        }
    }
}
