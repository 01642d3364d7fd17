package org.lacuna.acquisition.internal;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real scans beside the repository; tests that need them are skipped where they are not. */
public final class SharedData {
    private SharedData() {}

    public static Path folder(String name) {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            Path data = p.resolve("shared").resolve("data").resolve(name);
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        Assumptions.assumeTrue(false, "shared data not present: " + name);
        throw new IllegalStateException();
    }
}
