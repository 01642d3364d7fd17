package org.lacuna.annotation.internal;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.core.AtomicFile;
import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An annotation file as it is on disk.
 *
 * @param part what it holds
 * @param sha256 of its bytes
 */
public record SavedFile(AnnotatedPart part, byte[] sha256) {
    /** About 50 million runs. */
    private static final long MAX_BYTES = 256L << 20;

    /** Bytes ready to be written, and what they are. */
    record Encoded(byte[] bytes, byte[] sha256) {}

    public static SavedFile read(Path file) throws DataException, StorageException {
        byte[] bytes = InputFiles.bytes(file, MAX_BYTES);
        return new SavedFile(AnnotationJson.read(file, bytes), hash(bytes));
    }

    /**
     * @throws StorageException when it would be more than a reader takes
     */
    static Encoded encode(Path file, AnnotatedPart part) throws StorageException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            AnnotationJson.write(out, part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (out.size() > MAX_BYTES) {
            throw new StorageException(
                    file
                            + ": cannot be written: the masks take "
                            + out.size()
                            + " bytes, expected at most "
                            + MAX_BYTES,
                    null);
        }
        byte[] bytes = out.toByteArray();
        return new Encoded(bytes, hash(bytes));
    }

    /** Wholly or not at all, and on disk when this returns. */
    static void write(Path file, Encoded content) throws StorageException {
        AtomicFile.writeAlone(file, out -> out.write(content.bytes()));
        forceFolder(file.toAbsolutePath().getParent());
    }

    /** Makes the new name of a file outlast a power cut, where the system can do that. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; what was renamed is consistent either way.
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
