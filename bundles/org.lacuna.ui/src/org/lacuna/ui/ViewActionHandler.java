package org.lacuna.ui;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.menus.UIElement;

import java.util.Map;
import java.util.Optional;

/**
 * Runs an action that plugin.xml names, after the colon of the handler's class, in a view of the
 * window, which is opened when it is not there.
 *
 * @param <V> the view
 * @param <A> its actions
 */
abstract class ViewActionHandler<V extends IViewPart, A extends Enum<A> & ViewAction<V>>
        extends AbstractHandler implements IExecutableExtension, IElementUpdater {
    private final String viewId;
    private final Class<V> view;
    private final Class<A> actions;
    private A action;

    ViewActionHandler(String viewId, Class<V> view, Class<A> actions) {
        this.viewId = viewId;
        this.view = view;
        this.actions = actions;
    }

    @Override
    public final void setInitializationData(
            IConfigurationElement config, String property, Object name) {
        action = Enum.valueOf(actions, (String) name);
    }

    @Override
    public final Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        IWorkbenchPage page = window.getActivePage();
        if (page != null) {
            try {
                Optional<V> there = find(page);
                action.run(there.isPresent() ? there.get() : view.cast(page.showView(viewId)));
                ran(window);
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
        }
        return null;
    }

    private Optional<V> find(IWorkbenchPage page) {
        return Optional.ofNullable(page.findView(viewId)).filter(view::isInstance).map(view::cast);
    }

    /** An action has run. */
    void ran(IWorkbenchWindow window) {}

    @Override
    @SuppressWarnings("rawtypes")
    public final void updateElement(UIElement element, Map parameters) {
        IWorkbenchWindow window = element.getServiceLocator().getService(IWorkbenchWindow.class);
        if (window != null && window.getActivePage() != null) {
            find(window.getActivePage()).ifPresent(v -> element.setChecked(action.isChecked(v)));
        }
    }
}
