package org.lacuna.acquisition.internal;

import org.lacuna.acquisition.ReadLimits;
import org.lacuna.core.DataException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * The header of a PNG file, and a walk over its chunks that finds what decoders overlook: a cut
 * file, flipped bits (each chunk carries a CRC), image data too short for the size they claim.
 *
 * @param width columns
 * @param height rows
 * @param bits bits of a sample: 1, 2, 4, 8 or 16
 * @param channels samples of a pixel: 1 for grey and palette, 2 with alpha, 3 or 4 for colour
 * @param palette whether samples are palette indices
 */
record PngHeader(int width, int height, int bits, int channels, boolean palette) {
    static final long SIGNATURE = 0x89504e470d0a1a0aL;

    /** Signature and the IHDR chunk. */
    static final int BYTES = 8 + 12 + 13;

    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;

    /** No stream of deflate data expands further. */
    private static final long MAX_EXPANSION = 1032;

    /**
     * @param head at least the first {@link #BYTES} bytes, or the whole file if it is shorter
     */
    static PngHeader read(Path path, byte[] head, ReadLimits limits) throws DataException {
        ByteBuffer b = ByteBuffer.wrap(head);
        if (head.length < BYTES) {
            throw DataException.of(
                    path, head.length + " bytes long", "a PNG header of " + BYTES + " bytes");
        }
        if (b.getInt(8) != 13 || b.getInt(12) != IHDR) {
            throw DataException.of(path, "byte 8: chunk " + name(b.getInt(12)), "IHDR of 13 bytes");
        }
        checkCrc(path, head, 8);
        int width = b.getInt(16);
        int height = b.getInt(20);
        ImageSize.check(
                path, Integer.toUnsignedLong(width), Integer.toUnsignedLong(height), limits);
        int bits = b.get(24);
        int type = b.get(25);
        int channels =
                switch (type) {
                    case 0, 3 -> 1;
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default ->
                            throw DataException.of(path, "colour type " + type, "0, 2, 3, 4 or 6");
                };
        boolean legal =
                switch (bits) {
                    case 1, 2, 4 -> type == 0 || type == 3;
                    case 8 -> true;
                    case 16 -> type != 3;
                    default -> false;
                };
        if (!legal) {
            throw DataException.of(
                    path, bits + " bits with colour type " + type, "a combination that PNG allows");
        }
        return new PngHeader(width, height, bits, channels, type == 3);
    }

    /** Walks over all chunks of the file. */
    void checkChunks(Path path, byte[] file) throws DataException {
        ByteBuffer b = ByteBuffer.wrap(file);
        int at = 8;
        long imageData = 0;
        while (true) {
            if (file.length - at < 12) {
                throw DataException.of(
                        path, "it ends at byte " + file.length, "a chunk IEND (truncated?)");
            }
            int length = b.getInt(at);
            int type = b.getInt(at + 4);
            if (length < 0 || length > file.length - at - 12) {
                throw DataException.of(
                        path,
                        "chunk "
                                + name(type)
                                + " at byte "
                                + at
                                + " of "
                                + Integer.toUnsignedString(length)
                                + " bytes",
                        "at most " + (file.length - at - 12) + " (truncated?)");
            }
            checkCrc(path, file, at);
            if (type == IEND) {
                break;
            }
            imageData += type == IDAT ? length : 0;
            at += 12 + length;
        }
        long needed = (((long) width * channels * bits + 7) / 8 + 1) * height;
        if (imageData * MAX_EXPANSION < needed) {
            throw DataException.of(
                    path, imageData + " bytes of image data", "enough for " + needed + " bytes");
        }
    }

    String text() {
        String colour =
                palette
                        ? "palette"
                        : switch (channels) {
                            case 1 -> "grey";
                            case 2 -> "grey with alpha";
                            case 3 -> "RGB";
                            default -> "RGB with alpha";
                        };
        return "PNG, " + colour;
    }

    private static void checkCrc(Path path, byte[] file, int at) throws DataException {
        ByteBuffer b = ByteBuffer.wrap(file);
        int length = b.getInt(at);
        CRC32 crc = new CRC32();
        crc.update(file, at + 4, length + 4);
        int stored = b.getInt(at + 8 + length);
        if ((int) crc.getValue() != stored) {
            throw DataException.of(
                    path,
                    "chunk "
                            + name(b.getInt(at + 4))
                            + " at byte "
                            + at
                            + " is damaged: checksum "
                            + Integer.toHexString((int) crc.getValue()),
                    Integer.toHexString(stored));
        }
    }

    private static String name(int type) {
        String name =
                new String(
                        ByteBuffer.allocate(4).putInt(type).array(), StandardCharsets.ISO_8859_1);
        return name.chars().allMatch(c -> c > 32 && c < 127) ? name : Integer.toHexString(type);
    }
}
