package org.lacuna.core;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reading or writing failed for a reason outside the file's content: no permission, disk full, no
 * such folder.
 */
public final class StorageException extends LacunaException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param file what was being read or written
     * @param action {@code read} or {@code written}, as in 'cannot be ...'
     */
    public static StorageException of(Path file, String action, IOException cause) {
        String why =
                switch (cause) {
                    case AccessDeniedException e -> "no permission";
                    case NoSuchFileException e -> "no such file or folder: " + e.getFile();
                    case FileAlreadyExistsException e -> e.getFile() + " is in the way";
                    case FileSystemException e when e.getReason() != null -> e.getReason();
                    default ->
                            cause.getMessage() == null
                                    ? cause.getClass().getSimpleName()
                                    : cause.getMessage();
                };
        return new StorageException(file + ": cannot be " + action + ": " + why, cause);
    }
}
