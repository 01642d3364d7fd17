package org.lacuna.annotation.internal;

import org.lacuna.annotation.GridSize;
import org.lacuna.annotation.RunMask;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link RecordOutput} wrote. Lengths are held against the bytes that are left before
 * memory is taken. Not thread-safe.
 */
final class RecordInput {
    private final ByteBuffer in;
    private final GridSize grid;

    /**
     * @param grid that masks lie on
     */
    RecordInput(byte[] payload, GridSize grid) {
        this.in = ByteBuffer.wrap(payload);
        this.grid = grid;
    }

    int octet() throws BadRecordException {
        need(1);
        return in.get() & 0xff;
    }

    <E extends Enum<E>> E constant(E[] values) throws BadRecordException {
        int ordinal = octet();
        if (ordinal >= values.length) {
            throw wrong("value " + ordinal, "0.." + (values.length - 1));
        }
        return values[ordinal];
    }

    int number() throws BadRecordException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = octet();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                if (value > Integer.MAX_VALUE) {
                    throw wrong("number " + value, "at most " + Integer.MAX_VALUE);
                }
                return (int) value;
            }
        }
        throw wrong("a number of more than 5 bytes", "at most 5");
    }

    /** A number of things that take at least a byte each. */
    int count() throws BadRecordException {
        int n = number();
        need(n);
        return n;
    }

    byte[] bytes(int length) throws BadRecordException {
        need(length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    String text() throws BadRecordException {
        byte[] bytes = bytes(count());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw wrong("a text that is not UTF-8", "UTF-8");
        }
    }

    RunMask mask() throws BadRecordException {
        int[] runs = new int[count()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = number();
        }
        return RunMask.ofRuns(grid, runs);
    }

    void end() throws BadRecordException {
        if (in.hasRemaining()) {
            throw wrong(in.remaining() + " bytes left over", "none");
        }
    }

    private void need(int bytes) throws BadRecordException {
        if (bytes > in.remaining()) {
            throw wrong(in.remaining() + " bytes left", "at least " + bytes);
        }
    }

    BadRecordException wrong(String found, String expected) {
        return new BadRecordException(
                "byte " + in.position() + " of the record: " + found + ", expected " + expected);
    }
}
