package org.lacuna.ui.internal.thresholds;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

/**
 * Shows the view of the scores and does something in it; the extension says what, after the colon
 * of its class: {@code show}, {@code apply}, {@code reset} or {@code history}.
 */
public final class ScoresHandler extends AbstractHandler implements IExecutableExtension {
    private String action = "";

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        action = String.valueOf(data);
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
        if (page == null) {
            return null;
        }
        try {
            ScoresView view = (ScoresView) page.showView(ScoresView.ID);
            switch (action) {
                case "apply" -> view.apply();
                case "reset" -> view.reset();
                case "history" -> view.history();
                default -> view.setFocus();
            }
        } catch (PartInitException e) {
            throw new ExecutionException(e.getMessage(), e);
        }
        return null;
    }
}
