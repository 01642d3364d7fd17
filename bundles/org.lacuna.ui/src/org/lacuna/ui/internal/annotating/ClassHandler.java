package org.lacuna.ui.internal.annotating;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.commands.IParameterValues;

import java.util.Map;
import java.util.TreeMap;

/** Chooses the class of a key, which the command's parameter names. */
public final class ClassHandler extends AbstractHandler {
    static final String PARAMETER = "org.lacuna.ui.annotation.class.key";

    /** The keys, for Quick Access. */
    public static final class Keys implements IParameterValues {
        @Override
        public Map<String, String> getParameterValues() {
            Map<String, String> keys = new TreeMap<>();
            for (int key = 1; key <= 9; key++) {
                keys.put(Integer.toString(key), Integer.toString(key));
            }
            return keys;
        }
    }

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        new Marking(AnnotationHandler.desk(event))
                .chooseClass(Integer.parseInt(event.getParameter(PARAMETER)));
        return null;
    }
}
