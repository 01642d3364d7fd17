package org.lacuna.annotation.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of other programs and of this one, opened with a look at what they are. */
final class InputFiles {
    private InputFiles() {}

    static byte[] bytes(Path file, long maxBytes) throws DataException, StorageException {
        check(file, maxBytes);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw tooLong(file, bytes.length, maxBytes);
            }
            return bytes;
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }

    static void check(Path file, long maxBytes) throws DataException, StorageException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw DataException.of(
                    file, Files.isDirectory(file) ? "a folder" : "no regular file", "a file");
        }
        try {
            if (Files.size(file) > maxBytes) {
                throw tooLong(file, Files.size(file), maxBytes);
            }
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }

    private static DataException tooLong(Path file, long bytes, long maxBytes) {
        return DataException.of(file, bytes + " bytes", "at most " + maxBytes);
    }
}
