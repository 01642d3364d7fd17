package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.annotation.ExchangeFormat;

import java.nio.file.Path;
import java.util.Optional;

/** Asks where to write all annotations of the data set at hand for another program. */
public final class ExportHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        AnnotationDesk desk = AnnotationHandler.desk(event);
        if (desk.subject().isEmpty()) {
            desk.say(Messages.Annotation_notReady, true);
            return null;
        }
        Shell shell = HandlerUtil.getActiveShell(event);
        FormatDialog.ask(shell, Messages.Export_title, true)
                .ifPresent(
                        format ->
                                target(shell, format)
                                        .ifPresent(
                                                t -> new AnnotationExport(desk).start(format, t)));
        return null;
    }

    private static Optional<Path> target(Shell shell, ExchangeFormat format) {
        if (format.onePart()) {
            DirectoryDialog dialog = new DirectoryDialog(shell);
            dialog.setText(Messages.Export_title);
            dialog.setMessage(Messages.Export_folder);
            return Optional.ofNullable(dialog.open()).map(Path::of);
        }
        FileDialog dialog = new FileDialog(shell, SWT.SAVE);
        dialog.setText(Messages.Export_title);
        dialog.setFileName("annotations" + format.extension());
        dialog.setOverwrite(true);
        return Optional.ofNullable(dialog.open()).map(Path::of);
    }
}
