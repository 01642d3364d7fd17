package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorLauncher;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.lacuna.ui.OpenFolderHandler;
import org.lacuna.ui.PartsView;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a double click on a problem, or its Go To, opens in the place of an editor: the data set
 * with the part that the problem is about selected, or the model or results that the file belongs
 * to. UI thread.
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
                open(window, whole.get(), f);
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

    /** A folder that is shown already, and no part of which is meant, keeps its selection. */
    private static void open(IWorkbenchWindow window, IResource resource, IFile file) {
        Optional<Path> folder =
                LacunaProject.path(resource).filter(p -> ResourceOpener.isForParts(resource));
        if (folder.isEmpty()) {
            ResourceOpener.open(window, resource);
            return;
        }
        Set<Path> files = files(window, file);
        boolean shown =
                PartsView.shownData(window).equals(folder)
                        || PartsView.shownResults(window).equals(folder);
        if (!shown || !files.isEmpty()) {
            OpenFolderHandler.open(
                    window,
                    folder.get(),
                    part -> part.files().values().stream().anyMatch(files::contains));
        }
    }

    /**
     * The files of the part that the problem is about; empty when it is about none. A file can have
     * problems of several parts, so the one that is selected in Problems counts.
     */
    private static Set<Path> files(IWorkbenchWindow window, IFile file) {
        List<IMarker> markers =
                selected(window).filter(m -> m.getResource().equals(file)).stream().toList();
        if (markers.isEmpty()) {
            try {
                markers =
                        List.of(
                                file.findMarkers(
                                        LacunaProject.PROBLEM, true, IResource.DEPTH_ZERO));
            } catch (CoreException e) {
                // Deleted meanwhile: nothing to select.
                return Set.of();
            }
        }
        return markers.stream()
                .flatMap(m -> ProblemMarkers.part(m).stream())
                .findFirst()
                .map(part -> Set.copyOf(part.allFiles()))
                .orElse(Set.of());
    }

    private static Optional<IMarker> selected(IWorkbenchWindow window) {
        return window.getSelectionService().getSelection(IPageLayout.ID_PROBLEM_VIEW)
                        instanceof IStructuredSelection s
                ? Optional.ofNullable(Adapters.adapt(s.getFirstElement(), IMarker.class))
                : Optional.empty();
    }
}
