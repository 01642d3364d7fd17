package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.IDecoration;
import org.eclipse.jface.viewers.ILabelProviderListener;
import org.eclipse.jface.viewers.ILightweightLabelDecorator;
import org.eclipse.ui.ISharedImages;
import org.eclipse.ui.PlatformUI;
import org.lacuna.ui.projects.LacunaProject;

/**
 * Adds to the name of a data set, model or result folder what is in it, and a sign where a check
 * has found something. In every navigator, on the workbench's thread for decorations.
 */
public final class SummaryDecorator implements ILightweightLabelDecorator {
    static final String ID = "org.lacuna.ui.projects.summary";

    private static final Summaries SUMMARIES = new Summaries();

    /** Everything is read again, and shown. Any thread. */
    static void update() {
        SUMMARIES.forget();
        if (PlatformUI.isWorkbenchRunning()) {
            PlatformUI.getWorkbench()
                    .getDisplay()
                    .asyncExec(() -> PlatformUI.getWorkbench().getDecoratorManager().update(ID));
        }
    }

    @Override
    public void decorate(Object element, IDecoration decoration) {
        if (!(element instanceof IResource resource) || LacunaProject.of(resource).isEmpty()) {
            return;
        }
        SUMMARIES.of(resource).ifPresent(text -> decoration.addSuffix("  " + text));
        try {
            int worst =
                    resource.findMaxProblemSeverity(
                            LacunaProject.PROBLEM, true, IResource.DEPTH_INFINITE);
            if (worst >= IMarker.SEVERITY_WARNING) {
                decoration.addOverlay(
                        PlatformUI.getWorkbench()
                                .getSharedImages()
                                .getImageDescriptor(
                                        worst == IMarker.SEVERITY_ERROR
                                                ? ISharedImages.IMG_DEC_FIELD_ERROR
                                                : ISharedImages.IMG_DEC_FIELD_WARNING),
                        IDecoration.BOTTOM_LEFT);
            }
        } catch (CoreException e) {
            // Deleted meanwhile: nothing to decorate.
        }
    }

    @Override
    public boolean isLabelProperty(Object element, String property) {
        return false;
    }

    @Override
    public void addListener(ILabelProviderListener listener) {}

    @Override
    public void removeListener(ILabelProviderListener listener) {}

    @Override
    public void dispose() {}
}
