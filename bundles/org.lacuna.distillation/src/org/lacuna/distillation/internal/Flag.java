package org.lacuna.distillation.internal;

import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.IOException;

/** Yes or no in a file: 1 or 0, where {@code readBoolean} takes any byte. */
public final class Flag {
    private Flag() {}

    /**
     * @throws ModelException when the byte is neither
     */
    public static boolean read(String what, DataInput in) throws IOException, ModelException {
        byte value = in.readByte();
        if (value != 0 && value != 1) {
            throw new ModelException(what + ": " + value + ", expected 0 or 1");
        }
        return value == 1;
    }
}
