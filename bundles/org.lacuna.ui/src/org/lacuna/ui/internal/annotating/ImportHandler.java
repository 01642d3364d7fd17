package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.ui.internal.thresholds.Trial;

import java.nio.file.Path;
import java.util.Optional;

/** Asks for a file of annotations and adds those of the part at hand. */
public final class ImportHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        AnnotationDesk desk = AnnotationHandler.desk(event);
        if (!desk.isReady()) {
            desk.say(Messages.Annotation_notReady, true);
            return null;
        }
        Shell shell = HandlerUtil.getActiveShell(event);
        Optional<ExchangeFormat> format = FormatDialog.ask(shell, Messages.Import_title, false);
        if (format.isPresent()) {
            FileDialog dialog = new FileDialog(shell, SWT.OPEN);
            dialog.setText(Messages.Import_title);
            dialog.setFilterExtensions(new String[] {"*" + format.get().extension(), "*"});
            String chosen = dialog.open();
            if (chosen != null) {
                new AnnotationImport(
                                desk,
                                HandlerUtil.getActiveWorkbenchWindowChecked(event)
                                        .getService(Trial.class)
                                        .parts(),
                                shell)
                        .start(format.get(), Path.of(chosen));
            }
        }
        return null;
    }
}
