package org.lacuna.memorybank;

import org.lacuna.core.LacunaException;

/**
 * Vectors of one length in any storage: what k-means reads when they need not fit the memory.
 *
 * <p>Implementations are thread-safe and give the same values each time. {@code count * dim} may
 * exceed an int.
 */
public interface RowSource {
    /** Number of vectors, at least 0. */
    int count();

    /** Length of a vector, 1..{@link MemoryBank#MAX_DIM}. */
    int dim();

    /**
     * Reads consecutive vectors.
     *
     * @param first index of the first one
     * @param n how many, at least 0; {@code first + n} is at most {@link #count}
     * @param out receives {@code n * dim} values, row-major
     * @param at where the first value goes
     * @throws IllegalArgumentException when the range is outside the source or does not fit {@code
     *     out}
     * @throws LacunaException when the storage cannot be read or holds something else than finite
     *     numbers
     */
    void read(int first, int n, float[] out, int at) throws LacunaException;

    /**
     * Rows in memory.
     *
     * @param rows row-major {@code count * dim} values; kept, not copied: nobody may write to them
     *     any more
     * @param count at least 0
     * @param dim 1..{@link MemoryBank#MAX_DIM}
     * @throws IllegalArgumentException for sizes that do not fit
     */
    static RowSource of(float[] rows, int count, int dim) {
        return new ArrayRows(rows, count, dim);
    }
}
