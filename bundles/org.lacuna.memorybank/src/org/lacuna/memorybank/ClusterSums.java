package org.lacuna.memorybank;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Sums of the vectors of each cluster, in double, each cluster's vectors in order of their index:
 * the same bits for any threads and for any way of cutting the vectors into blocks. Not
 * thread-safe.
 */
final class ClusterSums {
    private final int k;
    private final int dim;
    private final double[][] sums;
    private final long[] sizes;
    private final int[] start;
    private int[] members = new int[0];

    ClusterSums(int k, int dim) {
        this.k = k;
        this.dim = dim;
        this.sums = new double[k][dim];
        this.sizes = new long[k];
        this.start = new int[k + 1];
    }

    void clear() {
        Arrays.fill(sizes, 0);
        for (double[] s : sums) {
            Arrays.fill(s, 0);
        }
    }

    /** As if each centre were the mean of so many vectors. */
    void startFrom(float[] centres, int weight) {
        for (int c = 0; c < k; c++) {
            sizes[c] = weight;
            for (int d = 0; d < dim; d++) {
                sums[c][d] = (double) weight * centres[c * dim + d];
            }
        }
    }

    /**
     * Adds the vectors {@code from..to-1}, which come after all those before.
     *
     * @param assignment cluster of each vector
     * @param rows where they lie, the first one at {@code at}
     */
    void add(int[] assignment, int from, int to, float[] rows, int at, Workers workers) {
        Arrays.fill(start, 0);
        for (int i = from; i < to; i++) {
            start[assignment[i] + 1]++;
        }
        for (int c = 0; c < k; c++) {
            sizes[c] += start[c + 1];
            start[c + 1] += start[c];
        }
        if (members.length < to - from) {
            members = new int[to - from];
        }
        int[] next = Arrays.copyOf(start, k);
        for (int i = from; i < to; i++) {
            members[next[assignment[i]]++] = i - from;
        }
        workers.forEachChunk(
                k,
                64,
                (chunk, first, end) -> {
                    for (int c = first; c < end; c++) {
                        for (int m = start[c]; m < start[c + 1]; m++) {
                            add(sums[c], rows, at + members[m] * dim);
                        }
                    }
                });
    }

    /** Adds one vector to a cluster. */
    void add(int cluster, float[] row) {
        add(sums[cluster], row, 0);
        sizes[cluster]++;
    }

    private void add(double[] sum, float[] rows, int at) {
        for (int d = 0; d < dim; d++) {
            sum[d] += rows[at + d];
        }
    }

    void clear(int cluster) {
        Arrays.fill(sums[cluster], 0);
        sizes[cluster] = 0;
    }

    long size(int cluster) {
        return sizes[cluster];
    }

    /** Writes the means; a cluster without vectors keeps what is there. */
    void means(float[] centres) {
        for (int c = 0; c < k; c++) {
            if (sizes[c] > 0) {
                for (int d = 0; d < dim; d++) {
                    centres[c * dim + d] = (float) (sums[c][d] / sizes[c]);
                }
            }
        }
    }
}
