package org.lacuna.ui.internal;

import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.services.AbstractServiceFactory;
import org.eclipse.ui.services.IServiceLocator;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.thresholds.Trial;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.PartReadings;

/**
 * Makes what the views of a window share, once for each window: ask the window for it, not a site.
 * The workbench disposes it with the window.
 */
public final class WindowServices extends AbstractServiceFactory {
    @Override
    @SuppressWarnings("rawtypes")
    public Object create(Class wanted, IServiceLocator parent, IServiceLocator locator) {
        IWorkbenchWindow window = locator.getService(IWorkbenchWindow.class);
        if (window == null) {
            return null;
        }
        if (wanted == Attention.class) {
            return new Attention();
        }
        if (wanted == PartReadings.class) {
            return new PartReadings();
        }
        if (wanted == Trial.class) {
            return new Trial();
        }
        return wanted == AnnotationDesk.class
                ? new AnnotationDesk(
                        window.getShell().getDisplay(), locator.getService(Attention.class))
                : null;
    }
}
