package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Exact nearest neighbours of a run of queries: float32 finds the candidates, double decides.
 *
 * <p>While a block of queries passes the tiles, each place of a tile keeps the least value that it
 * has had in any of them: one instruction a pair, where a minimum over each tile would cost as much
 * as a dozen dimensions. At the end, the vectors of every place that could hold the nearest one
 * within the error of float32 ({@link QueryBlock}) are measured again in double from the original
 * rows, so the result is the exact nearest vector, the lowest index among equals. Where the error
 * is not finite (values near the end of the float range) all vectors are measured in double.
 *
 * <p>Working memory of one thread: not thread-safe, may be used again.
 */
final class NearestSearch {
    private final PackedVectors vectors;
    private final QueryBlock block;

    /** Least value of each place of a tile, of each query of the block. */
    private final float[][] least;

    /** Least value of each segment of a tile's places, of four queries. */
    private final float[][] segments;

    private double best;
    private int nearest;

    NearestSearch(PackedVectors vectors) {
        this.vectors = vectors;
        this.block = new QueryBlock(vectors);
        this.least = new float[PackedVectors.BLOCK][vectors.tileWidth()];
        this.segments = new float[4][DotKernel.segments(vectors.tileWidth())];
    }

    /** Bytes of one search. */
    static long bytes(int dim) {
        return 4L * PackedVectors.BLOCK * (2 * PackedVectors.TILE + dim + 3);
    }

    /**
     * Finds the nearest vector of some queries.
     *
     * @param queries finite values, the first query at {@code at}, the others after it
     * @param squaredOut squared distances, that of the first query at {@code outAt}
     * @param indexOut the nearest vectors, alike
     */
    void run(float[] queries, int at, int count, double[] squaredOut, int[] indexOut, int outAt) {
        for (int first = 0; first < count; first += PackedVectors.BLOCK) {
            int n = Math.min(PackedVectors.BLOCK, count - first);
            block.load(queries, at + first * vectors.dim(), n);
            for (float[] values : least) {
                Arrays.fill(values, Float.POSITIVE_INFINITY);
            }
            for (int t = 0; t < vectors.tiles(); t++) {
                block.lower(t, least);
            }
            for (int i = 0; i < n; i++) {
                if (i % 4 == 0) {
                    DotKernel.leastValues4(
                            least[i], least[i + 1], least[i + 2], least[i + 3], segments);
                }
                settle(i, queries, at + (first + i) * vectors.dim());
                squaredOut[outAt + first + i] = best;
                indexOut[outAt + first + i] = nearest;
            }
        }
    }

    /** Measures what can be the nearest vector of query i. */
    private void settle(int i, float[] queries, int at) {
        best = Double.POSITIVE_INFINITY;
        nearest = 0;
        double error = block.error(i);
        if (error == Double.POSITIVE_INFINITY) {
            for (int v = 0; v < vectors.count(); v++) {
                offer(v, queries, at);
            }
            return;
        }
        float[] values = least[i];
        float[] leastOf = segments[i % 4];
        float min = leastOf[0];
        for (float m : leastOf) {
            min = Math.min(min, m);
        }
        // The nearest vector's value is at most its error above the least one's, which has its own.
        float limit = Math.nextUp((float) (min + 2 * error));
        for (int s = 0; s < leastOf.length; s++) {
            int to = leastOf[s] <= limit ? (s + 1) * DotKernel.SEGMENT : 0;
            for (int place = s * DotKernel.SEGMENT; place < Math.min(values.length, to); place++) {
                if (values[place] <= limit) {
                    measure(place, queries, at);
                }
            }
        }
    }

    /** Measures the vectors that have this place in their tiles. */
    private void measure(int place, float[] queries, int at) {
        for (int v = place; v < vectors.count(); v += vectors.tileWidth()) {
            offer(v, queries, at);
        }
    }

    private void offer(int vector, float[] queries, int at) {
        double d = vectors.exact(queries, at, vector);
        if (d < best || d == best && vector < nearest) {
            best = d;
            nearest = vector;
        }
    }
}
