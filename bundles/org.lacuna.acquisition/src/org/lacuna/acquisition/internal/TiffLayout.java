package org.lacuna.acquisition.internal;

import java.nio.ByteOrder;

/**
 * Where the samples of a TIFF image lie and how they are packed: the first image file directory of
 * a file, checked. Segments are strips or tiles; segment (column c, row r, plane p) is number
 * {@code (p * down + r) * across + c}.
 *
 * @param order byte order of the file
 * @param big whether the file is a BigTIFF
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param channels samples of a pixel, at least 1
 * @param bits bits of a sample
 * @param sampleFormat 1 unsigned integer, 2 signed integer, 3 floating point, else as in the file
 * @param compression as in the file, one of the {@code COMPRESSION_} constants or unknown
 * @param predictor as in the file: 1 none, 2 horizontal, 3 floating point, or unknown
 * @param planar whether each channel has segments of its own
 * @param tiled whether segments are tiles
 * @param segmentWidth columns of a segment
 * @param segmentHeight rows of a segment
 * @param offset position in the file of each segment
 * @param length bytes in the file of each segment
 */
record TiffLayout(
        ByteOrder order,
        boolean big,
        int width,
        int height,
        int channels,
        int bits,
        int sampleFormat,
        int compression,
        int predictor,
        boolean planar,
        boolean tiled,
        int segmentWidth,
        int segmentHeight,
        long[] offset,
        long[] length) {
    static final int FORMAT_UNSIGNED = 1;
    static final int FORMAT_SIGNED = 2;
    static final int FORMAT_FLOAT = 3;

    static final int COMPRESSION_NONE = 1;
    static final int COMPRESSION_LZW = 5;
    static final int COMPRESSION_DEFLATE = 8;
    static final int COMPRESSION_PACKBITS = 32773;

    /** Deflate under its first, private number; written by old libtiff. */
    static final int COMPRESSION_OLD_DEFLATE = 32946;

    int across() {
        return (width + segmentWidth - 1) / segmentWidth;
    }

    int down() {
        return (height + segmentHeight - 1) / segmentHeight;
    }

    /** Samples of a pixel that lie side by side in a segment. */
    int interleaved() {
        return planar ? 1 : channels;
    }

    /** Bytes of a whole segment's row; exact in a long for every int width and channel count. */
    long rowBytes() {
        return (long) segmentWidth * interleaved() * (bits / 8);
    }

    /** Rows that a segment really holds: the last strip is cut, tiles never are. */
    int rowsOf(int segmentRow) {
        return tiled ? segmentHeight : Math.min(segmentHeight, height - segmentRow * segmentHeight);
    }

    String sampleText() {
        String kind =
                switch (sampleFormat) {
                    case FORMAT_UNSIGNED -> "unsigned integer";
                    case FORMAT_SIGNED -> "signed integer";
                    case FORMAT_FLOAT -> "float";
                    default -> "sample format " + sampleFormat;
                };
        return bits + "-bit " + kind;
    }

    String compressionText() {
        return switch (compression) {
            case COMPRESSION_NONE -> "uncompressed";
            case COMPRESSION_LZW -> "LZW";
            case COMPRESSION_DEFLATE, COMPRESSION_OLD_DEFLATE -> "deflate";
            case COMPRESSION_PACKBITS -> "PackBits";
            default -> "compression " + compression;
        };
    }

    /** One line for people, e.g. {@code TIFF, LZW, predictor 3, tiles of 64 x 64}. */
    String text() {
        return (big ? "BigTIFF" : "TIFF")
                + ", "
                + compressionText()
                + (predictor == 1 ? "" : ", predictor " + predictor)
                + (tiled
                        ? ", tiles of " + segmentWidth + " x " + segmentHeight
                        : ", strips of " + segmentHeight + " rows")
                + (planar && channels > 1 ? ", one plane a channel" : "")
                + (order == ByteOrder.BIG_ENDIAN ? ", big-endian" : "");
    }
}
