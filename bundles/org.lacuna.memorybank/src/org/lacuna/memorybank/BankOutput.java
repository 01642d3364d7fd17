package org.lacuna.memorybank;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian numbers to a stream, with padding to multiples of 64 bytes. */
final class BankOutput {
    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    BankOutput(OutputStream out) {
        this.out = out;
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            drain();
        }
        written += bytes;
    }

    private void drain() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    void bytes(byte[] values) throws IOException {
        drain();
        out.write(values);
        written += values.length;
    }

    void integer(int value) throws IOException {
        room(4);
        buffer.putInt(value);
    }

    void number(long value) throws IOException {
        room(8);
        buffer.putLong(value);
    }

    void floats(float[] values) throws IOException {
        for (float v : values) {
            room(4);
            buffer.putFloat(v);
        }
    }

    void doubles(double[] values) throws IOException {
        for (double v : values) {
            room(8);
            buffer.putDouble(v);
        }
    }

    /** Zeros up to where the next section begins. */
    void align() throws IOException {
        bytes(new byte[(int) (BankLayout.align(written) - written)]);
    }

    void flush() throws IOException {
        drain();
        out.flush();
    }
}
