package org.lacuna.ui.projects.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks for the folder of a data set that the selected project, or the only one, refers to. */
public final class AddDataHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
        if (window == null) {
            return null;
        }
        Optional<LacunaProject> project = Selected.project(HandlerUtil.getCurrentSelection(event));
        if (project.isEmpty()) {
            MessageDialog.openInformation(
                    window.getShell(), Messages.New_addTitle, Messages.Check_noProject);
            return null;
        }
        DirectoryDialog dialog = new DirectoryDialog(window.getShell());
        dialog.setText(Messages.New_addTitle);
        dialog.setMessage(NLS.bind(Messages.Add_message, project.get().project().getName()));
        String chosen = dialog.open();
        if (chosen != null) {
            MakeJob.add(window, project.get(), List.of(Path.of(chosen))).schedule();
        }
        return null;
    }
}
