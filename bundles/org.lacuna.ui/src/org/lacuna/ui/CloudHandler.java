package org.lacuna.ui;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;

import java.util.Map;

/** Runs an {@link CloudAction} that plugin.xml names, in the cloud view of the window. */
public final class CloudHandler extends AbstractHandler
        implements IExecutableExtension, IElementUpdater {
    private CloudAction action;

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object name) {
        action = CloudAction.valueOf((String) name);
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        if (page != null) {
            try {
                CloudView view =
                        page.findView(CloudView.ID) instanceof CloudView there
                                ? there
                                : (CloudView) page.showView(CloudView.ID);
                action.run(view);
                refresh(HandlerUtil.getActiveWorkbenchWindowChecked(event));
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
        }
        return null;
    }

    /** Shows what is on: what one command turns on, another one may have turned off. */
    static void refresh(IWorkbenchWindow window) {
        ICommandService commands = window.getService(ICommandService.class);
        for (CloudAction a : CloudAction.values()) {
            commands.refreshElements(a.command(), null);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void updateElement(UIElement element, Map parameters) {
        IWorkbenchWindow window = element.getServiceLocator().getService(IWorkbenchWindow.class);
        if (window != null
                && window.getActivePage() != null
                && window.getActivePage().findView(CloudView.ID) instanceof CloudView view) {
            element.setChecked(action.isChecked(view));
        }
    }
}
