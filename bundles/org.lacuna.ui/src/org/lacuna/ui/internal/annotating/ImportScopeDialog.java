package org.lacuna.ui.internal.annotating;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;

import java.nio.file.Path;

/** Asks whose annotations of a file are wanted. Does not wait for the answer. UI thread. */
final class ImportScopeDialog extends MessageDialog {
    private final Runnable all;
    private final Runnable shown;

    /**
     * @param listed parts of the file that the window lists
     * @param all told when all of them are wanted
     * @param shown told when only the shown part is
     */
    ImportScopeDialog(Shell shell, Path file, int parts, int listed, Runnable all, Runnable shown) {
        super(
                shell,
                Messages.Import_title,
                null,
                NLS.bind(Messages.Import_scope, new Object[] {file, parts, listed}),
                QUESTION,
                0,
                NLS.bind(Messages.Import_scopeAll, listed),
                Messages.Import_scopeShown,
                IDialogConstants.CANCEL_LABEL);
        this.all = all;
        this.shown = shown;
        setBlockOnOpen(false);
    }

    @Override
    protected void buttonPressed(int button) {
        super.buttonPressed(button);
        if (button == 0) {
            all.run();
        } else if (button == 1) {
            shown.run();
        }
    }
}
