package org.lacuna.ui.internal.jobs;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.lacuna.ui.internal.help.Help;

import java.util.ArrayList;
import java.util.List;

/** Says how a job ended, beside the window: nothing waits for an answer. UI thread. */
final class FinishedDialog extends MessageDialog {
    private final IWorkbenchWindow window;
    private final List<FollowUp> actions;

    private FinishedDialog(
            IWorkbenchWindow window, String title, int kind, TaskJob.Outcome outcome) {
        super(
                window.getShell(),
                title,
                null,
                outcome.message(),
                kind,
                // Close: who was typing elsewhere must not start something.
                outcome.actions().size(),
                labels(outcome.actions()));
        this.window = window;
        this.actions = outcome.actions();
        setShellStyle(SWT.DIALOG_TRIM | SWT.MODELESS | SWT.RESIZE | getDefaultOrientation());
        setBlockOnOpen(false);
    }

    private static String[] labels(List<FollowUp> actions) {
        List<String> labels = new ArrayList<>();
        actions.forEach(a -> labels.add(a.label()));
        labels.add(Messages.Common_close);
        return labels.toArray(String[]::new);
    }

    /** Nothing happens when there is no window any more. */
    static void open(String title, int icon, TaskJob.Outcome outcome) {
        IWorkbenchWindow window = window();
        if (window == null) {
            return;
        }
        int kind =
                switch (icon) {
                    case SWT.ICON_ERROR -> ERROR;
                    case SWT.ICON_WARNING -> WARNING;
                    default -> INFORMATION;
                };
        new FinishedDialog(window, title, kind, outcome).open();
    }

    private static IWorkbenchWindow window() {
        IWorkbenchWindow active = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (active != null) {
            return active;
        }
        IWorkbenchWindow[] all = PlatformUI.getWorkbench().getWorkbenchWindows();
        return all.length == 0 ? null : all[0];
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        Help.set(shell, "dialog-finished");
    }

    @Override
    protected void buttonPressed(int id) {
        Shell owner = window.getShell();
        super.buttonPressed(id);
        if (id >= 0 && id < actions.size() && owner != null && !owner.isDisposed()) {
            actions.get(id).action().accept(window);
        }
    }
}
