package org.lacuna.ui.internal.help;

import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;

/** Says what is told of a control when somebody asks for help (F1). UI thread. */
public final class Help {
    /** Bundle of the texts, {@code help/contexts.xml}. */
    public static final String BUNDLE = "org.lacuna.ui";

    private Help() {}

    /**
     * @param context its identifier in {@code help/contexts.xml}, without a dot
     */
    public static void set(Control control, String context) {
        PlatformUI.getWorkbench().getHelpSystem().setHelp(control, BUNDLE + "." + context);
    }
}
