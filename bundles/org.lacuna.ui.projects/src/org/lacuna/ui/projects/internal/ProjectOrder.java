package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IResource;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.lacuna.ui.projects.LacunaProject;

/** The folders of a project in the order in which people work with them; the rest by name. */
public final class ProjectOrder extends ViewerComparator {
    @Override
    public int category(Object element) {
        return element instanceof IResource resource && ResourceKind.of(resource).isGroup()
                ? LacunaProject.FOLDERS.indexOf(resource.getName())
                : LacunaProject.FOLDERS.size();
    }

    @Override
    public int compare(Viewer viewer, Object a, Object b) {
        int byCategory = Integer.compare(category(a), category(b));
        return byCategory != 0 || !(a instanceof IResource one) || !(b instanceof IResource two)
                ? byCategory
                : one.getName().compareToIgnoreCase(two.getName());
    }
}
