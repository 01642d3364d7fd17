package org.lacuna.headless.internal;

import org.lacuna.core.StorageException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells inspection models, of any version, from other files (docs/formats.md). */
final class ModelSignature {
    private static final byte[] MAGIC = "LACUNAIM".getBytes(StandardCharsets.US_ASCII);

    private ModelSignature() {}

    static boolean isModel(Path file) throws StorageException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        }
    }
}
