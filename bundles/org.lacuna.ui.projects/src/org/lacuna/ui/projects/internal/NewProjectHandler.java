package org.lacuna.ui.projects.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;

/** Opens the wizard for a new project. */
public final class NewProjectHandler extends AbstractHandler {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 420;

    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
        if (window != null) {
            open(window);
        }
        return null;
    }

    /** Shows the wizard; does not wait for it. UI thread. */
    static WizardDialog open(IWorkbenchWindow window) {
        NewProjectWizard wizard = new NewProjectWizard();
        wizard.init(window.getWorkbench(), StructuredSelection.EMPTY);
        WizardDialog dialog = new WizardDialog(window.getShell(), wizard);
        dialog.setBlockOnOpen(false);
        dialog.create();
        dialog.getShell().setMinimumSize(WIDTH, HEIGHT);
        dialog.open();
        return dialog;
    }
}
