package org.lacuna.workflow;

import org.lacuna.core.StorageException;
import org.lacuna.inspection.ModelRegistryFile;
import org.lacuna.inspection.ThresholdBookFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells inspection models, threshold books, model registries, memory banks and feature files, of
 * any version, from other files (docs/formats.md).
 */
public final class FileSignature {

    private FileSignature() {}

    public static boolean isModel(Path file) throws StorageException {
        return begins(file, "LACUNAIM");
    }

    public static boolean isBank(Path file) throws StorageException {
        return begins(file, "LACUNAMB");
    }

    public static boolean isFeatures(Path file) throws StorageException {
        return begins(file, "LACUNAFV");
    }

    public static boolean isThresholds(Path file) throws StorageException {
        return begins(file, ThresholdBookFile.SIGNATURE);
    }

    public static boolean isRegistry(Path file) throws StorageException {
        return begins(file, ModelRegistryFile.SIGNATURE);
    }

    /** Whether the file starts with the text, in ASCII. */
    public static boolean begins(Path file, String signature) throws StorageException {
        byte[] expected = signature.getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(expected.length), expected);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }
}
