package org.lacuna.ui.internal.steps;

import org.eclipse.osgi.util.NLS;

/** Texts of the guide. */
public final class Messages extends NLS {
    public static String Steps_open;

    static {
        NLS.initializeMessages("org.lacuna.ui.internal.steps.messages", Messages.class);
    }

    private Messages() {}
}
