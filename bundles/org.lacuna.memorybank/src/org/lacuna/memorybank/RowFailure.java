package org.lacuna.memorybank;

import org.lacuna.core.LacunaException;

/** Carries a failure to read rows out of the loops of workers, which throw nothing checked. */
final class RowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final LacunaException failure;

    private RowFailure(LacunaException failure) {
        super(failure);
        this.failure = failure;
    }

    LacunaException failure() {
        return failure;
    }

    /** {@link RowSource#read} for loops. */
    static void read(RowSource source, int first, int n, float[] out, int at) {
        try {
            source.read(first, n, out, at);
        } catch (LacunaException e) {
            throw new RowFailure(e);
        }
    }
}
