package org.lacuna.annotation.internal;

import org.lacuna.annotation.GridSize;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What is sound in a journal file: the records up to the first that is not whole. Whatever the
 * bytes are, reading ends with this and takes no more memory than the file is long.
 *
 * @param base SHA-256 of the annotation file that the records go on from; no bytes when there is no
 *     sound header
 * @param records sound records, the oldest first
 * @param ends byte behind each of them
 * @param damage what is wrong with the first byte that is not sound, and where; empty when all is
 */
record JournalContent(
        byte[] base, List<JournalRecord> records, List<Long> ends, Optional<String> damage) {
    static final byte[] SIGNATURE = {'L', 'A', 'C', 'U', 'N', 'A', 'A', 'J'};
    static final int VERSION = 1;
    static final int HEADER_BYTES = 8 + 4 + JournalRecord.HASH_BYTES + 4;

    /** Length and checksum. */
    static final int FRAME_BYTES = 8;

    /** Byte behind the last sound record. */
    long soundBytes() {
        return ends.isEmpty() ? HEADER_BYTES : ends.getLast();
    }

    static byte[] header(byte[] base) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(SIGNATURE).putInt(VERSION).put(base);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, HEADER_BYTES - 4);
        return header.putInt((int) crc.getValue()).array();
    }

    /** Covers the place, too: a record that was moved or written twice is not sound. */
    static int checksum(long position, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(12).putLong(position).putInt(payload.length).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }

    static JournalContent read(RandomAccessFile file, GridSize grid) throws IOException {
        long length = file.length();
        List<JournalRecord> records = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        if (length < HEADER_BYTES) {
            // A crash in Journal.restart leaves this; the annotation file holds everything then.
            Optional<String> damage =
                    length == 0
                            ? Optional.empty()
                            : Optional.of("byte 0: " + length + " bytes, too few for a header");
            return new JournalContent(new byte[0], records, ends, damage);
        }
        file.seek(0);
        byte[] header = new byte[HEADER_BYTES];
        long at = 0;
        byte[] base = new byte[0];
        try {
            file.readFully(header);
            byte[] hash = Arrays.copyOfRange(header, 12, 12 + JournalRecord.HASH_BYTES);
            if (!Arrays.equals(header, header(hash))) {
                return broken(
                        base,
                        records,
                        ends,
                        at,
                        "no whole header of version "
                                + VERSION
                                + ", expected the signature LACUNAAJ and a checksum that fits");
            }
            base = hash;
            for (at = HEADER_BYTES; at < length; at = ends.getLast()) {
                Optional<String> damage = readRecord(file, grid, at, length, records, ends);
                if (damage.isPresent()) {
                    return broken(base, records, ends, at, damage.get());
                }
            }
        } catch (EOFException e) {
            return broken(base, records, ends, at, "cut off by a writer while it was read");
        }
        return new JournalContent(base, records, ends, Optional.empty());
    }

    /** Adds the record at a position, or tells what is wrong with it. */
    private static Optional<String> readRecord(
            RandomAccessFile file,
            GridSize grid,
            long at,
            long length,
            List<JournalRecord> records,
            List<Long> ends)
            throws IOException {
        if (length - at < FRAME_BYTES) {
            return Optional.of(length - at + " bytes, a record cut off");
        }
        int size = file.readInt();
        int crc = file.readInt();
        long left = length - at - FRAME_BYTES;
        if (size < 1 || size > left) {
            return Optional.of("a record of " + size + " bytes where " + left + " are left");
        }
        byte[] payload = new byte[size];
        file.readFully(payload);
        if (checksum(at, payload) != crc) {
            return Optional.of("a checksum that is wrong");
        }
        try {
            records.add(JournalRecord.decode(payload, grid));
        } catch (BadRecordException e) {
            return Optional.of(e.getMessage());
        }
        ends.add(at + FRAME_BYTES + size);
        return Optional.empty();
    }

    private static JournalContent broken(
            byte[] base, List<JournalRecord> records, List<Long> ends, long at, String found) {
        return new JournalContent(base, records, ends, Optional.of("byte " + at + ": " + found));
    }
}
