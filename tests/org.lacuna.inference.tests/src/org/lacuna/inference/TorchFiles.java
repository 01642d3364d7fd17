package org.lacuna.inference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * TorchScript files: those of models/export/make_torch_test_networks.py, and archives that look
 * like one.
 */
final class TorchFiles {
    static final NetworkOptions ALLOWED = new NetworkOptions(DeviceRequest.CPU, 1, true);

    private TorchFiles() {}

    /** Skips a test that runs PyTorch, which the default build does not have. */
    static void assumePyTorch() {
        assumeTrue(
                System.getProperty(NetworkEngine.TORCH_NATIVES_PROPERTY) != null,
                "no PyTorch: the system property "
                        + NetworkEngine.TORCH_NATIVES_PROPERTY
                        + " names no folder with its libraries");
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = TorchFiles.class.getResourceAsStream("torch/" + name)) {
            if (in == null) {
                throw new IOException(name + ": not among the test's resources");
            }
            return in.readAllBytes();
        }
    }

    /**
     * Copies a network and its descriptor.
     *
     * @return the descriptor
     */
    static Path copy(Path folder, String name) throws IOException {
        Files.write(folder.resolve(name + ".pt"), bytes(name + ".pt"));
        return Files.write(folder.resolve(name + ".json"), bytes(name + ".json"));
    }

    /** What a TorchScript file has to have, as text. */
    static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("net/data.pkl", "\u0080\u0002.");
        parts.put("net/data/0", "0123");
        parts.put("net/code/__torch__.py", "class Net(Module):\n");
        parts.put("net/constants.pkl", "\u0080\u0002).");
        parts.put("net/version", "3\n");
        return parts;
    }

    /** An archive of these parts; code is compressed, the rest is not. */
    static byte[] archive(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                byte[] content = part.getValue().getBytes(StandardCharsets.ISO_8859_1);
                ZipEntry entry = new ZipEntry(part.getKey());
                if (!part.getKey().contains("/code/")) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
