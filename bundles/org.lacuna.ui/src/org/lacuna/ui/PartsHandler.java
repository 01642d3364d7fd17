package org.lacuna.ui;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;

import java.util.Map;

/** Runs an {@link PartsAction} that plugin.xml names, in the list of parts of the window. */
public final class PartsHandler extends AbstractHandler
        implements IExecutableExtension, IElementUpdater {
    private PartsAction action;

    @Override
    public void setInitializationData(IConfigurationElement config, String property, Object name) {
        action = PartsAction.valueOf((String) name);
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        if (page != null) {
            try {
                PartsView view =
                        page.findView(PartsView.ID) instanceof PartsView there
                                ? there
                                : (PartsView) page.showView(PartsView.ID);
                action.run(view);
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void updateElement(UIElement element, Map parameters) {
        IWorkbenchWindow window = element.getServiceLocator().getService(IWorkbenchWindow.class);
        if (window != null
                && window.getActivePage() != null
                && window.getActivePage().findView(PartsView.ID) instanceof PartsView view) {
            element.setChecked(action.isChecked(view));
        }
    }
}
