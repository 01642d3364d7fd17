package org.lacuna.workflow;

import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Finds files of the same content, by SHA-256; only files of the same length are read. */
final class FileDigests {
    private static final int BUFFER = 1 << 16;

    private FileDigests() {}

    /**
     * @return groups of two and more files of the same content, in the order of the files
     * @throws StorageException when a file cannot be read
     */
    static List<List<Path>> same(List<Path> files, Progress progress) throws StorageException {
        Map<Long, List<Path>> byLength = new HashMap<>();
        for (Path file : files) {
            progress.throwIfCancelled();
            byLength.computeIfAbsent(length(file), l -> new ArrayList<>()).add(file);
        }
        Map<String, List<Path>> byContent = new HashMap<>();
        for (Path file : files) {
            if (byLength.get(length(file)).size() > 1) {
                byContent.computeIfAbsent(sha256(file, progress), h -> new ArrayList<>()).add(file);
            }
        }
        return byContent.values().stream()
                .filter(g -> g.size() > 1)
                .sorted((a, b) -> Integer.compare(files.indexOf(a.get(0)), files.indexOf(b.get(0))))
                .toList();
    }

    private static long length(Path file) throws StorageException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }

    static String sha256(Path file, Progress progress) throws StorageException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            int n;
            while ((n = in.read(buffer)) >= 0) {
                progress.throwIfCancelled();
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
