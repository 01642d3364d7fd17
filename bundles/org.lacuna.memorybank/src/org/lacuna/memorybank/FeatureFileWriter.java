package org.lacuna.memorybank;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Takes the rows of a {@link FeatureFile} one after the other; {@link FeatureFile#write} hands it
 * out. Memory: one block, plus 4 bytes for each block before. Not thread-safe.
 */
public final class FeatureFileWriter {
    private final OutputStream out;
    private final FeatureFileLayout layout;
    private final ByteBuffer block;
    private final CRC32C crc = new CRC32C();
    private int[] checksums = new int[16];
    private int blocks;
    private int count;

    FeatureFileWriter(OutputStream out, int dim) throws IOException {
        this.out = out;
        this.layout = FeatureFileLayout.of(dim);
        this.block =
                ByteBuffer.allocate(layout.blockRows() * dim * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.write(layout.header());
    }

    /**
     * Appends rows.
     *
     * @param rows row-major {@code n * dim} finite values; not kept
     * @param n at least 0
     * @throws IllegalArgumentException for sizes that do not fit or a value that is not finite;
     *     names row (counted from the beginning of the file) and column
     */
    public void add(float[] rows, int n) throws IOException {
        int dim = layout.dim();
        Rows.check(rows, n, dim, 0);
        if (n > Integer.MAX_VALUE - count) {
            throw new IllegalArgumentException(
                    "rows: " + ((long) count + n) + ", expected at most " + Integer.MAX_VALUE);
        }
        Rows.checkFinite(rows, 0, n, dim, count);
        for (int i = 0; i < n; ) {
            int some = Math.min(n - i, block.remaining() / (dim * Float.BYTES));
            block.asFloatBuffer().put(rows, i * dim, some * dim);
            block.position(block.position() + some * dim * Float.BYTES);
            i += some;
            if (!block.hasRemaining()) {
                flush();
            }
        }
        count += n;
    }

    /** Rows so far. */
    public int count() {
        return count;
    }

    private void flush() throws IOException {
        crc.reset();
        crc.update(block.array(), 0, block.position());
        if (blocks == checksums.length) {
            checksums = Arrays.copyOf(checksums, 2 * blocks);
        }
        checksums[blocks++] = (int) crc.getValue();
        out.write(block.array(), 0, block.position());
        block.clear();
    }

    void finish() throws IOException {
        if (block.position() > 0) {
            flush();
        }
        out.write(layout.trailer(Arrays.copyOf(checksums, blocks), count));
    }
}
