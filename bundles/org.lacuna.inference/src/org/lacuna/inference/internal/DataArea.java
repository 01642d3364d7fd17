package org.lacuna.inference.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

import java.io.File;
import java.nio.file.Path;

/** Where this bundle may write: its data area, or the folder for temporary files without OSGi. */
final class DataArea {

    private DataArea() {}

    /** Not created: what writes there does that. */
    static Path folder(String name) {
        File area = null;
        try {
            area = InFramework.file(name);
        } catch (LinkageError e) {
            // Plain class path without OSGi.
            area = null;
        }
        return area == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "lacuna-" + name)
                : area.toPath();
    }

    /** Of its own, so that {@link DataArea} loads without OSGi. */
    private static final class InFramework {
        static File file(String name) {
            Bundle bundle = FrameworkUtil.getBundle(DataArea.class);
            return bundle == null ? null : bundle.getDataFile(name);
        }
    }
}
