package org.lacuna.inference;

import org.lacuna.core.LacunaException;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inference.internal.ModelInstaller;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The networks that are at hand: descriptors in built-in folders and in one of the user's, each
 * beside its network file, directly in the folder or in a folder of its own (docs/models.md).
 *
 * <p>Reads the folders anew at each call, so files may come and go. Thread-safe; two processes may
 * use one folder.
 *
 * @param builtIn folders that are only read; one that does not exist is empty
 * @param userFolder where {@link #add} puts networks; made when needed
 */
public record ModelLibrary(List<Path> builtIn, Path userFolder) {
    /** Environment variable that names the folder for networks of one's own. */
    public static final String FOLDER_VARIABLE = "LACUNA_MODELS";

    private static final String SUFFIX = ".json";

    /**
     * One descriptor that was found.
     *
     * @param file of the descriptor
     * @param builtIn whether it is in a built-in folder
     * @param descriptor empty when it cannot be read
     * @param problem why it cannot be used; empty when nothing is known against it. The outline of
     *     the network's file was read for that ({@link NetworkOutline}), hash and numbers are
     *     checked when it is opened
     */
    public record Entry(
            Path file, boolean builtIn, Optional<ModelDescriptor> descriptor, String problem) {
        public Entry {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(descriptor, "descriptor");
            Objects.requireNonNull(problem, "problem");
        }

        /** The same with a problem. */
        public Entry with(String newProblem) {
            return new Entry(file, builtIn, descriptor, newProblem);
        }

        public boolean usable() {
            return problem.isEmpty();
        }

        /** The descriptor's id, or the name of its file when it cannot be read. */
        public String id() {
            String name = file.getFileName().toString();
            return descriptor
                    .map(ModelDescriptor::id)
                    .orElse(name.substring(0, name.length() - SUFFIX.length()));
        }

        /** The network file. */
        public NetworkFile network() {
            return NetworkFile.of(file.resolveSibling(descriptor.orElseThrow().file()));
        }
    }

    public ModelLibrary {
        builtIn = List.copyOf(builtIn);
        Objects.requireNonNull(userFolder, "userFolder");
    }

    /**
     * The user's folder where nothing else is said: what the environment variable {@value
     * #FOLDER_VARIABLE} names, else {@code .lacuna/models} in the home folder.
     */
    public static Path defaultFolder() {
        String named = System.getenv(FOLDER_VARIABLE);
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".lacuna", "models")
                : Path.of(named);
    }

    /**
     * All descriptors: built-in ones first, then by file name. Of several with one id the first
     * counts, the others are listed with that problem.
     *
     * @throws StorageException when a folder cannot be read
     */
    public List<Entry> list() throws StorageException {
        List<Entry> entries = new ArrayList<>();
        Map<String, Path> known = new HashMap<>();
        for (Path folder : builtIn) {
            scan(folder, true, known, entries);
        }
        scan(userFolder, false, known, entries);
        return entries;
    }

    /**
     * Checks a network and copies it and its descriptor to a folder of its own in the user's
     * folder: both or none. Adding what is there already changes nothing.
     *
     * @param descriptorFile a descriptor beside its network
     * @return the copy
     * @throws ModelException when the check fails, or another network has that id
     */
    public Entry add(Path descriptorFile, ModelCheck check, Progress progress)
            throws ModelException, StorageException {
        ModelDescriptor descriptor = ModelDescriptor.read(descriptorFile);
        for (Entry e : list()) {
            if (e.id().equals(descriptor.id())) {
                if (e.usable() && e.descriptor().orElseThrow().equals(descriptor)) {
                    return e;
                }
                throw new ModelException(
                        descriptorFile
                                + ": the id "
                                + descriptor.id()
                                + " is taken by "
                                + e.file()
                                + ", expected a free one (change the id, or remove that file)");
            }
        }
        Path network = descriptorFile.resolveSibling(descriptor.file());
        check.open(descriptor, NetworkFile.of(network), progress).close();
        Path folder = new ModelInstaller(userFolder).install(descriptor, network, progress);
        return entry(folder.resolve(descriptor.id() + SUFFIX), false);
    }

    private static void scan(
            Path folder, boolean builtIn, Map<String, Path> known, List<Entry> entries)
            throws StorageException {
        List<Path> files = new ArrayList<>();
        for (Path p : children(folder)) {
            if (p.getFileName().toString().endsWith(SUFFIX)) {
                files.add(p);
            } else if (Files.isDirectory(p)) {
                children(p).stream()
                        .filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            Entry entry = entry(file, builtIn);
            if (entry.usable()) {
                Path first = known.putIfAbsent(entry.id(), file);
                if (first != null) {
                    String problem = file + ": the id " + entry.id() + " is taken by " + first;
                    entry = entry.with(problem);
                }
            }
            entries.add(entry);
        }
    }

    /** What is in a folder by name, without hidden files: those are not complete. */
    private static List<Path> children(Path folder) throws StorageException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path p : stream) {
                if (!p.getFileName().toString().startsWith(".")) {
                    children.add(p);
                }
            }
        } catch (IOException e) {
            throw StorageException.of(folder, "read", e);
        }
        Collections.sort(children);
        return children;
    }

    private static Entry entry(Path file, boolean builtIn) {
        Optional<ModelDescriptor> descriptor = Optional.empty();
        try {
            descriptor = Optional.of(ModelDescriptor.read(file));
            NetworkOutline.read(
                    descriptor.get().engine(),
                    NetworkFile.of(file.resolveSibling(descriptor.get().file())));
            return new Entry(file, builtIn, descriptor, "");
        } catch (LacunaException e) {
            return new Entry(file, builtIn, descriptor, e.getMessage());
        }
    }
}
