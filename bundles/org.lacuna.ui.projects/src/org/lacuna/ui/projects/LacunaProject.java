package org.lacuna.ui.projects;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A project of the workspace that holds what belongs to one inspection: references to data sets,
 * models, results, annotations and reports, each in a folder of its own. Looks at the workspace
 * only, never at the disk. Any thread.
 *
 * @param project open, with the nature {@link #NATURE}
 */
public record LacunaProject(IProject project) {
    public static final String NATURE = "org.lacuna.ui.projects.nature";

    /** Type of the markers of what a check has found. */
    public static final String PROBLEM = "org.lacuna.ui.projects.problem";

    /** Data sets, one a folder; most are links to where the data lie. */
    public static final String DATA = "data";

    /** Inspection models with their thresholds. */
    public static final String MODELS = "models";

    /** Results of inspections and evaluations, one a folder. */
    public static final String RESULTS = "results";

    /** Links to the folders of annotations, one a category. */
    public static final String ANNOTATIONS = "annotations";

    /** What was exported, one a folder or archive. */
    public static final String REPORTS = "reports";

    /** The folders of a project, in the order in which people work with them. */
    public static final List<String> FOLDERS = List.of(DATA, MODELS, RESULTS, ANNOTATIONS, REPORTS);

    public LacunaProject {
        Objects.requireNonNull(project, "project");
    }

    /** The project that a resource is, or lies in; empty when that is none of Lacuna's. */
    public static Optional<LacunaProject> of(IResource resource) {
        IProject project = resource.getProject();
        try {
            return project != null && project.isOpen() && project.hasNature(NATURE)
                    ? Optional.of(new LacunaProject(project))
                    : Optional.empty();
        } catch (CoreException e) {
            // Closed or deleted between the questions.
            return Optional.empty();
        }
    }

    /** The folders of its data sets as far as the workspace knows them. */
    public List<IFolder> dataSets() {
        List<IFolder> found = new ArrayList<>();
        for (IResource r : members(project.getFolder(DATA))) {
            if (r instanceof IFolder folder) {
                found.add(folder);
            }
        }
        return List.copyOf(found);
    }

    /** Where one of {@link #FOLDERS} lies on the disk. */
    public Path path(String folder) {
        return path(project.getFolder(folder)).orElseThrow();
    }

    /** A path in one of {@link #FOLDERS} that nothing has yet: the name, or one with a number. */
    public Path free(String folder, String name, String extension) {
        IFolder parent = project.getFolder(folder);
        String candidate = name + extension;
        for (int i = 2; parent.findMember(candidate) != null; i++) {
            candidate = name + "-" + i + extension;
        }
        return path(folder).resolve(candidate);
    }

    /** Where a resource lies; empty for one that is on no disk. */
    public static Optional<Path> path(IResource resource) {
        IPath location = resource.getLocation();
        return location == null ? Optional.empty() : Optional.of(location.toFile().toPath());
    }

    /** What a folder holds as far as the workspace knows; nothing while it does not exist. */
    public static List<IResource> members(IContainer folder) {
        try {
            return folder.isAccessible() ? List.of(folder.members()) : List.of();
        } catch (CoreException e) {
            // Deleted between the questions.
            return List.of();
        }
    }
}
