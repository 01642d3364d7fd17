package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;
import org.lacuna.annotation.AnnotationClass;

/** Asks for the name of a class and adds it to those of the part and of parts to come. */
public final class AddClassHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        AnnotationDesk desk = AnnotationHandler.desk(event);
        if (!desk.isReady()) {
            desk.say(Messages.Annotation_notReady, true);
            return null;
        }
        InputDialog dialog =
                new InputDialog(
                        HandlerUtil.getActiveShell(event),
                        Messages.AddClass_title,
                        Messages.AddClass_message,
                        "",
                        AddClassHandler::check);
        if (dialog.open() == Window.OK) {
            new Marking(desk).addClass(dialog.getValue().strip());
        }
        return null;
    }

    /** What is wrong with a name; null if nothing is. */
    private static String check(String name) {
        try {
            new AnnotationClass(name.strip(), 0, 0);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
