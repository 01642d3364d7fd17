package org.lacuna.ui.internal.models;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for an inspection model and shows its page, each in a view of its own. */
public final class OpenModelHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        Optional<Path> chosen = choose(window.getShell());
        if (chosen.isPresent() && window.getActivePage() != null) {
            try {
                open(window.getActivePage(), chosen.get());
            } catch (PartInitException e) {
                throw new ExecutionException(e.getMessage(), e);
            }
        }
        return null;
    }

    /** Asks for the file of a model. UI thread only. */
    static Optional<Path> choose(Shell shell) {
        FileDialog dialog = new FileDialog(shell, SWT.OPEN);
        dialog.setText(Messages.Model_openTitle);
        dialog.setFilterExtensions(new String[] {"*.lacuna", "*"});
        return Optional.ofNullable(dialog.open()).map(Path::of);
    }

    /** Shows the model in a view that no other model has. UI thread only. */
    public static ModelView open(IWorkbenchPage page, Path model) throws PartInitException {
        int number = 1;
        for (IViewReference r : page.getViewReferences()) {
            if (r.getId().equals(ModelView.ID) && r.getSecondaryId() != null) {
                number = Math.max(number, 1 + Integer.parseInt(r.getSecondaryId()));
            }
        }
        ModelView view =
                (ModelView)
                        page.showView(
                                ModelView.ID,
                                Integer.toString(number),
                                IWorkbenchPage.VIEW_ACTIVATE);
        view.open(model);
        return view;
    }
}
