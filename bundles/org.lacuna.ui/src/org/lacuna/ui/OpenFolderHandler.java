package org.lacuna.ui;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Asks for a result folder or data set and shows it in the parts view. */
public final class OpenFolderHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
        if (window == null) {
            return null;
        }
        DirectoryDialog dialog = new DirectoryDialog(window.getShell());
        dialog.setText(Messages.Open_title);
        dialog.setMessage(Messages.Open_message);
        String chosen = dialog.open();
        if (chosen != null) {
            open(window, Path.of(chosen));
        }
        return null;
    }

    /** Shows the folder in the parts view of the window; must be called on the UI thread. */
    public static void open(IWorkbenchWindow window, Path folder) {
        show(window, view -> view.open(folder));
    }

    /**
     * Shows the folder in the parts view of the window with the first part selected that is wanted,
     * as soon as it is read; must be called on the UI thread.
     */
    public static void open(IWorkbenchWindow window, Path folder, Predicate<PartItem> wanted) {
        show(window, view -> view.open(folder, wanted));
    }

    private static void show(IWorkbenchWindow window, Consumer<PartsView> opener) {
        if (window == null || window.getActivePage() == null) {
            return;
        }
        try {
            IWorkbenchPage page = window.getActivePage();
            PartsView view = (PartsView) page.showView(PartsView.ID);
            opener.accept(view);
            // What it shows belongs to a part, and may lie behind the view of a task.
            IViewPart defects = page.findView(DefectsView.ID);
            if (defects != null) {
                page.bringToTop(defects);
            }
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
            ErrorDialog.openError(window.getShell(), "Lacuna", Messages.Open_failed, e.getStatus());
        }
    }
}
