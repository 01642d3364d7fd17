package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.ui.IEditorLauncher;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.projects.LacunaProject;

import java.util.Optional;

/**
 * What a double click on a problem opens, in the place of an editor: the data set, model or results
 * that the file belongs to. UI thread.
 */
public final class ProblemLauncher implements IEditorLauncher {
    static final String ID = "org.lacuna.ui.projects.launcher";

    @Override
    public void open(IPath file) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null) {
            return;
        }
        for (IFile f :
                ResourcesPlugin.getWorkspace()
                        .getRoot()
                        .findFilesForLocationURI(file.toFile().toURI())) {
            Optional<IResource> whole = whole(f);
            if (whole.isPresent()) {
                open(window, whole.get());
                return;
            }
        }
    }

    /** What can be opened of a resource and those around it. */
    private static Optional<IResource> whole(IResource file) {
        for (IResource r = file; r != null; r = r.getParent()) {
            if (LacunaProject.of(r).isPresent() && ResourceOpener.canOpen(r)) {
                return Optional.of(r);
            }
        }
        return Optional.empty();
    }

    /** A data set that is shown already keeps its selection. */
    private static void open(IWorkbenchWindow window, IResource resource) {
        boolean shown =
                LacunaProject.path(resource)
                        .filter(p -> PartsView.shownData(window).equals(Optional.of(p)))
                        .isPresent();
        if (!shown) {
            ResourceOpener.open(window, resource);
        }
    }
}
