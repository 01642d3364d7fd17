package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Exact nearest neighbours of a run of queries: float32 finds the candidates, double decides.
 *
 * <p>Every vector that could be nearest within the error of float32 ({@link QueryBlock}) is
 * measured again in double from the original rows, so the result is the exact nearest vector, the
 * lowest index among equals. Where the error is not finite (values near the end of the float range)
 * all vectors are measured in double.
 *
 * <p>Working memory of one thread: not thread-safe, may be used again.
 */
final class NearestSearch {
    private final PackedVectors vectors;
    private final QueryBlock block;

    /** At least as large as the exact value of the best candidate so far. */
    private final double[] upper = new double[PackedVectors.BLOCK];

    private final double[] best = new double[PackedVectors.BLOCK];
    private final double[] second = new double[PackedVectors.BLOCK];
    private final int[] index = new int[PackedVectors.BLOCK];
    private final boolean[] exactOnly = new boolean[PackedVectors.BLOCK];
    private final float[] least = new float[DotKernel.segments(PackedVectors.TILE)];

    NearestSearch(PackedVectors vectors) {
        this.vectors = vectors;
        this.block = new QueryBlock(vectors);
    }

    /**
     * Handles the queries {@code from..to-1}.
     *
     * @see PackedVectors#nearest
     */
    void run(
            float[] queries,
            int from,
            int to,
            double[] squaredOut,
            int[] indexOut,
            double[] secondOut) {
        int dim = vectors.dim();
        for (int first = from; first < to; first += PackedVectors.BLOCK) {
            int n = Math.min(PackedVectors.BLOCK, to - first);
            start(queries, first, n);
            for (int t = 0; t < vectors.tiles(); t++) {
                block.multiply(t);
                for (int i = 0; i < n; i++) {
                    select(i, queries, (first + i) * dim, t, secondOut != null);
                }
            }
            for (int i = 0; i < n; i++) {
                if (exactOnly[i]) {
                    measureAll(i, queries, (first + i) * dim);
                }
                squaredOut[first + i] = best[i];
                indexOut[first + i] = index[i];
                if (secondOut != null) {
                    secondOut[first + i] = second[i];
                }
            }
        }
    }

    private void start(float[] queries, int first, int n) {
        block.load(queries, first, n);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        Arrays.fill(second, Double.POSITIVE_INFINITY);
        Arrays.fill(index, 0);
        Arrays.fill(exactOnly, false);
    }

    /** Takes up those vectors of the tile that can be nearer to query i than the best so far. */
    private void select(int i, float[] queries, int at, int t, boolean wantSecond) {
        double error = block.error(i, t);
        float[] norm = vectors.norms(t);
        float min = DotKernel.leastValues(block.dot(i), 0, norm, least);
        if (error == Double.POSITIVE_INFINITY) {
            exactOnly[i] = true;
            return;
        }
        upper[i] = Math.min(upper[i], min + error);
        if (min - error <= upper[i]) {
            takeUp(i, queries, at, t, Math.nextUp((float) (upper[i] + error)));
            min = wantSecond ? DotKernel.leastValue(block.dot(i), norm) : min;
        }
        if (wantSecond) {
            // A little less than |q|^2, so that its own rounding cannot lift the bound.
            double squaredNorm = block.norm(i) * block.norm(i) * (1 - 4 * QueryBlock.UNIT);
            second[i] = Math.min(second[i], Math.max(0, min - error + squaredNorm));
        }
    }

    /**
     * Measures every vector of the tile whose value is at most the limit, and takes it out of the
     * tile.
     */
    private void takeUp(int i, float[] queries, int at, int t, float limit) {
        float[] values = block.dot(i);
        float[] norm = vectors.norms(t);
        int first = vectors.first(t);
        for (int s = 0; s < DotKernel.segments(norm.length); s++) {
            int to = least[s] <= limit ? (s + 1) * DotKernel.SEGMENT : 0;
            for (int j = s * DotKernel.SEGMENT; j < Math.min(norm.length, to); j++) {
                if (Math.fma(-2f, values[j], norm[j]) <= limit) {
                    offer(i, first + j, queries, at);
                    values[j] = Float.NEGATIVE_INFINITY;
                }
            }
        }
    }

    private void measureAll(int i, float[] queries, int at) {
        best[i] = Double.POSITIVE_INFINITY;
        second[i] = Double.POSITIVE_INFINITY;
        for (int j = 0; j < vectors.count(); j++) {
            offer(i, j, queries, at);
        }
    }

    private void offer(int i, int vector, float[] queries, int at) {
        double d = vectors.exact(queries, at, vector);
        if (d < best[i]) {
            second[i] = Math.min(second[i], best[i]);
            best[i] = d;
            index[i] = vector;
        } else {
            second[i] = Math.min(second[i], d);
        }
    }
}
