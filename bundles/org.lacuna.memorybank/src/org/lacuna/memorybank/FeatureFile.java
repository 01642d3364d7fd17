package org.lacuna.memorybank;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;

/**
 * Vectors in a file, which may be larger than the memory (docs/formats.md, feature file).
 *
 * <p>Size, header and table of checksums are checked when the file is opened; each block of rows is
 * checked, and looked through for values that are not finite, when it is first read, so no row of a
 * damaged block is ever handed out. Memory: 5 bytes for each MiB of the file, and one MiB for each
 * thread that reads.
 *
 * <p>Thread-safe. An interrupt of a thread that reads closes the file, as is the way of {@link
 * FileChannel}.
 */
public final class FeatureFile implements RowSource, AutoCloseable {
    /** Hands over the rows of a new file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(FeatureFileWriter writer) throws IOException, LacunaException;
    }

    private final Path path;
    private final FileChannel channel;
    private final FeatureFileLayout layout;
    private final int count;
    private final int[] checksums;

    /** Blocks that were found to be whole; a race costs a second check, nothing else. */
    private final boolean[] checked;

    private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();

    private FeatureFile(
            Path path, FileChannel channel, FeatureFileLayout layout, int count, int[] checksums) {
        this.path = path;
        this.channel = channel;
        this.layout = layout;
        this.count = count;
        this.checksums = checksums;
        this.checked = new boolean[checksums.length];
    }

    /**
     * Writes a file wholly or not at all, see {@link AtomicFile#writeAlone}.
     *
     * @param dim length of a row, 1..{@link MemoryBank#MAX_DIM}
     * @throws StorageException when the file cannot be written
     * @throws LacunaException what the content threw
     */
    public static void write(Path file, int dim, Content content) throws LacunaException {
        FeatureFileLayout.of(dim);
        AtomicReference<LacunaException> failure = new AtomicReference<>();
        try {
            AtomicFile.writeAlone(
                    file,
                    out -> {
                        FeatureFileWriter writer = new FeatureFileWriter(out, dim);
                        try {
                            content.writeTo(writer);
                        } catch (LacunaException e) {
                            failure.set(e);
                            throw new IOException(e);
                        }
                        writer.finish();
                    });
        } catch (StorageException e) {
            throw failure.get() == null ? e : failure.get();
        }
    }

    /**
     * Opens a file for reading.
     *
     * @throws DataException when it is no feature file, of another version, cut off, or damaged
     *     outside the rows
     * @throws StorageException when it cannot be read
     */
    public static FeatureFile open(Path file) throws DataException, StorageException {
        FileChannel channel = null;
        boolean opened = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            FeatureFile result = open(file, channel);
            opened = true;
            return result;
        } catch (IOException e) {
            throw StorageException.of(file, "read", e);
        } finally {
            if (!opened && channel != null) {
                closeQuietly(channel);
            }
        }
    }

    private static FeatureFile open(Path file, FileChannel channel)
            throws IOException, DataException {
        long size = channel.size();
        int least = FeatureFileLayout.HEADER_BYTES + FeatureFileLayout.trailerBytes(0);
        if (size < least) {
            throw DataException.of(file, size + " bytes", "a feature file of at least " + least);
        }
        byte[] header = bytes(channel, 0, FeatureFileLayout.HEADER_BYTES);
        FeatureFileLayout layout = layout(file, header);
        long count =
                FeatureFileLayout.wrap(
                                bytes(
                                        channel,
                                        size - FeatureFileLayout.trailerBytes(0),
                                        Long.BYTES))
                        .getLong();
        if (count < 0 || count > Integer.MAX_VALUE || layout.fileBytes(count) != size) {
            throw DataException.of(
                    file,
                    size + " bytes with " + count + " rows of " + layout.dim() + " at the end",
                    "sizes that agree: the file is cut off or damaged");
        }
        int blocks = layout.blocks(count);
        int length = FeatureFileLayout.trailerBytes(blocks);
        byte[] trailer = bytes(channel, size - length, length);
        if (!FeatureFileLayout.digestFits(header, trailer)) {
            throw DataException.of(
                    file, "header or checksums that were altered", "what their SHA-256 says");
        }
        int[] checksums = new int[blocks];
        FeatureFileLayout.wrap(trailer).asIntBuffer().get(checksums);
        return new FeatureFile(file, channel, layout, (int) count, checksums);
    }

    private static FeatureFileLayout layout(Path file, byte[] header) throws DataException {
        byte[] magic = FeatureFileLayout.MAGIC;
        if (!Arrays.equals(magic, Arrays.copyOf(header, magic.length))) {
            throw DataException.of(file, "another kind of file", "a feature file (LACUNAFV)");
        }
        ByteBuffer rest = FeatureFileLayout.wrap(header);
        int version = rest.getInt(magic.length);
        if (version != FeatureFileLayout.VERSION) {
            throw DataException.of(
                    file, "feature file version " + version, "" + FeatureFileLayout.VERSION);
        }
        int dim = rest.getInt(magic.length + 4);
        int blockRows = rest.getInt(magic.length + 8);
        if (dim < 1
                || dim > MemoryBank.MAX_DIM
                || blockRows != FeatureFileLayout.of(dim).blockRows()) {
            throw DataException.of(
                    file,
                    "rows of " + dim + " in blocks of " + blockRows,
                    "rows of 1.." + MemoryBank.MAX_DIM + " in blocks of a MiB");
        }
        return new FeatureFileLayout(dim, blockRows);
    }

    private static byte[] bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        fill(channel, buffer, at);
        return buffer.array();
    }

    private static void fill(FileChannel channel, ByteBuffer buffer, long at) throws IOException {
        long next = at;
        while (buffer.hasRemaining()) {
            int n = channel.read(buffer, next);
            if (n < 0) {
                throw new EOFException("it ends at byte " + next + ": cut off since it was opened");
            }
            next += n;
        }
        buffer.flip();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dim() {
        return layout.dim();
    }

    @Override
    public void read(int first, int n, float[] out, int at) throws DataException, StorageException {
        Rows.checkRange(first, n, count, dim(), out, at);
        ByteBuffer buffer = buffers.poll();
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(layout.blockRows() * dim() * Float.BYTES);
            buffer.order(ByteOrder.LITTLE_ENDIAN);
        }
        try {
            int end = first + n;
            for (int row = first; row < end; ) {
                int block = row / layout.blockRows();
                int to = Math.min(end, blockEnd(block));
                readWithinBlock(block, row, to, buffer, out, at + (row - first) * dim());
                row = to;
            }
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        } finally {
            buffers.add(buffer);
        }
    }

    private void readWithinBlock(int block, int row, int to, ByteBuffer buffer, float[] out, int at)
            throws IOException, DataException {
        int start = block * layout.blockRows();
        boolean known = checked[block];
        int from = known ? row : start;
        int until = known ? to : blockEnd(block);
        int rowBytes = dim() * Float.BYTES;
        buffer.clear().limit((until - from) * rowBytes);
        fill(channel, buffer, FeatureFileLayout.HEADER_BYTES + (long) from * rowBytes);
        if (!known) {
            check(block, buffer);
        }
        buffer.position((row - from) * rowBytes);
        buffer.asFloatBuffer().get(out, at, (to - row) * dim());
    }

    private int blockEnd(int block) {
        return (int) Math.min(count, (block + 1L) * layout.blockRows());
    }

    private void check(int block, ByteBuffer buffer) throws DataException {
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate());
        int first = block * layout.blockRows();
        if ((int) crc.getValue() != checksums[block]) {
            throw DataException.of(
                    path,
                    "rows " + first + " to " + (blockEnd(block) - 1) + " that were altered",
                    "what their checksum says");
        }
        for (int i = 0; i < buffer.limit() / Float.BYTES; i++) {
            float v = buffer.getFloat(i * Float.BYTES);
            if (!Float.isFinite(v)) {
                throw DataException.of(
                        path,
                        "row " + (first + i / dim()) + ", column " + i % dim() + ": " + v,
                        "a finite number");
            }
        }
        checked[block] = true;
    }

    /**
     * Checks every block that was not read yet.
     *
     * @throws DataException when one is damaged; names its rows
     */
    public void verify(Progress progress) throws DataException, StorageException {
        progress.begin("Checking " + path.getFileName(), checksums.length);
        float[] rows = new float[dim()];
        for (int b = 0; b < checksums.length; b++) {
            progress.throwIfCancelled();
            if (!checked[b]) {
                read(b * layout.blockRows(), 1, rows, 0);
            }
            progress.advance(1);
        }
    }

    /** Closes the file; reads fail from now on. */
    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written, so nothing can be lost.
        }
    }

    @Override
    public String toString() {
        return "FeatureFile[" + path + ", " + count + " rows of " + dim() + "]";
    }
}
