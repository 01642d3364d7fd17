package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkFile.OnDisk;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;

/** What any file has to be before an engine gets it. */
final class FileCheck {

    private FileCheck() {}

    /**
     * @param expected for the message, like 'a network in ONNX format'
     * @throws ModelException when it is no file, cannot be read or is empty
     */
    static void there(NetworkFile file, String expected) throws ModelException {
        if (file instanceof OnDisk disk && !Files.isRegularFile(disk.path())) {
            throw new ModelException(
                    file
                            + ": "
                            + (Files.exists(disk.path()) ? "not a file" : "no such file")
                            + ", expected "
                            + expected);
        }
        long bytes;
        try (SeekableByteChannel channel = file.open()) {
            bytes = channel.size();
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (bytes == 0) {
            throw new ModelException(file + ": found 0 bytes, expected " + expected);
        }
    }
}
