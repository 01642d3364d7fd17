package org.lacuna.ui;

import org.eclipse.core.runtime.ILog;
import org.eclipse.osgi.service.datalocation.Location;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;

/**
 * Takes a workspace for this process alone: two that write to one destroy its projects. A second
 * Lacuna takes the folder {@code workspace-2} beside the usual one, and so on. To be called once,
 * before anything is read from a workspace.
 */
final class WorkspaceChoice {
    /** System property with the folder of the usual workspace; the launcher sets it. */
    static final String USUAL = "org.lacuna.ui.workspace";

    private static final int MOST = 20;

    private WorkspaceChoice() {}

    /**
     * @param area instance area; one that is set, by {@code -data}, is taken as it is
     * @param usual folder of the usual workspace; null for the area's default
     * @return whether a workspace is ours now; else all are in use
     */
    static boolean take(Location area, String usual) {
        if (area == null) {
            return true;
        }
        try {
            if (area.isSet()) {
                return area.lock();
            }
            URL first = usual == null ? area.getDefault() : url(Path.of(usual));
            if (first == null || area.set(first, true)) {
                return true;
            }
            for (int i = 2; usual != null && i <= MOST; i++) {
                Path folder = Path.of(usual);
                if (area.set(url(folder.resolveSibling(folder.getFileName() + "-" + i)), true)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // A disk without locks: the views say what cannot be written.
            ILog.get().warn("The workspace cannot be locked", e);
            return true;
        }
    }

    private static URL url(Path folder) throws IOException {
        return folder.toAbsolutePath().toUri().toURL();
    }
}
