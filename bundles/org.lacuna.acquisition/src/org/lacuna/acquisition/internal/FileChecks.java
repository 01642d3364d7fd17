package org.lacuna.acquisition.internal;

import org.lacuna.core.DataException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells a missing, unreadable or wrong kind of file apart, which file streams do not. */
final class FileChecks {
    private FileChecks() {}

    static void requireReadable(Path path) throws IOException, DataException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path)) {
            throw DataException.of(
                    path, Files.isDirectory(path) ? "a folder" : "no regular file", "a file");
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }
}
