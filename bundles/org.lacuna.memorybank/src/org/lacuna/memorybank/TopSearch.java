package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Exact k nearest neighbours of a run of queries, as {@link NearestSearch} finds the one: of each
 * tile, every vector that could be among the k nearest within the error of float32 is measured
 * again in double. Equally near ones come in order of index.
 *
 * <p>Working memory of one thread: not thread-safe, may be used again.
 */
final class TopSearch {
    private final PackedVectors vectors;
    private final QueryBlock block;
    private final int k;

    /** The nearest vectors of each query so far, ascending. */
    private final double[][] squared;

    private final int[][] index;
    private final int[] size = new int[PackedVectors.BLOCK];
    private final float[] sorted = new float[PackedVectors.TILE];

    /**
     * @param k 1..vectors.count()
     */
    TopSearch(PackedVectors vectors, int k) {
        if (k < 1 || k > vectors.count()) {
            throw new IllegalArgumentException("k: " + k + ", expected 1.." + vectors.count());
        }
        this.vectors = vectors;
        this.block = new QueryBlock(vectors);
        this.k = k;
        this.squared = new double[PackedVectors.BLOCK][k];
        this.index = new int[PackedVectors.BLOCK][k];
    }

    /** Handles the queries {@code from..to-1}; results lie at {@code query * k}. */
    void run(float[] queries, int from, int to, double[] squaredOut, int[] indexOut) {
        for (int first = from; first < to; first += PackedVectors.BLOCK) {
            int n = Math.min(PackedVectors.BLOCK, to - first);
            block.load(queries, first * vectors.dim(), n);
            Arrays.fill(size, 0);
            for (int t = 0; t < vectors.tiles(); t++) {
                block.multiply(t);
                for (int i = 0; i < n; i++) {
                    select(i, queries, (first + i) * vectors.dim(), t);
                }
            }
            for (int i = 0; i < n; i++) {
                System.arraycopy(squared[i], 0, squaredOut, (first + i) * k, k);
                System.arraycopy(index[i], 0, indexOut, (first + i) * k, k);
            }
        }
    }

    /** Measures those vectors of the tile that can be among the k nearest. */
    private void select(int i, float[] queries, int at, int t) {
        float[] dot = block.dot(i);
        float[] norm = vectors.norms(t);
        int inTile = vectors.inTile(t);
        float limit = limit(i, t, inTile);
        if (DotKernel.leastValue(dot, norm) > limit) {
            return;
        }
        int first = vectors.first(t);
        for (int j = 0; j < inTile; j++) {
            // Not '<= limit': a value that is not a number must be measured.
            if (!(Math.fma(-2f, dot[j], norm[j]) > limit)) {
                offer(i, first + j, queries, at);
            }
        }
    }

    /** A vector whose value is above this is not among the k nearest. */
    private float limit(int i, int t, int inTile) {
        double error = block.error(i, t);
        double most;
        if (size[i] == k) {
            double q = block.norm(i);
            // Rounding of |q|^2 and of the measured distance is far below the share added here.
            double share = QueryBlock.UNIT * 1e-3 * (squared[i][k - 1] + q * q);
            most = squared[i][k - 1] - q * q + share + error;
        } else if (inTile > k) {
            // k vectors of this tile are at most as far as the k-th smallest value and its error.
            most = kthValue(i, t, inTile) + 2 * error;
        } else {
            most = Double.POSITIVE_INFINITY;
        }
        return most < Float.MAX_VALUE ? Math.nextUp((float) most) : Float.POSITIVE_INFINITY;
    }

    private float kthValue(int i, int t, int inTile) {
        float[] dot = block.dot(i);
        float[] norm = vectors.norms(t);
        for (int j = 0; j < inTile; j++) {
            sorted[j] = Math.fma(-2f, dot[j], norm[j]);
        }
        Arrays.sort(sorted, 0, inTile);
        return sorted[k - 1];
    }

    private void offer(int i, int vector, float[] queries, int at) {
        double d = vectors.exact(queries, at, vector);
        double[] best = squared[i];
        int n = size[i];
        if (n == k && d >= best[k - 1]) {
            return;
        }
        int place = n < k ? n : k - 1;
        // Vectors come in order of index: an equal one stays in front.
        while (place > 0 && best[place - 1] > d) {
            best[place] = best[place - 1];
            index[i][place] = index[i][place - 1];
            place--;
        }
        best[place] = d;
        index[i][place] = vector;
        size[i] = Math.min(k, n + 1);
    }
}
