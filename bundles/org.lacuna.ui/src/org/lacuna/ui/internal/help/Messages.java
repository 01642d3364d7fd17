package org.lacuna.ui.internal.help;

import org.eclipse.osgi.util.NLS;

/** Texts of the help window. */
public final class Messages extends NLS {
    public static String Help_title;
    public static String Help_noPage;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.help.messages", Messages.class);
    }

    private Messages() {}
}
