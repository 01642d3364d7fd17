package org.lacuna.ui.internal.models;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.ui.PartsView;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for results to compare those with that the list of parts shows. */
public final class CompareHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        if (window.getActivePage() == null) {
            return null;
        }
        try {
            CompareView view = (CompareView) window.getActivePage().showView(CompareView.ID);
            Optional<Path> a = PartsView.shownResults(window);
            if (a.isEmpty()) {
                view.say(Messages.Compare_noResults);
                return null;
            }
            DirectoryDialog dialog = new DirectoryDialog(window.getShell());
            dialog.setText(Messages.Compare_dialog);
            dialog.setMessage(Messages.Compare_message);
            String chosen = dialog.open();
            if (chosen != null) {
                view.compare(a.get(), Path.of(chosen));
            }
        } catch (PartInitException e) {
            throw new ExecutionException(e.getMessage(), e);
        }
        return null;
    }
}
