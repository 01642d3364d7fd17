package org.lacuna.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder with a {@code META-INF/MANIFEST.MF}, as the tests of the architecture see it. */
record BundleProject(Path folder, Manifest manifest) {

    static final String PREFIX = "org.lacuna.";

    /** One clause of a manifest header: text without commas, or with commas inside quotes. */
    private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");

    private static final Pattern IMPORT =
            Pattern.compile("^import\\s+(?:static\\s+)?([\\w.]+)", Pattern.MULTILINE);

    /**
     * The root of the clone: the nearest folder, from the working directory up, that holds {@code
     * bundles}.
     */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("bundles"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "no folder 'bundles' in or above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** All bundles in the folder {@code group} of the root, sorted by name. */
    static List<BundleProject> allIn(String group) {
        try (Stream<Path> folders = Files.list(root().resolve(group))) {
            return folders.filter(f -> Files.isRegularFile(f.resolve("META-INF/MANIFEST.MF")))
                    .sorted()
                    .map(BundleProject::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BundleProject read(Path folder) {
        try (InputStream in = Files.newInputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
            return new BundleProject(folder, new Manifest(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The names in a header, without attributes and directives; empty if there is no such header.
     */
    Set<String> names(String header) {
        return names(manifest, header);
    }

    static Set<String> names(Manifest manifest, String header) {
        Set<String> names = new TreeSet<>();
        String value = manifest.getMainAttributes().getValue(header);
        if (value != null) {
            Matcher clauses = CLAUSE.matcher(value);
            while (clauses.find()) {
                names.add(clauses.group().split(";", 2)[0].strip());
            }
        }
        return names;
    }

    String symbolicName() {
        return names("Bundle-SymbolicName").iterator().next();
    }

    /** The name without {@code org.lacuna.}, as the table of the architecture writes it. */
    String shortName() {
        return symbolicName().substring(PREFIX.length());
    }

    boolean isUserInterface() {
        return shortName().equals("ui") || shortName().startsWith("ui.");
    }

    /** Full names of all types and packages that the sources import. */
    Set<String> sourceImports() {
        Set<String> imports = new TreeSet<>();
        for (Path source : sources()) {
            try {
                Matcher found = IMPORT.matcher(Files.readString(source));
                while (found.find()) {
                    imports.add(found.group(1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return imports;
    }

    List<Path> sources() {
        try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
