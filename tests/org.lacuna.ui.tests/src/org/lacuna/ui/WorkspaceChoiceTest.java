package org.lacuna.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.service.datalocation.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Two workbenches at a time. */
class WorkspaceChoiceTest {
    @TempDir Path folder;

    private static Location area() {
        return Platform.getInstanceLocation().createLocation(null, null, false);
    }

    @Test
    void secondWorkbench_takesTheWorkspaceBesideTheFirst() throws Exception {
        String usual = folder.resolve("workspace").toString();
        Location first = area();
        Location second = area();
        try {
            assertTrue(WorkspaceChoice.take(first, usual));
            assertTrue(WorkspaceChoice.take(second, usual));
            assertEquals(Path.of(usual), Path.of(first.getURL().toURI()));
            assertEquals(folder.resolve("workspace-2"), Path.of(second.getURL().toURI()));
        } finally {
            first.release();
            second.release();
        }
    }

    @Test
    void workspaceThatTheUserChose_isNotReplacedByAnother() throws Exception {
        Location first = area();
        Location second = area();
        try {
            assertTrue(first.set(folder.toUri().toURL(), true));
            assertTrue(second.set(folder.toUri().toURL(), false));
            assertFalse(WorkspaceChoice.take(second, folder.resolve("other").toString()));
        } finally {
            first.release();
        }
        assertTrue(WorkspaceChoice.take(second, null), "free again");
        second.release();
    }
}
