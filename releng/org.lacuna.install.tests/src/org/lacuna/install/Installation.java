package org.lacuna.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An unpacked Eclipse product on disk, and how to run its applications in a process of their own.
 */
final class Installation {

    /** What a finished process left. */
    record Result(int exitCode, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    private static final long TIMEOUT_MINUTES = 10;

    private final Path folder;

    Installation(Path folder) {
        this.folder = folder;
    }

    /** What another module of this build has made; the tests of this module are useless without. */
    static Path built(String relative) {
        Path path = Path.of("..", relative.split("/")).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(
                    path
                            + " is not there: build the whole reactor (mvn verify), not this module"
                            + " alone");
        }
        return path;
    }

    static Installation copyOf(Path source, Path target) throws IOException {
        deleteTree(target);
        Files.walkFileTree(
                source,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path dir, BasicFileAttributes attributes) throws IOException {
                        Files.createDirectories(target.resolve(source.relativize(dir)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(
                                file,
                                target.resolve(source.relativize(file)),
                                StandardCopyOption.COPY_ATTRIBUTES);
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new Installation(target);
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Names of what lies in {@code plugins}: symbolic name, underscore, version. */
    Set<String> plugins() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder.resolve("plugins"))) {
            files.forEach(f -> names.add(f.getFileName().toString().replaceFirst("\\.jar$", "")));
        }
        return names;
    }

    /**
     * What our own bundles hold in {@code lib/} and {@code native/}: symbolic name, slash, path of
     * a jar or a folder.
     */
    Set<String> embeddedLibraries() throws IOException {
        Set<String> libraries = new TreeSet<>();
        for (Path plugin : ownPlugins()) {
            String name = plugin.getFileName().toString().replaceFirst("_[^_]+$", "");
            if (Files.isDirectory(plugin)) {
                if (Files.isDirectory(plugin.resolve("native"))) {
                    libraries.add(name + "/native");
                }
                continue;
            }
            try (ZipFile jar = new ZipFile(plugin.toFile())) {
                jar.stream()
                        .map(ZipEntry::getName)
                        .filter(n -> n.matches("lib/[^/]+(/.*)?"))
                        .forEach(n -> libraries.add(name + "/lib/" + n.split("/")[1]));
            }
        }
        return libraries;
    }

    private List<Path> ownPlugins() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("plugins"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("org.lacuna."))
                    .sorted()
                    .toList();
        }
    }

    /** Symbolic names in the list of bundles that Equinox installs, in the named configuration. */
    Set<String> configuredBundles(String configuration) throws IOException {
        Set<String> names = new TreeSet<>();
        Path list =
                folder.resolve(configuration)
                        .resolve("org.eclipse.equinox.simpleconfigurator/bundles.info");
        for (String line : Files.readAllLines(list)) {
            if (!line.startsWith("#")) {
                names.add(line.split(",", 2)[0]);
            }
        }
        return names;
    }

    /** Command line that starts Equinox of this installation. */
    List<String> equinox(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-jar");
        try (Stream<Path> files = Files.list(folder.resolve("plugins"))) {
            command.add(
                    files.filter(
                                    f ->
                                            f.getFileName()
                                                    .toString()
                                                    .startsWith("org.eclipse.equinox.launcher_"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("no launcher in " + folder))
                            .toString());
        }
        command.add("-nosplash");
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs the p2 director of this installation on this installation. */
    Result director(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                equinox("-data", "@none", "-application", "org.eclipse.equinox.p2.director");
        command.addAll(List.of(arguments));
        return run(command, folder);
    }

    /** Runs a process to its end, without standard input and without a display. */
    static Result run(List<String> command, Path workingFolder)
            throws IOException, InterruptedException {
        File out = File.createTempFile("lacuna", ".out");
        File err = File.createTempFile("lacuna", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().remove("DISPLAY");
            builder.environment().remove("WAYLAND_DISPLAY");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.directory(workingFolder.toFile());
            builder.redirectInput(new File("/dev/null"));
            builder.redirectOutput(out);
            builder.redirectError(err);
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new IOException(
                        "no end after "
                                + TIMEOUT_MINUTES
                                + " minutes: "
                                + String.join(" ", command));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out.toPath()),
                    Files.readString(err.toPath()));
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }
}
