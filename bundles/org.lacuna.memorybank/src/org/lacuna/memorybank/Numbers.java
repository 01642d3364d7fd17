package org.lacuna.memorybank;

import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.IOException;

/** Numbers of a big-endian stream, checked. */
final class Numbers {
    private Numbers() {}

    /** Reads an int in the given range. */
    static int readInt(DataInput in, int low, int high, String what)
            throws IOException, ModelException {
        int v = in.readInt();
        if (v < low || v > high) {
            throw new ModelException(what + ": " + v + ", expected " + low + ".." + high);
        }
        return v;
    }
}
