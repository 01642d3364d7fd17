package org.lacuna.acquisition.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Sorted listings without the files that operating systems scatter about. */
public final class Folders {
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini");

    private Folders() {}

    /** Subfolders by name; none when the folder does not exist. */
    public static List<Path> subfolders(Path folder) throws StorageException {
        return Files.isDirectory(folder) ? list(folder, Files::isDirectory) : List.of();
    }

    /** Files by name; none when the folder does not exist. */
    public static List<Path> files(Path folder) throws StorageException {
        return Files.isDirectory(folder) ? list(folder, p -> !Files.isDirectory(p)) : List.of();
    }

    /**
     * The folder's files by stem (name without extension).
     *
     * @param extensions accepted, lower case, without dot
     * @throws DataException when a file has another extension, or two files have the same stem
     */
    public static Map<String, Path> byStem(Path folder, List<String> extensions)
            throws DataException, StorageException {
        Map<String, Path> found = new TreeMap<>();
        for (Path file : files(folder)) {
            if (!extensions.contains(extension(file))) {
                throw DataException.of(
                        file, "a file of another kind", "only ." + String.join(", .", extensions));
            }
            Path other = found.putIfAbsent(stem(file), file);
            if (other != null) {
                throw DataException.of(
                        file,
                        "a second file for sample '"
                                + stem(file)
                                + "' besides "
                                + other.getFileName(),
                        "one");
            }
        }
        return found;
    }

    public static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Lower case, without dot; empty if there is none. */
    public static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) throws StorageException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                String name = String.valueOf(path.getFileName());
                if (!name.startsWith(".")
                        && !LITTER.contains(name.toLowerCase(Locale.ROOT))
                        && wanted.test(path)) {
                    found.add(path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw StorageException.of(folder, "read", e.getCause());
        } catch (IOException e) {
            throw StorageException.of(folder, "read", e);
        }
        found.sort(null);
        return found;
    }
}
