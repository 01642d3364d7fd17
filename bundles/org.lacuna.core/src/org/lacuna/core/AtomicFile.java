package org.lacuna.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file wholly or not at all: to a temporary file beside it, forced to disk, renamed over
 * the target. Missing parent folders are made. On any failure the temporary file is deleted and the
 * old content stays. A process that is killed leaves its temporary file; {@link #writeAlone}
 * removes it at the next write.
 */
public final class AtomicFile {
    /** Writes the content; must not close the stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * @throws StorageException when the file cannot be written; names the file and the reason
     */
    public static void write(Path file, Content content) throws StorageException {
        Path target = file.toAbsolutePath();
        Path temporary = null;
        try {
            if (target.getFileName() == null) {
                throw new IOException("it is a folder");
            }
            Files.createDirectories(target.getParent());
            temporary = target.resolveSibling(StaleTemporaries.name(target));
            try (FileChannel channel =
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                OutputStream out =
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(temporary, target);
            temporary = null;
        } catch (IOException e) {
            throw StorageException.of(file, "written", e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /**
     * As {@link #write}, and removes what killed processes left beside the file before. For single
     * large files: it looks through the folder.
     *
     * @throws StorageException when the file cannot be written; names the file and the reason
     */
    public static void writeAlone(Path file, Content content) throws StorageException {
        StaleTemporaries.remove(file.toAbsolutePath());
        write(file, content);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // The first failure is the one to tell; a left-over temporary file is harmless.
            }
        }
    }
}
