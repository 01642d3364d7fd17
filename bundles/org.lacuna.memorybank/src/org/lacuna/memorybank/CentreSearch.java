package org.lacuna.memorybank;

import org.lacuna.core.Workers;

/**
 * Assigns vectors to the nearest of some centres, which move from pass to pass. Exact, the lowest
 * of equally near centres wins: all implementations give the same assignments and distances.
 *
 * <p>{@link #assign} may run on many threads for different vectors.
 */
interface CentreSearch {
    /**
     * Assigns the vectors {@code from..to-1}.
     *
     * @param rows where they lie, the first one at {@code at}
     * @param unknown whether they have no assignment yet
     */
    Found assign(float[] rows, int at, int from, int to, boolean unknown);

    /**
     * What a chunk of vectors gave.
     *
     * @param changed assignments that changed
     * @param compared pairs of a vector and a centre that went through the kernel
     */
    record Found(int changed, long compared) {}

    /**
     * Takes over moved centres.
     *
     * @param next row-major {@code k * dim}; kept
     */
    void moveTo(float[] next, Workers workers);

    /** A vector was given to another centre than the nearest one. */
    void forget(int row);
}
