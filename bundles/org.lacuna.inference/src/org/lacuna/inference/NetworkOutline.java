package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.inference.ModelDescriptor.Engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** What Lacuna reads of a network's file before any native code sees it. */
public sealed interface NetworkOutline permits OnnxFile, TorchFile {

    /** Size of the file. */
    long bytes();

    /** Whether the network is known to leave the number of samples open, so to take batches. */
    boolean takesBatches();

    /** Size in words, to follow the file's name. */
    String size();

    /** The format in words. */
    List<String> format();

    /**
     * Reads the outline of a file for an engine.
     *
     * @throws ModelException when the file is refused, or one for another engine; names the reason
     * @throws StorageException when it cannot be read
     */
    static NetworkOutline read(Engine engine, NetworkFile file)
            throws ModelException, StorageException {
        boolean zip = startsAsZip(file);
        switch (engine) {
            case ONNX_RUNTIME -> {
                if (zip) {
                    throw new ModelException(
                            file
                                    + ": found a zip archive, as TorchScript files are, expected a"
                                    + " network in ONNX format for the engine "
                                    + engine.word());
                }
                return OnnxFile.read(file);
            }
            case TORCHSCRIPT -> {
                if (!zip && isOnnx(file)) {
                    throw new ModelException(
                            file
                                    + ": found a network in ONNX format, expected TorchScript for"
                                    + " the engine "
                                    + engine.word()
                                    + "; the engine for ONNX is "
                                    + Engine.ONNX_RUNTIME.word());
                }
                return TorchFile.read(file);
            }
        }
        throw new IllegalStateException("an engine without a format: " + engine);
    }

    private static boolean startsAsZip(NetworkFile file) throws StorageException {
        ByteBuffer start = ByteBuffer.allocate(4);
        try (SeekableByteChannel channel = file.open()) {
            while (start.hasRemaining() && channel.read(start) >= 0) {
                // Until there is enough, or no more.
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        return !start.hasRemaining() && start.getInt(0) == 0x504b0304;
    }

    private static boolean isOnnx(NetworkFile file) throws StorageException {
        try {
            OnnxFile.read(file);
            return true;
        } catch (ModelException e) {
            // Then it is for its own format's check to say what it is.
            return false;
        }
    }
}
