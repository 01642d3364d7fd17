package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.lacuna.ui.projects.LacunaProject;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What of a project the user means. UI thread. */
final class Selected {
    private Selected() {}

    /** The selected resource of a Lacuna project. */
    static Optional<IResource> resource(ISelection selection) {
        return selection instanceof IStructuredSelection s && s.size() == 1
                ? Optional.ofNullable(Adapters.adapt(s.getFirstElement(), IResource.class))
                        .filter(r -> LacunaProject.of(r).isPresent())
                : Optional.empty();
    }

    /** The project of the selection; without one, the only project there is. */
    static Optional<LacunaProject> project(ISelection selection) {
        Optional<LacunaProject> selected = resource(selection).flatMap(LacunaProject::of);
        List<LacunaProject> all = all();
        return selected.isPresent() || all.size() != 1 ? selected : Optional.of(all.getFirst());
    }

    /** All projects of Lacuna's that are open. */
    static List<LacunaProject> all() {
        IProject[] projects = ResourcesPlugin.getWorkspace().getRoot().getProjects();
        return Arrays.stream(projects).flatMap(p -> LacunaProject.of(p).stream()).toList();
    }
}
