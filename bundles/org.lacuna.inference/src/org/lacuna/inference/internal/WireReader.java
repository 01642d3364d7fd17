package org.lacuna.inference.internal;

import org.lacuna.core.ModelException;
import org.lacuna.inference.NetworkFile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Walks through a file in the wire format of Protocol Buffers without trusting it: every length is
 * held against the message around it before anything is skipped or read, and what is skipped is
 * never loaded. Our own, since only four of the format's constructs are needed. Not thread-safe.
 */
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int BUFFER = 1 << 14;

    private final NetworkFile file;
    private final SeekableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    /** Place in the file of the buffer's first byte. */
    private long bufferStart;

    /** End of the message that is being read. */
    private long limit;

    private int field;
    private int wireType;
    private long fieldAt;

    /**
     * @param channel read from its beginning; not closed
     */
    WireReader(NetworkFile file, SeekableByteChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.limit = channel.size();
        channel.position(0);
        buffer.limit(0);
    }

    long position() {
        return bufferStart + buffer.position();
    }

    /**
     * Goes to the next field of the message.
     *
     * @return whether there is one
     */
    boolean next() throws IOException, ModelException {
        if (position() == limit) {
            return false;
        }
        fieldAt = position();
        long key = varint();
        field = (int) (key >>> 3);
        wireType = (int) (key & 7);
        if (key >>> 32 != 0 || field == 0) {
            throw invalid("found no field");
        }
        if (wireType != VARINT && wireType != FIXED64 && wireType != BYTES && wireType != FIXED32) {
            throw invalid("found a field of unknown type " + wireType);
        }
        return true;
    }

    /** Number of the field. */
    int field() {
        return field;
    }

    int wireType() {
        return wireType;
    }

    /** A whole number, two's complement. */
    long number() throws IOException, ModelException {
        expect(VARINT);
        return varint();
    }

    /**
     * Begins to read the field as a message.
     *
     * @return to be given to {@link #leave}
     */
    long enter() throws IOException, ModelException {
        long length = length();
        long outer = limit;
        limit = position() + length;
        return outer;
    }

    /** Goes to the end of the message and back to the one around it. */
    void leave(long outer) throws IOException {
        seek(limit);
        limit = outer;
    }

    /** The next number of a packed list, whose message was entered. */
    long packed() throws IOException, ModelException {
        return varint();
    }

    boolean atEnd() {
        return position() == limit;
    }

    /** Skips the field's value; how many bytes it has, without its length. */
    long skip() throws IOException, ModelException {
        long bytes =
                switch (wireType) {
                    case FIXED32 -> 4;
                    case FIXED64 -> 8;
                    case BYTES -> length();
                    default -> 0;
                };
        if (wireType == VARINT) {
            long from = position();
            varint();
            return position() - from;
        }
        need(bytes);
        seek(position() + bytes);
        return bytes;
    }

    /**
     * A text.
     *
     * @param most bytes that it may have
     */
    String text(int most) throws IOException, ModelException {
        long length = length();
        if (length > most) {
            throw invalid("found a name of " + length + " bytes, expected at most " + most);
        }
        byte[] bytes = new byte[(int) length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = nextByte();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Error about the field that is being read. */
    ModelException invalid(String what) {
        return new ModelException(
                file + ": byte " + fieldAt + ": " + what + ": it is no ONNX file, or damaged");
    }

    /** Error about a file that is sound but not for us. */
    ModelException refused(String what) {
        return new ModelException(file + ": byte " + fieldAt + ": " + what);
    }

    private long length() throws IOException, ModelException {
        expect(BYTES);
        long length = varint();
        if (length < 0) {
            throw invalid("found a negative length");
        }
        need(length);
        return length;
    }

    private void expect(int type) throws ModelException {
        if (wireType != type) {
            throw invalid(
                    "field " + field + " has the wire type " + wireType + ", expected " + type);
        }
    }

    private void need(long bytes) throws ModelException {
        if (bytes > limit - position()) {
            throw invalid(
                    "found a field of "
                            + bytes
                            + " bytes where "
                            + (limit - position())
                            + " are left");
        }
    }

    private long varint() throws IOException, ModelException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte b = nextByte();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw invalid("found a number of more than 10 bytes");
    }

    private byte nextByte() throws IOException, ModelException {
        need(1);
        if (!buffer.hasRemaining()) {
            bufferStart += buffer.limit();
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read <= 0) {
                throw invalid("the file ends early");
            }
        }
        return buffer.get();
    }

    private void seek(long target) throws IOException {
        if (target <= bufferStart + buffer.limit()) {
            buffer.position((int) (target - bufferStart));
        } else {
            channel.position(target);
            bufferStart = target;
            buffer.clear().limit(0);
        }
    }
}
