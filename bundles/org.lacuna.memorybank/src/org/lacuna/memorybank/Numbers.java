package org.lacuna.memorybank;

import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Arrays of finite numbers in a big-endian stream. Callers check the length against the file's size
 * first.
 */
final class Numbers {
    private static final int BUFFER = 1 << 16;

    private Numbers() {}

    static void writeDoubles(DataOutput out, double[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (double v : values) {
            if (!buffer.hasRemaining()) {
                out.write(buffer.array());
                buffer.clear();
            }
            buffer.putDouble(v);
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    static void writeFloats(DataOutput out, float[] values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (float v : values) {
            if (!buffer.hasRemaining()) {
                out.write(buffer.array());
                buffer.clear();
            }
            buffer.putFloat(v);
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    static double[] readDoubles(DataInput in, int count, String what)
            throws IOException, ModelException {
        double[] values = new double[count];
        byte[] bytes = new byte[(int) Math.min(BUFFER, count * 8L)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i < count; ) {
            int n = Math.min(bytes.length / 8, count - i);
            in.readFully(bytes, 0, n * 8);
            for (int j = 0; j < n; j++, i++) {
                values[i] = buffer.getDouble(j * 8);
                if (!Double.isFinite(values[i])) {
                    throw notFinite(what, i, values[i]);
                }
            }
        }
        return values;
    }

    static float[] readFloats(DataInput in, int count, String what)
            throws IOException, ModelException {
        float[] values = new float[count];
        byte[] bytes = new byte[(int) Math.min(BUFFER, count * 4L)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int i = 0; i < count; ) {
            int n = Math.min(bytes.length / 4, count - i);
            in.readFully(bytes, 0, n * 4);
            for (int j = 0; j < n; j++, i++) {
                values[i] = buffer.getFloat(j * 4);
                if (!Float.isFinite(values[i])) {
                    throw notFinite(what, i, values[i]);
                }
            }
        }
        return values;
    }

    /** Reads an int in the given range. */
    static int readInt(DataInput in, int low, int high, String what)
            throws IOException, ModelException {
        int v = in.readInt();
        if (v < low || v > high) {
            throw new ModelException(what + ": " + v + ", expected " + low + ".." + high);
        }
        return v;
    }

    private static ModelException notFinite(String what, int index, double value) {
        return new ModelException(
                what + ": value " + index + " is " + value + ", expected a finite number");
    }
}
