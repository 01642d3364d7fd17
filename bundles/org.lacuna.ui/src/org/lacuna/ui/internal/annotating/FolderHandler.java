package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.handlers.HandlerUtil;

import java.nio.file.Path;

/** Asks where the annotations of the data set at hand are kept. */
public final class FolderHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        AnnotationDesk desk = AnnotationHandler.desk(event);
        if (desk.subject().isEmpty()) {
            desk.say(Messages.Annotation_notReady, true);
            return null;
        }
        AnnotationPlace place = desk.subject().get().place();
        Path now = AnnotationPreferences.folder(place);
        DirectoryDialog dialog = new DirectoryDialog(HandlerUtil.getActiveShell(event));
        dialog.setText(Messages.Folder_title);
        dialog.setMessage(NLS.bind(Messages.Folder_message, place.home(), now));
        dialog.setFilterPath(now.toString());
        String chosen = dialog.open();
        if (chosen != null) {
            AnnotationPreferences.setFolder(place, Path.of(chosen));
            desk.folderChanged();
        }
        return null;
    }
}
