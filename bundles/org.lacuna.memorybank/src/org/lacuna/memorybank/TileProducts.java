package org.lacuna.memorybank;

/**
 * Products of a block of queries with the vectors of a tile, by the kernel that suits the length of
 * its rows. Immutable and thread-safe.
 */
final class TileProducts {
    /**
     * Dimensions that all queries of a block go through before the next ones: 96 of a full tile
     * take 430 KiB of the second-level cache. A multiple of the kernel's four.
     */
    private static final int DEPTH = 96;

    private final int width;
    private final int paddedDim;
    private final ProductKernel kernel;

    /**
     * @param width vectors of a tile
     * @param paddedDim dimensions, a multiple of four
     */
    TileProducts(int width, int paddedDim) {
        this.width = width;
        this.paddedDim = paddedDim;
        this.kernel = ProductKernel.of(width);
    }

    /**
     * Dot products: {@code dot[query][vector]}.
     *
     * @param tile an array of each dimension
     * @param block queries, a row of {@code paddedDim} each
     * @param n how many of them
     */
    void dots(float[][] tile, float[] block, int n, float[][] dot) {
        if (width <= DotKernel.NARROW) {
            for (int i = 0; i < n; i++) {
                DotKernel.narrowDots(block, i * paddedDim, tile, dot[i]);
            }
            return;
        }
        for (int from = 0; from < paddedDim; from += DEPTH) {
            int to = Math.min(paddedDim, from + DEPTH);
            for (int i = 0; i < n; i += 4) {
                addDimensions(block, i, from, to, tile, dot);
            }
        }
    }

    /**
     * Lowers {@code least[query][vector]} to {@code norm - 2 dot} where that is smaller.
     *
     * @param norm squared length of each vector
     */
    void lower(float[] norm, int n, float[][] dot, float[][] least) {
        if (width <= DotKernel.NARROW) {
            for (int i = 0; i < n; i++) {
                DotKernel.lowerNarrow(least[i], dot[i], norm);
            }
            return;
        }
        for (int i = 0; i < n; i += 4) {
            DotKernel.lower4(
                    least[i],
                    least[i + 1],
                    least[i + 2],
                    least[i + 3],
                    dot[i],
                    dot[i + 1],
                    dot[i + 2],
                    dot[i + 3],
                    norm);
        }
    }

    /** Adds dimensions to the dot products of the queries {@code i..i+3}; 0 to start with. */
    private void addDimensions(float[] q, int i, int from, int to, float[][] w, float[][] dot) {
        float[] c0 = dot[i];
        float[] c1 = dot[i + 1];
        float[] c2 = dot[i + 2];
        float[] c3 = dot[i + 3];
        int a = i * paddedDim;
        int b = a + paddedDim;
        int c = b + paddedDim;
        int d = c + paddedDim;
        int k = from;
        if (k == 0) {
            kernel.set4x4(
                    c0,
                    c1,
                    c2,
                    c3,
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    width,
                    q[a + k],
                    q[a + k + 1],
                    q[a + k + 2],
                    q[a + k + 3],
                    q[b + k],
                    q[b + k + 1],
                    q[b + k + 2],
                    q[b + k + 3],
                    q[c + k],
                    q[c + k + 1],
                    q[c + k + 2],
                    q[c + k + 3],
                    q[d + k],
                    q[d + k + 1],
                    q[d + k + 2],
                    q[d + k + 3]);
            k = 4;
        }
        for (; k < to; k += 4) {
            kernel.add4x4(
                    c0,
                    c1,
                    c2,
                    c3,
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    width,
                    q[a + k],
                    q[a + k + 1],
                    q[a + k + 2],
                    q[a + k + 3],
                    q[b + k],
                    q[b + k + 1],
                    q[b + k + 2],
                    q[b + k + 3],
                    q[c + k],
                    q[c + k + 1],
                    q[c + k + 2],
                    q[c + k + 3],
                    q[d + k],
                    q[d + k + 1],
                    q[d + k + 2],
                    q[d + k + 3]);
        }
    }
}
