package org.lacuna.memorybank;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The bytes around the rows of a {@link FeatureFile}, see docs/formats.md. Little-endian, so that
 * the rows are what most processors and other tools hold in memory.
 *
 * @param dim length of a row
 * @param blockRows rows that share a checksum; the last block may have fewer
 */
record FeatureFileLayout(int dim, int blockRows) {
    static final byte[] MAGIC = "LACUNAFV".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    static final int HEADER_BYTES = 64;

    /** A block has about a MiB: large enough for a disk, small enough to be read at once. */
    private static final int BLOCK_BYTES = 1 << 20;

    private static final int DIGEST_BYTES = 32;

    static FeatureFileLayout of(int dim) {
        if (dim < 1 || dim > MemoryBank.MAX_DIM) {
            throw new IllegalArgumentException(
                    "dim: " + dim + ", expected 1.." + MemoryBank.MAX_DIM);
        }
        return new FeatureFileLayout(dim, BLOCK_BYTES / (dim * Float.BYTES));
    }

    byte[] header() {
        byte[] bytes = new byte[HEADER_BYTES];
        wrap(bytes).put(MAGIC).putInt(VERSION).putInt(dim).putInt(blockRows);
        return bytes;
    }

    /** Checksums of the blocks, number of rows, digest of the header and of both. */
    byte[] trailer(int[] checksums, int count) {
        byte[] bytes = new byte[trailerBytes(checksums.length)];
        ByteBuffer trailer = wrap(bytes);
        for (int c : checksums) {
            trailer.putInt(c);
        }
        trailer.putLong(count);
        trailer.put(digest(header(), bytes));
        return bytes;
    }

    /** Digest of a header and of a trailer without its digest. */
    static byte[] digest(byte[] header, byte[] trailer) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(header);
            sha.update(trailer, 0, trailer.length - DIGEST_BYTES);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean digestFits(byte[] header, byte[] trailer) {
        byte[] stored = Arrays.copyOfRange(trailer, trailer.length - DIGEST_BYTES, trailer.length);
        return Arrays.equals(stored, digest(header, trailer));
    }

    int blocks(long count) {
        return (int) ((count + blockRows - 1) / blockRows);
    }

    static int trailerBytes(int blocks) {
        return blocks * Integer.BYTES + Long.BYTES + DIGEST_BYTES;
    }

    long fileBytes(long count) {
        return HEADER_BYTES + count * dim * Float.BYTES + trailerBytes(blocks(count));
    }

    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
