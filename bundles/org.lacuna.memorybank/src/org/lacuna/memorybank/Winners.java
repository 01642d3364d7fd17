package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * The nearest vectors of a run of queries, measured in double: where they are written as they are
 * found. Working memory of one thread.
 */
final class Winners {
    private final NormedRows vectors;
    private final int k;
    private final int[] found = new int[QueryTile.MOST];
    private float[] queries;
    private int queriesAt;
    private double[] squared;
    private int[] index;
    private int resultsAt;

    /**
     * @param k vectors to keep of each query
     */
    Winners(NormedRows vectors, int k) {
        this.vectors = vectors;
        this.k = k;
    }

    /**
     * Begins with n queries.
     *
     * @param queries the first query lies at {@code at}, the others after it
     * @param squaredOut receives k squared distances of each query, ascending, those of the first
     *     at {@code outAt}
     * @param indexOut receives the vectors that they belong to, alike
     */
    void begin(float[] queries, int at, int n, double[] squaredOut, int[] indexOut, int outAt) {
        this.queries = queries;
        this.queriesAt = at;
        this.squared = squaredOut;
        this.index = indexOut;
        this.resultsAt = outAt;
        Arrays.fill(found, 0, n, 0);
    }

    /** Where query i begins. */
    int at(int i) {
        return queriesAt + i * vectors.dim();
    }

    float[] queries() {
        return queries;
    }

    /** Measures the vectors {@code from..to-1}. */
    void offerAll(int i, int from, int to) {
        for (int v = from; v < to; v++) {
            offer(i, v);
        }
    }

    /** Measures a vector, which comes after all that were offered before. */
    void offer(int i, int vector) {
        double d = vectors.exact(queries, at(i), vector);
        int best = resultsAt + i * k;
        int n = found[i];
        if (n == k && d >= squared[best + k - 1]) {
            return;
        }
        int place = best + (n < k ? n : k - 1);
        // Vectors come in order of index: an equal one stays in front.
        while (place > best && squared[place - 1] > d) {
            squared[place] = squared[place - 1];
            index[place] = index[place - 1];
            place--;
        }
        squared[place] = d;
        index[place] = vector;
        found[i] = Math.min(k, n + 1);
    }
}
