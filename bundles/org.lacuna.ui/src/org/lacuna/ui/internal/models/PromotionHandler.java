package org.lacuna.ui.internal.models;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.inspection.Promotion;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Promotes the model whose page is in front, or rolls its folder back; the extension says which,
 * after the colon of its class: {@code promote} or {@code rollBack}. Asks for a model where no page
 * is open.
 */
public final class PromotionHandler extends AbstractHandler implements IExecutableExtension {
    private Promotion.Action action = Promotion.Action.PROMOTED;

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        action = "rollBack".equals(data) ? Promotion.Action.ROLLED_BACK : Promotion.Action.PROMOTED;
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        IWorkbenchPage page = window.getActivePage();
        if (page == null) {
            return null;
        }
        Optional<ModelView> view = shown(page);
        if (view.isEmpty()) {
            Optional<Path> chosen = OpenModelHandler.choose(window.getShell());
            if (chosen.isPresent()) {
                try {
                    view = Optional.of(OpenModelHandler.open(page, chosen.get()));
                } catch (PartInitException e) {
                    throw new ExecutionException(e.getMessage(), e);
                }
            }
        }
        view.ifPresent(v -> v.change(action));
        return null;
    }

    /** The page in front; else one that can be seen; else any. */
    private static Optional<ModelView> shown(IWorkbenchPage page) {
        if (page.getActivePart() instanceof ModelView active) {
            return Optional.of(active);
        }
        ModelView any = null;
        for (IViewReference r : page.getViewReferences()) {
            if (r.getView(false) instanceof ModelView view) {
                if (page.isPartVisible(view)) {
                    return Optional.of(view);
                }
                any = view;
            }
        }
        return Optional.ofNullable(any);
    }
}
