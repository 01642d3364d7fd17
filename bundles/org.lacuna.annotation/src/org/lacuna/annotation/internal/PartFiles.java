package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotationFile;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of formats that have one for each part. */
public final class PartFiles {
    /** Written by this program into folders, see 'run.json' in docs/command-line.md. */
    private static final String RUN_FILE = "run.json";

    private PartFiles() {}

    /**
     * The file itself, or the files of that format in the folder, by name.
     *
     * @throws DataException when there is none in the folder
     */
    public static List<Path> list(Path path, ExchangeFormat format)
            throws DataException, StorageException {
        if (!Files.exists(path)) {
            throw StorageException.of(path, "read", new NoSuchFileException(path.toString()));
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> found =
                    files.filter(f -> fits(f, format) && Files.isRegularFile(f)).sorted().toList();
            if (found.isEmpty()) {
                throw DataException.of(
                        path, "no file NAME" + format.extension() + " in it", "at least one");
            }
            return found;
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        }
    }

    private static boolean fits(Path file, ExchangeFormat format) {
        String name = file.getFileName().toString();
        return name.toLowerCase(Locale.ROOT).endsWith(format.extension())
                && !name.startsWith(".")
                && !name.equals(RUN_FILE)
                && (format == ExchangeFormat.LACUNA || !name.endsWith(AnnotationFile.EXTENSION));
    }

    /** The part that a file is about, by its name. */
    static String partOf(Path file, ExchangeFormat format) {
        String name = file.getFileName().toString();
        boolean usual = name.toLowerCase(Locale.ROOT).endsWith(format.extension());
        return PartNames.clean(
                usual ? name.substring(0, name.length() - format.extension().length()) : name);
    }
}
