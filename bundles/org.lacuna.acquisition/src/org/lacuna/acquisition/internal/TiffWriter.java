package org.lacuna.acquisition.internal;

import org.lacuna.core.AtomicFile;
import org.lacuna.core.StorageException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Writes float32 images as plain TIFF 6.0: little-endian, uncompressed, interleaved channels,
 * strips of about 64 KiB. Uncompressed because every reader opens it, sensor noise hardly
 * compresses, and it is read back in a few milliseconds.
 */
final class TiffWriter {
    private static final int STRIP_BYTES = 1 << 16;
    private static final int ENTRIES = 11;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private TiffWriter() {}

    /** Gives sample {@code channel} of pixel {@code pixel}. */
    @FunctionalInterface
    interface Samples {
        float at(int pixel, int channel);
    }

    static void write(Path path, int width, int height, int channels, Samples samples)
            throws StorageException {
        AtomicFile.write(path, out -> write(out, width, height, channels, samples));
    }

    private static void write(
            OutputStream out, int width, int height, int channels, Samples samples)
            throws IOException {
        long rowBytes = 4L * width * channels;
        int rowsPerStrip = Math.clamp(STRIP_BYTES / rowBytes, 1, height);
        int strips = (height + rowsPerStrip - 1) / rowsPerStrip;
        byte[] header = header(width, height, channels, rowsPerStrip, strips);
        if (header.length + rowBytes * height > 0xffffffffL) {
            throw new IOException("more than 4 GiB, which TIFF cannot hold");
        }
        out.write(header);
        ByteBuffer row = ByteBuffer.allocate((int) rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < height; y++) {
            int at = 0;
            for (int i = y * width; i < (y + 1) * width; i++) {
                for (int c = 0; c < channels; c++, at += 4) {
                    row.putFloat(at, samples.at(i, c));
                }
            }
            out.write(row.array());
        }
    }

    /** Signature, directory, and the arrays that do not fit into its entries, in this order. */
    private static byte[] header(
            int width, int height, int channels, int rowsPerStrip, int strips) {
        int extra = 8 + 2 + 12 * ENTRIES + 4;
        int bitsAt = extra;
        int formatAt = bitsAt + (channels > 2 ? 2 * channels : 0);
        int offsetsAt = formatAt + (channels > 2 ? 2 * channels : 0);
        offsetsAt += offsetsAt & 1;
        int lengthsAt = offsetsAt + (strips > 1 ? 4 * strips : 0);
        int dataAt = lengthsAt + (strips > 1 ? 4 * strips : 0);
        ByteBuffer b = ByteBuffer.allocate(dataAt).order(ByteOrder.LITTLE_ENDIAN);
        b.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) ENTRIES);
        long rowBytes = 4L * width * channels;
        entry(b, 256, LONG, 1, width);
        entry(b, 257, LONG, 1, height);
        shorts(b, 258, channels, 32, bitsAt);
        entry(b, 259, SHORT, 1, TiffLayout.COMPRESSION_NONE);
        // 2 = RGB for three channels, as tifffile writes such arrays; else 1 = grey.
        entry(b, 262, SHORT, 1, channels == 3 ? 2 : 1);
        entry(b, 273, LONG, strips, strips > 1 ? offsetsAt : dataAt);
        entry(b, 277, SHORT, 1, channels);
        entry(b, 278, LONG, 1, rowsPerStrip);
        entry(b, 279, LONG, strips, strips > 1 ? lengthsAt : (int) (rowBytes * height));
        entry(b, 284, SHORT, 1, 1);
        shorts(b, 339, channels, TiffLayout.FORMAT_FLOAT, formatAt);
        b.putInt(0);
        for (int s = 0; strips > 1 && s < strips; s++) {
            long first = (long) s * rowsPerStrip;
            long rows = Math.min(rowsPerStrip, height - first);
            b.putInt(offsetsAt + 4 * s, (int) (dataAt + first * rowBytes));
            b.putInt(lengthsAt + 4 * s, (int) (rows * rowBytes));
        }
        return b.array();
    }

    private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
        b.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** The same short for each channel: inside the entry if at most two, else at {@code at}. */
    private static void shorts(ByteBuffer b, int tag, int count, int value, int at) {
        entry(b, tag, SHORT, count, count > 2 ? at : count == 2 ? value << 16 | value : value);
        for (int c = 0; count > 2 && c < count; c++) {
            b.putShort(at + 2 * c, (short) value);
        }
    }
}
