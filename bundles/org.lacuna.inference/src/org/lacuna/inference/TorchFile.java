package org.lacuna.inference;

import org.lacuna.core.ModelException;
import org.lacuna.core.StorageException;
import org.lacuna.inference.internal.TorchParser;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The outline of a TorchScript file (torch.jit.save), read before any native code sees it.
 * Immutable and thread-safe.
 *
 * <p>Refused are files that are empty, cut off, damaged or larger than 2 GB, that are no zip
 * archive or one whose parts overlap, lie outside the file, are encrypted, or unfold to more than
 * 64 MB where they are compressed, that lack what TorchScript has (a checkpoint of weights lacks
 * its code), or that are of a version that this PyTorch does not know. What the code does is not
 * looked at: a file that passes may compute anything. Weights are skipped, not loaded.
 *
 * @param bytes size of the file
 * @param version of the format
 * @param codeFiles files with code
 * @param tensorBytes bytes of all tensors
 */
public record TorchFile(long bytes, int version, int codeFiles, long tensorBytes)
        implements NetworkOutline {
    /** Newest version that PyTorch 2.7 runs. */
    public static final int MAX_VERSION = 10;

    /** The largest file. */
    public static final long MAX_BYTES = (1L << 31) - 1;

    /**
     * @throws ModelException when the file is refused; names the place and the reason
     * @throws StorageException when it cannot be read
     */
    public static TorchFile read(Path file) throws ModelException, StorageException {
        return read(NetworkFile.of(file));
    }

    /** As {@link #read(Path)}, from where the bytes are. */
    public static TorchFile read(NetworkFile file) throws ModelException, StorageException {
        try (SeekableByteChannel channel = file.open()) {
            long size = channel.size();
            if (size == 0 || size > MAX_BYTES) {
                throw new ModelException(
                        file
                                + ": "
                                + size
                                + " bytes, expected a network in TorchScript"
                                + (size == 0 ? "" : ", at most " + MAX_BYTES + " bytes"));
            }
            return TorchParser.parse(file, channel);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /** Never known: what the code takes is seen when it runs. */
    @Override
    public boolean takesBatches() {
        return false;
    }

    @Override
    public String size() {
        return String.format(
                Locale.ROOT, "%.1f MB, %.1f MB of them tensors", bytes / 1e6, tensorBytes / 1e6);
    }

    @Override
    public List<String> format() {
        return List.of(
                "format TorchScript, version " + version + ", " + codeFiles + " files of code",
                "TorchScript carries code: only for files that you trust");
    }
}
