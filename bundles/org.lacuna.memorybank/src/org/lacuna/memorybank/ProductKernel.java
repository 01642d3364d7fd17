package org.lacuna.memorybank;

/**
 * Products of four queries with the vectors of a tile, four dimensions a pass.
 *
 * <p>There are two implementations with the same loops, {@link LongRowKernel} and {@link
 * ShortRowKernel}, since what C2 makes of a loop depends on how long it ran before it was compiled.
 * Whitening and groups of centres, whose rows are short, come first in a program; with one kernel
 * for all, large banks would be searched a third slower from then on.
 */
interface ProductKernel {
    /** Longest rows that are short. */
    int SHORT = 320;

    /** The one for rows of that many vectors. */
    static ProductKernel of(int width) {
        return width <= SHORT ? new ShortRowKernel() : new LongRowKernel();
    }

    /** The first four dimensions of the dot products of four queries with {@code width} vectors. */
    void set4x4(
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            int width,
            float a0,
            float a1,
            float a2,
            float a3,
            float b0,
            float b1,
            float b2,
            float b3,
            float d0,
            float d1,
            float d2,
            float d3,
            float e0,
            float e1,
            float e2,
            float e3);

    /** Adds four dimensions to the dot products of four queries with {@code width} vectors. */
    void add4x4(
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            int width,
            float a0,
            float a1,
            float a2,
            float a3,
            float b0,
            float b1,
            float b2,
            float b3,
            float d0,
            float d1,
            float d2,
            float d3,
            float e0,
            float e1,
            float e2,
            float e3);
}
