package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.ui.model.WorkbenchContentProvider;
import org.lacuna.ui.projects.LacunaProject;

import java.util.Arrays;

/**
 * Lacuna's projects, their folders, and what lies in those: what is inside a data set or result
 * folder is shown by the view Parts, not here. UI thread.
 */
public final class ProjectContent extends WorkbenchContentProvider {
    @Override
    public Object[] getChildren(Object element) {
        if (element instanceof IWorkspaceRoot root) {
            return Arrays.stream(root.getProjects())
                    .filter(p -> LacunaProject.of(p).isPresent())
                    .toArray();
        }
        if (element instanceof IProject project) {
            return LacunaProject.FOLDERS.stream()
                    .map(project::getFolder)
                    .filter(IResource::exists)
                    .toArray();
        }
        return element instanceof IResource resource && ResourceKind.of(resource).isGroup()
                ? Arrays.stream(super.getChildren(element))
                        .filter(ProjectContent::isShown)
                        .toArray()
                : new Object[0];
    }

    private static boolean isShown(Object element) {
        return element instanceof IResource r
                && !r.getName().startsWith(".")
                && ResourceKind.of(r) != ResourceKind.OTHER;
    }

    @Override
    public Object[] getElements(Object element) {
        return getChildren(element);
    }

    @Override
    public boolean hasChildren(Object element) {
        return getChildren(element).length > 0;
    }
}
