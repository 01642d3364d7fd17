package org.lacuna.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** One more bundle in an installation, until it is removed. */
final class GuestBundle {
    private final Path list;
    private final List<String> before;

    /**
     * @param jar of the bundle; where it lies is where it runs from
     */
    GuestBundle(Installation host, String name, Path jar) throws IOException {
        list =
                host.folder()
                        .resolve(
                                "configuration/org.eclipse.equinox.simpleconfigurator/bundles.info");
        before = Files.readAllLines(list);
        List<String> more = new ArrayList<>(before);
        // With another version than the jar's own, Equinox drops the bundle without a word.
        more.add(name + "," + version(jar) + "," + jar.toUri() + ",4,false");
        Files.write(list, more);
    }

    private static String version(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Bundle-Version");
        }
    }

    void remove() throws IOException {
        Files.write(list, before);
    }
}
