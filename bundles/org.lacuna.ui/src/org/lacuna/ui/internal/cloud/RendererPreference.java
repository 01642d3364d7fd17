package org.lacuna.ui.internal.cloud;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;

/** What the user wants point clouds to be drawn with; kept with the workspace. */
public enum RendererPreference {
    /** The graphics card if there is one that works, else plain Java. */
    AUTOMATIC,
    /** OpenGL, even where it computes without a graphics card. */
    OPENGL,
    JAVA;

    private static final String NODE = "org.lacuna.ui";
    private static final String RENDERER = "cloud.renderer";
    private static final String TRYING = "cloud.openGlTried";

    /** As last stored; automatic where that is not known any more. */
    public static RendererPreference read() {
        String name = node().get(RENDERER, AUTOMATIC.name());
        for (RendererPreference value : values()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return AUTOMATIC;
    }

    public void write() {
        if (this == AUTOMATIC) {
            node().remove(RENDERER);
        } else {
            node().put(RENDERER, name());
        }
        flush();
    }

    /** Whether OpenGL was being tried when the program ended without a word. */
    static boolean wasTrying() {
        return node().getBoolean(TRYING, false);
    }

    /** Notes, on disk, that OpenGL is being tried: a driver can end the whole program. */
    static void setTrying(boolean trying) {
        if (trying) {
            node().putBoolean(TRYING, true);
        } else {
            node().remove(TRYING);
        }
        flush();
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    private static void flush() {
        try {
            node().flush();
        } catch (BackingStoreException e) {
            ILog.get().error("Preferences of point clouds cannot be stored: " + e.getMessage(), e);
        }
    }
}
