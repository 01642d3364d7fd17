package org.lacuna.acquisition.internal;

import org.lacuna.core.DataException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes the floating-point samples of a checked {@link TiffLayout} into one row-major plane for
 * each channel. Compression: none, deflate, LZW, PackBits. Predictors: horizontal (2; TIFF 6.0
 * section 14, on the bit patterns, as GDAL writes it for floats) and floating point (3; Adobe
 * Photoshop TIFF Technical Note 3). A decoded segment never takes more memory than the layout says,
 * whatever the compressed data hold. Not thread-safe: one instance decodes one file once.
 */
final class TiffDecoder {
    private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

    private final Path path;
    private final RandomAccessFile in;
    private final TiffLayout layout;
    private final int rowBytes;
    private final byte[] decoded;
    private byte[] raw = new byte[0];
    private byte[] row = new byte[0];
    private LzwDecoder lzw;

    private TiffDecoder(Path path, RandomAccessFile in, TiffLayout layout) throws DataException {
        this.path = path;
        this.in = in;
        this.layout = layout;
        check();
        rowBytes = (int) layout.rowBytes();
        decoded = new byte[rowBytes * layout.rowsOf(0)];
    }

    /**
     * @return {@code channels} planes of {@code width * height} samples
     */
    static float[][] decode(Path path, RandomAccessFile in, TiffLayout layout)
            throws IOException, DataException {
        return new TiffDecoder(path, in, layout).run();
    }

    private static VarHandle view(Class<?> arrays, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(arrays, order);
    }

    /** Everything that can be refused before memory is taken. */
    private void check() throws DataException {
        boolean isFloat =
                layout.sampleFormat() == TiffLayout.FORMAT_FLOAT
                        && (layout.bits() == 32 || layout.bits() == 64);
        if (!isFloat) {
            throw bad("samples: " + layout.sampleText(), "32-bit or 64-bit float");
        }
        if (layout.predictor() < 1 || layout.predictor() > 3) {
            throw bad(
                    "predictor " + layout.predictor(),
                    "1 (none), 2 (horizontal) or 3 (floating point)");
        }
        // The largest expansion each method can reach (deflate 258 bytes from 2 bits; LZW a string
        // of 3839 bytes from 12 bits; PackBits 128 bytes from 2).
        double expansion =
                switch (layout.compression()) {
                    case TiffLayout.COMPRESSION_NONE -> 1;
                    case TiffLayout.COMPRESSION_LZW -> 2560;
                    case TiffLayout.COMPRESSION_DEFLATE, TiffLayout.COMPRESSION_OLD_DEFLATE -> 1032;
                    case TiffLayout.COMPRESSION_PACKBITS -> 64;
                    default ->
                            throw bad(
                                    layout.compressionText(),
                                    "none (1), LZW (5), deflate (8, 32946) or PackBits (32773)");
                };
        long fileBytes;
        try {
            fileBytes = in.length();
        } catch (IOException e) {
            throw DataException.of(path, "length unknown", "a readable file", e);
        }
        long largest = layout.rowBytes() * layout.rowsOf(0);
        if (largest > Integer.MAX_VALUE - 16) {
            throw bad(
                    segment(0) + " holds " + largest + " bytes",
                    "at most " + (Integer.MAX_VALUE - 16) + " in one segment");
        }
        for (int s = 0; s < layout.offset().length; s++) {
            long offset = layout.offset()[s];
            long length = layout.length()[s];
            if (offset > fileBytes || length > fileBytes - offset) {
                throw bad(
                        segment(s) + ": " + length + " bytes at byte " + offset,
                        "inside the file of " + fileBytes + " bytes (truncated?)");
            }
            long needed = layout.rowBytes() * layout.rowsOf(s / layout.across() % layout.down());
            if (length * expansion + 64 < needed || (expansion == 1 && length < needed)) {
                throw bad(
                        segment(s) + ": " + length + " bytes at byte " + offset,
                        "enough for " + needed + " bytes of samples");
            }
        }
    }

    private float[][] run() throws IOException, DataException {
        int pixels = layout.width() * layout.height();
        float[][] planes = new float[layout.channels()][pixels];
        int s = 0;
        for (int plane = 0; plane < (layout.planar() ? layout.channels() : 1); plane++) {
            for (int r = 0; r < layout.down(); r++) {
                for (int c = 0; c < layout.across(); c++) {
                    int rows = layout.rowsOf(r);
                    unpack(s++, rows * rowBytes);
                    for (int y = 0; y < rows; y++) {
                        unpredict(y * rowBytes);
                    }
                    copy(planes, plane, r * layout.segmentHeight(), c * layout.segmentWidth());
                }
            }
        }
        return planes;
    }

    /** Reads and decompresses a segment into {@link #decoded}. */
    private void unpack(int s, int needed) throws IOException, DataException {
        // What follows the compressed data of a segment is of no use; a length in the gigabytes
        // over a small segment must not take memory. Uncompressed data are exactly as long.
        long worth = Math.min(layout.length()[s], 2L * needed + 4096);
        int length = (int) Math.min(worth, Integer.MAX_VALUE - 16);
        boolean plain = layout.compression() == TiffLayout.COMPRESSION_NONE;
        if (plain) {
            length = needed;
        } else if (raw.length < length) {
            raw = new byte[length];
        }
        in.seek(layout.offset()[s]);
        in.readFully(plain ? decoded : raw, 0, length);
        int got;
        try {
            got =
                    switch (layout.compression()) {
                        case TiffLayout.COMPRESSION_NONE -> needed;
                        case TiffLayout.COMPRESSION_LZW -> {
                            lzw = lzw == null ? new LzwDecoder() : lzw;
                            yield lzw.decode(raw, length, decoded, needed);
                        }
                        case TiffLayout.COMPRESSION_PACKBITS -> packBits(length, needed);
                        default -> inflate(length, needed);
                    };
        } catch (DataFormatException | IllegalArgumentException e) {
            throw DataException.of(
                    path,
                    place(s) + ": damaged: " + e.getMessage(),
                    layout.compressionText() + " data",
                    e);
        }
        if (got < needed) {
            throw bad(place(s) + " ends after " + got + " bytes of samples", "" + needed);
        }
    }

    private int inflate(int length, int needed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(raw, 0, length);
            int got = 0;
            while (got < needed) {
                int n = inflater.inflate(decoded, got, needed - got);
                if (n == 0) {
                    break;
                }
                got += n;
            }
            return got;
        } finally {
            inflater.end();
        }
    }

    private int packBits(int length, int needed) {
        int got = 0;
        int at = 0;
        while (got < needed && at < length) {
            int n = raw[at++];
            if (n >= 0) {
                int take = Math.min(Math.min(n + 1, needed - got), length - at);
                System.arraycopy(raw, at, decoded, got, take);
                at += n + 1;
                got += take;
            } else if (n != -128 && at < length) {
                int take = Math.min(1 - n, needed - got);
                java.util.Arrays.fill(decoded, got, got + take, raw[at++]);
                got += take;
            }
        }
        return got;
    }

    private void unpredict(int from) {
        switch (layout.predictor()) {
            case 2 -> unpredictHorizontal(from);
            case 3 -> unpredictFloat(from);
            default -> {}
        }
    }

    private void unpredictHorizontal(int from) {
        boolean little = layout.order() == ByteOrder.LITTLE_ENDIAN;
        int bytes = layout.bits() / 8;
        int step = layout.interleaved() * bytes;
        VarHandle view = bytes == 4 ? (little ? INT_LE : INT_BE) : (little ? LONG_LE : LONG_BE);
        for (int first = from; first < from + step; first += bytes) {
            if (bytes == 4) {
                int sum = 0;
                for (int i = first; i < from + rowBytes; i += step) {
                    sum += (int) view.get(decoded, i);
                    view.set(decoded, i, sum);
                }
            } else {
                long sum = 0;
                for (int i = first; i < from + rowBytes; i += step) {
                    sum += (long) view.get(decoded, i);
                    view.set(decoded, i, sum);
                }
            }
        }
    }

    /**
     * Bytes were sorted by significance, most significant first whatever the file's byte order,
     * then differenced bytewise over the row.
     */
    private void unpredictFloat(int from) {
        byte[] to = decoded;
        int step = layout.interleaved();
        // One running sum a channel, kept in a register: adding to the byte before in memory was
        // the slowest part of reading such a file.
        for (int c = 0; c < step; c++) {
            int sum = 0;
            for (int i = from + c; i < from + rowBytes; i += step) {
                sum += to[i];
                to[i] = (byte) sum;
            }
        }
        if (row.length < rowBytes) {
            row = new byte[rowBytes];
        }
        byte[] sorted = row;
        System.arraycopy(to, from, sorted, 0, rowBytes);
        boolean little = layout.order() == ByteOrder.LITTLE_ENDIAN;
        int bytes = layout.bits() / 8;
        int values = rowBytes / bytes;
        if (bytes == 4) {
            VarHandle ints = little ? INT_LE : INT_BE;
            for (int i = 0; i < values; i++) {
                int value =
                        sorted[i] << 24
                                | (sorted[i + values] & 0xff) << 16
                                | (sorted[i + 2 * values] & 0xff) << 8
                                | sorted[i + 3 * values] & 0xff;
                ints.set(to, from + 4 * i, value);
            }
        } else {
            for (int b = 0; b < bytes; b++) {
                int at = from + (little ? bytes - 1 - b : b);
                for (int i = 0; i < values; i++, at += bytes) {
                    to[at] = sorted[b * values + i];
                }
            }
        }
    }

    private void copy(float[][] planes, int firstPlane, int top, int left) {
        int columns = Math.min(layout.segmentWidth(), layout.width() - left);
        int rows = Math.min(layout.segmentHeight(), layout.height() - top);
        int bytes = layout.bits() / 8;
        int step = layout.interleaved() * bytes;
        boolean little = layout.order() == ByteOrder.LITTLE_ENDIAN;
        VarHandle ints = little ? INT_LE : INT_BE;
        VarHandle longs = little ? LONG_LE : LONG_BE;
        for (int y = 0; y < rows; y++) {
            for (int channel = 0; channel < layout.interleaved(); channel++) {
                float[] plane = planes[firstPlane + channel];
                int to = (top + y) * layout.width() + left;
                int from = y * rowBytes + channel * bytes;
                if (bytes == 4) {
                    for (int x = 0; x < columns; x++, from += step) {
                        plane[to + x] = Float.intBitsToFloat((int) ints.get(decoded, from));
                    }
                } else {
                    for (int x = 0; x < columns; x++, from += step) {
                        plane[to + x] =
                                (float) Double.longBitsToDouble((long) longs.get(decoded, from));
                    }
                }
            }
        }
    }

    private String segment(int s) {
        return (layout.tiled() ? "tile " : "strip ") + s;
    }

    private String place(int s) {
        return segment(s) + " at byte " + layout.offset()[s];
    }

    private DataException bad(String found, String expected) {
        return DataException.of(path, found, expected);
    }
}
