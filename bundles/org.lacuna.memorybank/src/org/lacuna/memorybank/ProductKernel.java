package org.lacuna.memorybank;

/**
 * Products of four rows with the vectors of a tile, four dimensions a pass: 16 multiply-adds for
 * every 12 loads and stores.
 *
 * <p>There are two implementations with the same loops, {@link LongRowKernel} and {@link
 * ShortRowKernel}, since what C2 makes of a loop depends on how long it ran before it was compiled.
 * Groups of centres and few queries, whose rows are short, may come first in a program; with one
 * kernel for all, large banks would be searched a third slower from then on. For the same reason
 * each holds the loop over the dimensions itself.
 */
interface ProductKernel {
    /** Longest rows that are short. */
    int SHORT = 320;

    /** Where the loop may begin: 0 to this. As a mask, it tells C2 that it is not negative. */
    int START = 15;

    /** The one for rows of that many vectors. */
    static ProductKernel of(int width) {
        return width <= SHORT ? new ShortRowKernel() : new LongRowKernel();
    }

    /**
     * Adds the dimensions {@code from..to-1} to the dot products of four rows with the vectors
     * {@code lo..hi-1}.
     *
     * @param q holds the rows, {@code stride} values each
     * @param i the first of them
     * @param start what the products of each row begin with, used where {@code from} is 0
     * @param w an array of each dimension of the vectors
     * @param lo 0..{@value #START}
     * @param out receives the products, those of the first row in the array {@code at}
     */
    void add(
            float[] q,
            int stride,
            int i,
            float[] start,
            int from,
            int to,
            float[][] w,
            int lo,
            int hi,
            float[][] out,
            int at);
}
