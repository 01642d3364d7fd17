package org.lacuna.inspection;

import org.lacuna.core.DataException;
import org.lacuna.core.Modality;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Fingerprint of the data that a model was made from: SHA-256 over identity and file content of
 * each sample in the given order, and over what is done to it on loading. Sources without files
 * count with their identity alone.
 */
final class DataHash {
    private DataHash() {}

    static String of(List<SampleSource> sources, Progress progress) throws StorageException {
        MessageDigest digest = sha256();
        addAll(digest, sources, progress);
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The same for data with annotated parts, whose masks count, too.
     *
     * @param annotated without any, the fingerprint is that of {@code sources}
     */
    static String of(List<SampleSource> sources, List<SampleSource> annotated, Progress progress)
            throws DataException, StorageException {
        MessageDigest digest = sha256();
        addAll(digest, sources, progress);
        for (SampleSource source : annotated) {
            digest.update("annotated\n".getBytes(StandardCharsets.UTF_8));
            addAll(digest, List.of(source), progress);
            Optional<PixelMask> mask = source.loadGroundTruth();
            if (mask.isPresent()) {
                addMask(digest, mask.get());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addMask(MessageDigest digest, PixelMask mask) {
        byte[] row = new byte[mask.width()];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (byte) (mask.get(x, y) ? 1 : 0);
            }
            digest.update(row);
        }
    }

    private static void addAll(MessageDigest digest, List<SampleSource> sources, Progress progress)
            throws StorageException {
        byte[] buffer = new byte[1 << 16];
        for (SampleSource source : sources) {
            digest.update((source.id() + "\n").getBytes(StandardCharsets.UTF_8));
            source.alteration()
                    .ifPresent(a -> digest.update((a + "\n").getBytes(StandardCharsets.UTF_8)));
            for (Modality m : Modality.values()) {
                Path file = source.files().get(m);
                if (file != null) {
                    progress.throwIfCancelled();
                    digest.update((m.key() + "\n").getBytes(StandardCharsets.UTF_8));
                    update(digest, file, buffer);
                }
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, Path file, byte[] buffer)
            throws StorageException {
        try (InputStream in = Files.newInputStream(file)) {
            int n;
            while ((n = in.read(buffer)) > 0) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }
}
