package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;

import java.util.Map;

/** Runs an {@link AnnotationAction} that plugin.xml names, on the part that the window shows. */
public final class AnnotationHandler extends AbstractHandler
        implements IExecutableExtension, IElementUpdater {
    private AnnotationAction action;

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object name) {
        action = AnnotationAction.valueOf((String) name);
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        action.run(desk(event));
        return null;
    }

    /** The desk of the window in which a command is run. */
    static AnnotationDesk desk(ExecutionEvent event) throws ExecutionException {
        return HandlerUtil.getActiveWorkbenchWindowChecked(event).getService(AnnotationDesk.class);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void updateElement(UIElement element, Map parameters) {
        IWorkbenchWindow window = element.getServiceLocator().getService(IWorkbenchWindow.class);
        AnnotationDesk desk = window == null ? null : window.getService(AnnotationDesk.class);
        if (desk != null) {
            element.setChecked(action.isChecked(desk));
        }
    }
}
