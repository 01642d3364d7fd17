package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Finds the k nearest vectors by the values of each block of vectors: only where the greatest of a
 * group may be among the k greatest so far, the group's values are looked at.
 *
 * <p>Working memory of one thread.
 */
final class ValueSearch {
    /** Candidates of a query beyond its k best, before some are measured. */
    private static final int ROOM = 8;

    private static final int LEAD = LaneSpan.LEAD;

    private final int k;
    private final int room;
    private final RowBlock block;
    private final LaneProducts products;
    private final Winners winners;
    private final float[][] values;
    private final float[][] most;
    private final float[] mostOfAll;

    /** What a value must reach to be a candidate, of each query. */
    private final float[] limit;

    /** The k greatest values of each query so far, ascending. */
    private final float[] greatest;

    /** Vectors that may be among the nearest of each query, in order of index. */
    private final int[] candidate;

    private final float[] candidateValue;
    private final int[] candidates;
    private float[] slack;

    /**
     * @param rows arrays of queries to work with, {@link #rows()} of them
     */
    ValueSearch(
            int k,
            int queries,
            RowBlock block,
            LaneProducts products,
            Winners winners,
            float[][] rows) {
        this.k = k;
        this.room = k + ROOM;
        this.block = block;
        this.products = products;
        this.winners = winners;
        this.values = Arrays.copyOfRange(rows, 0, RowBlock.MOST);
        this.most = Arrays.copyOfRange(rows, RowBlock.MOST, rows.length - 1);
        this.mostOfAll = rows[rows.length - 1];
        this.limit = new float[queries];
        this.greatest = new float[queries * k];
        this.candidate = new int[queries * room];
        this.candidateValue = new float[queries * room];
        this.candidates = new int[queries];
    }

    static int rows() {
        return RowBlock.MOST + RowBlock.MOST / RowBlock.GROUP + 1;
    }

    /**
     * @param slack how far a value may be below the k-th greatest, of each query; infinite for
     *     queries to be left out
     * @param begin the first vector
     * @param end one beyond the last
     */
    void run(int n, float[] slack, int begin, int end) {
        this.slack = slack;
        Arrays.fill(greatest, 0, n * k, Float.NEGATIVE_INFINITY);
        Arrays.fill(candidates, 0, n, 0);
        for (int i = 0; i < n; i++) {
            boolean out = slack[i] == Float.POSITIVE_INFINITY;
            limit[i] = out ? Float.POSITIVE_INFINITY : -Float.MAX_VALUE;
        }
        for (int first = begin; first < end; first += RowBlock.MOST) {
            int rows = Math.min(RowBlock.MOST, end - first);
            block.load(first, rows);
            products.products(block, values, most);
            for (int g = 0; g < block.groups(); g++) {
                products.raise(mostOfAll, most[g], g == 0);
            }
            for (int i = 0; i < n; i++) {
                if (mostOfAll[LEAD + i] >= limit[i]) {
                    look(i, first, rows);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            measure(i);
        }
    }

    /** Takes up the vectors of the block that may be among the nearest of a query. */
    private void look(int i, int first, int rows) {
        for (int g = 0; g * RowBlock.GROUP < rows; g++) {
            if (most[g][LEAD + i] >= limit[i]) {
                int to = Math.min(rows, (g + 1) * RowBlock.GROUP);
                for (int r = g * RowBlock.GROUP; r < to; r++) {
                    float value = values[r][LEAD + i];
                    if (value >= limit[i]) {
                        take(i, first + r, value);
                    }
                }
            }
        }
    }

    private void take(int i, int vector, float value) {
        if (candidates[i] == room) {
            prune(i);
        }
        if (candidates[i] == room) {
            measure(i);
        }
        int at = i * room + candidates[i]++;
        candidate[at] = vector;
        candidateValue[at] = value;
        int least = i * k;
        if (value > greatest[least]) {
            int place = least;
            while (place + 1 < least + k && greatest[place + 1] < value) {
                greatest[place] = greatest[place + 1];
                place++;
            }
            greatest[place] = value;
            if (greatest[least] > Float.NEGATIVE_INFINITY) {
                limit[i] = Math.nextDown(greatest[least] - slack[i]);
            }
        }
    }

    /** Drops candidates that are none any more. */
    private void prune(int i) {
        int kept = i * room;
        int end = kept + candidates[i];
        for (int c = kept; c < end; c++) {
            if (candidateValue[c] >= limit[i]) {
                candidate[kept] = candidate[c];
                candidateValue[kept++] = candidateValue[c];
            }
        }
        candidates[i] = kept - i * room;
    }

    private void measure(int i) {
        int end = i * room + candidates[i];
        for (int c = i * room; c < end; c++) {
            if (candidateValue[c] >= limit[i]) {
                winners.offer(i, candidate[c]);
            }
        }
        candidates[i] = 0;
    }
}
