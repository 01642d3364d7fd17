package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.ReadLimits;
import org.lacuna.core.DataException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads and checks the first image file directory (IFD) of a TIFF 6.0 or BigTIFF file. Nothing that
 * the file claims is believed before it is compared with the file's length and the limits, and no
 * memory is taken for more entries than the file can hold.
 */
final class TiffHeader {
    /** More entries than any writer makes; real files hold 10 to 40. */
    private static final int MAX_ENTRIES = 4096;

    /** More channels than any camera has; keeps a pixel's size far from overflow. */
    private static final int MAX_CHANNELS = 1024;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int CHANNELS = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_LENGTHS = 279;
    private static final int PLANAR = 284;
    private static final int PREDICTOR = 317;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int SAMPLE_FORMAT = 339;

    private final Path path;
    private final RandomAccessFile in;
    private final long fileBytes;
    private final ReadLimits limits;
    private ByteOrder order;
    private boolean big;
    private long directory;
    private ByteBuffer entries;
    private int entryBytes;

    private TiffHeader(Path path, RandomAccessFile in, ReadLimits limits) throws IOException {
        this.path = path;
        this.in = in;
        this.fileBytes = in.length();
        this.limits = limits;
    }

    static TiffLayout read(Path path, RandomAccessFile in, ReadLimits limits)
            throws IOException, DataException {
        TiffHeader header = new TiffHeader(path, in, limits);
        header.readSignature();
        header.readDirectory();
        return header.layout();
    }

    private void readSignature() throws IOException, DataException {
        if (fileBytes > limits.maxFileBytes()) {
            throw bad(fileBytes + " bytes long", "at most " + limits.maxFileBytes() + " bytes");
        }
        if (fileBytes < 8) {
            throw bad(
                    fileBytes == 0 ? "empty file" : fileBytes + " bytes long",
                    "a TIFF header of 8 bytes");
        }
        ByteBuffer head = bytes(0, (int) Math.min(16, fileBytes));
        int mark = head.getShort(0);
        if (mark != 0x4949 && mark != 0x4d4d) {
            throw bad("byte 0: no TIFF file", "the byte order mark II or MM");
        }
        order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        head.order(order);
        int version = head.getShort(2) & 0xffff;
        if (version != 42 && version != 43) {
            throw bad("byte 2: TIFF version " + version, "42 (TIFF) or 43 (BigTIFF)");
        }
        big = version == 43;
        if (big && fileBytes < 16) {
            throw bad(fileBytes + " bytes long", "a BigTIFF header of 16 bytes");
        }
        if (big && head.getShort(4) != 8) {
            throw bad("byte 4: BigTIFF with offsets of " + head.getShort(4) + " bytes", "8");
        }
        directory = big ? head.getLong(8) : head.getInt(4) & 0xffffffffL;
    }

    private void readDirectory() throws IOException, DataException {
        int countBytes = big ? 8 : 2;
        entryBytes = big ? 20 : 12;
        if (directory < 8 || directory > fileBytes - countBytes) {
            throw bad(
                    "image directory said to be at byte " + Long.toUnsignedString(directory),
                    "inside the file of " + fileBytes + " bytes");
        }
        ByteBuffer head = bytes(directory, countBytes);
        long count = big ? head.getLong(0) : head.getShort(0) & 0xffff;
        if (count < 1 || count > MAX_ENTRIES) {
            throw bad(
                    "image directory at byte "
                            + directory
                            + " with "
                            + Long.toUnsignedString(count)
                            + " entries",
                    "1 to " + MAX_ENTRIES);
        }
        long start = directory + countBytes;
        if (start + count * entryBytes > fileBytes) {
            throw bad(
                    "image directory at byte " + directory + " with " + count + " entries is cut",
                    "a file of at least "
                            + (start + count * entryBytes)
                            + " bytes, not "
                            + fileBytes);
        }
        entries = bytes(start, (int) count * entryBytes);
    }

    private TiffLayout layout() throws IOException, DataException {
        long width = required(WIDTH, "width");
        long height = required(HEIGHT, "height");
        long channels = value(CHANNELS, 1);
        ImageSize.check(path, width, height, limits);
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw bad(channels + " channels", "1 to " + MAX_CHANNELS);
        }
        int bits = same(BITS, 1, "bits of a sample");
        if (bits < 1 || bits > 64) {
            throw bad(bits + " bits a sample", "1 to 64");
        }
        boolean tiled = entry(TILE_OFFSETS) >= 0 || entry(TILE_WIDTH) >= 0;
        long segmentWidth = tiled ? required(TILE_WIDTH, "tile width") : width;
        long segmentHeight =
                tiled
                        ? required(TILE_HEIGHT, "tile height")
                        : Math.min(height, value(ROWS_PER_STRIP, height));
        // A tile may be larger than the image, but not so large that it defeats the limits.
        if (segmentWidth < 1
                || segmentHeight < 1
                || segmentWidth > Math.max(limits.maxPixels(), 1024 * 1024) / segmentHeight) {
            throw bad(
                    (tiled ? "tiles of " : "strips of ") + segmentWidth + " x " + segmentHeight,
                    "at least 1 x 1 and not more pixels than the largest image");
        }
        boolean planar = value(PLANAR, 1) == 2 && channels > 1;
        int across = (int) ((width + segmentWidth - 1) / segmentWidth);
        int down = (int) ((height + segmentHeight - 1) / segmentHeight);
        long segments = (long) across * down * (planar ? channels : 1);
        long[] offset = list(tiled ? TILE_OFFSETS : STRIP_OFFSETS, segments, "offsets");
        long[] length = list(tiled ? TILE_LENGTHS : STRIP_LENGTHS, segments, "lengths");
        return new TiffLayout(
                order,
                big,
                (int) width,
                (int) height,
                (int) channels,
                bits,
                same(SAMPLE_FORMAT, TiffLayout.FORMAT_UNSIGNED, "sample format"),
                small(COMPRESSION, TiffLayout.COMPRESSION_NONE),
                small(PREDICTOR, 1),
                planar,
                tiled,
                (int) segmentWidth,
                (int) segmentHeight,
                offset,
                length);
    }

    /** Position of the tag's entry in {@link #entries}, -1 if there is none. */
    private int entry(int tag) {
        for (int at = 0; at < entries.capacity(); at += entryBytes) {
            if ((entries.getShort(at) & 0xffff) == tag) {
                return at;
            }
        }
        return -1;
    }

    private long required(int tag, String what) throws IOException, DataException {
        if (entry(tag) < 0) {
            throw bad("image directory at byte " + directory + " without " + what, "tag " + tag);
        }
        return value(tag, 0);
    }

    private long value(int tag, long otherwise) throws IOException, DataException {
        return entry(tag) < 0 ? otherwise : values(tag, 1)[0];
    }

    private int small(int tag, int otherwise) throws IOException, DataException {
        return (int) Math.min(value(tag, otherwise), Integer.MAX_VALUE);
    }

    /** A value that the file gives once for all channels or once for each, always the same. */
    private int same(int tag, int otherwise, String what) throws IOException, DataException {
        if (entry(tag) < 0) {
            return otherwise;
        }
        long[] all = values(tag, MAX_CHANNELS);
        for (long v : all) {
            if (v != all[0]) {
                throw bad(what + ": " + all[0] + " and " + v, "the same for each channel");
            }
        }
        return (int) Math.min(all[0], Integer.MAX_VALUE);
    }

    private long[] list(int tag, long expected, String what) throws IOException, DataException {
        if (entry(tag) < 0) {
            throw bad(
                    "image directory at byte " + directory + " without segment " + what,
                    "tag " + tag);
        }
        long count = count(entry(tag));
        if (count != expected) {
            throw bad(Long.toUnsignedString(count) + " segment " + what, "" + expected);
        }
        return values(tag, (int) Math.min(expected, Integer.MAX_VALUE / 8));
    }

    private long count(int entry) {
        return big ? entries.getLong(entry + 4) : entries.getInt(entry + 4) & 0xffffffffL;
    }

    /** The first values of a tag, at most {@code most}; unsigned. */
    private long[] values(int tag, int most) throws IOException, DataException {
        int entry = entry(tag);
        int type = entries.getShort(entry + 2) & 0xffff;
        int size =
                switch (type) {
                    case 1 -> 1;
                    case 3 -> 2;
                    case 4 -> 4;
                    case 16 -> 8;
                    default -> throw bad("tag " + tag + " of type " + type, "an unsigned integer");
                };
        long count = count(entry);
        if (count < 1 || count > fileBytes / size) {
            throw bad(
                    "tag " + tag + " with " + Long.toUnsignedString(count) + " values",
                    "1 to what the file holds");
        }
        int wanted = (int) Math.min(count, most);
        int inline = big ? 8 : 4;
        int field = entry + (big ? 12 : 8);
        ByteBuffer from = entries;
        int at = field;
        if (count * size > inline) {
            long position = big ? entries.getLong(field) : entries.getInt(field) & 0xffffffffL;
            if (position < 0 || position > fileBytes - count * size) {
                throw bad(
                        "tag "
                                + tag
                                + ": "
                                + count
                                + " values at byte "
                                + Long.toUnsignedString(position),
                        "inside the file of " + fileBytes + " bytes");
            }
            from = bytes(position, wanted * size);
            at = 0;
        }
        long[] values = new long[wanted];
        for (int i = 0; i < wanted; i++) {
            values[i] =
                    switch (size) {
                        case 1 -> from.get(at + i) & 0xff;
                        case 2 -> from.getShort(at + 2 * i) & 0xffff;
                        case 4 -> from.getInt(at + 4 * i) & 0xffffffffL;
                        default -> from.getLong(at + 8 * i);
                    };
            if (values[i] < 0) {
                throw bad("tag " + tag + ": " + Long.toUnsignedString(values[i]), "below 2^63");
            }
        }
        return values;
    }

    private ByteBuffer bytes(long position, int count) throws IOException {
        byte[] b = new byte[count];
        in.seek(position);
        in.readFully(b);
        ByteBuffer buffer = ByteBuffer.wrap(b);
        return order == null ? buffer : buffer.order(order);
    }

    private DataException bad(String found, String expected) {
        return DataException.of(path, found, expected);
    }
}
