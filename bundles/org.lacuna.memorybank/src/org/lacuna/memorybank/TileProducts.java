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
    static final int DEPTH = 96;

    private static final float[] ZEROS = new float[PackedVectors.BLOCK];

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
     * @param n how many of them, at most {@link PackedVectors#BLOCK}
     */
    void dots(float[][] tile, float[] block, int n, float[][] dot) {
        if (width <= DotKernel.NARROW) {
            for (int i = 0; i < n; i++) {
                DotKernel.narrowDots(block, i * paddedDim, tile, 0, width, dot[i]);
            }
            return;
        }
        for (int from = 0; from < paddedDim; from += DEPTH) {
            int to = Math.min(paddedDim, from + DEPTH);
            for (int i = 0; i < n; i += 4) {
                kernel.add(block, paddedDim, i, ZEROS, from, to, tile, 0, width, dot, i);
            }
        }
    }
}
