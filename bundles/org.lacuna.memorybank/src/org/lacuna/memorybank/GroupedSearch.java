package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Finds the nearest vector of queries where vectors are short: looking at single values would then
 * cost a fifth of the time. Only the greatest value of each group of vectors is kept, for a span of
 * vectors; when the greatest of all is known, the values of the one group that has it, rarely of
 * another one, are computed again.
 *
 * <p>Working memory of one thread.
 */
final class GroupedSearch {
    /** Vectors whose groups are kept, a multiple of a block. */
    private static final int SPAN = 4096;

    private static final int GROUP = RowBlock.GROUP;
    private static final int BLOCK = RowBlock.MOST;
    private static final int LEAD = LaneSpan.LEAD;

    private final NormedRows vectors;
    private final RowBlock block;
    private final LaneProducts products;
    private final Winners winners;
    private final float[][] four;
    private final float[][] groups;
    private final float[][] blocks;

    /** Greatest value of each query. */
    private final float[] greatest;

    private final float[] limit;

    /**
     * @param rows arrays of queries to work with, {@link #rows} of them
     */
    GroupedSearch(
            NormedRows vectors,
            int queries,
            RowBlock block,
            LaneProducts products,
            Winners winners,
            float[][] rows) {
        this.vectors = vectors;
        this.block = block;
        this.products = products;
        this.winners = winners;
        int blockRows = blocks(vectors.count());
        this.four = Arrays.copyOfRange(rows, 0, 4);
        this.greatest = rows[4];
        this.blocks = Arrays.copyOfRange(rows, 5, 5 + blockRows);
        this.groups = Arrays.copyOfRange(rows, 5 + blockRows, rows.length);
        this.limit = new float[queries];
    }

    static int rows(int vectors) {
        return 5 + blocks(vectors) * (1 + BLOCK / GROUP);
    }

    private static int blocks(int vectors) {
        return (Math.min(SPAN, vectors) + BLOCK - 1) / BLOCK;
    }

    /**
     * @param slack how far the value of the nearest vector may be below the greatest, of each
     *     query; infinite for queries to be left out
     * @param begin the first vector
     * @param end one beyond the last
     */
    void run(int n, float[] slack, int begin, int end) {
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        for (int first = begin; first < end; first += SPAN) {
            int to = Math.min(end, first + SPAN);
            passSpan(first, to);
            for (int i = 0; i < n; i++) {
                limit[i] = Math.nextDown(greatest[LEAD + i] - slack[i]);
                if (slack[i] == Float.POSITIVE_INFINITY) {
                    limit[i] = Float.POSITIVE_INFINITY;
                }
            }
            for (int b = 0; first + b * BLOCK < to; b++) {
                float[] most = blocks[b];
                for (int i = 0; i < n; i++) {
                    if (most[LEAD + i] >= limit[i]) {
                        look(i, b, first, to);
                    }
                }
            }
        }
    }

    private void passSpan(int first, int to) {
        for (int b = 0; first + b * BLOCK < to; b++) {
            int from = first + b * BLOCK;
            block.load(from, Math.min(BLOCK, to - from));
            int at = b * (BLOCK / GROUP);
            products.greatest(block, four, groups, at);
            for (int g = 0; g < block.groups(); g++) {
                products.raise(blocks[b], groups[at + g], g == 0);
            }
            products.raise(greatest, blocks[b], false);
        }
    }

    /** Looks for the groups of a block that may hold the nearest vector of a query. */
    private void look(int i, int b, int first, int end) {
        int begin = first + b * BLOCK;
        int to = Math.min(end, begin + BLOCK);
        for (int from = begin; from < to; from += GROUP) {
            if (groups[(from - first) / GROUP][LEAD + i] >= limit[i]) {
                measure(i, from, Math.min(to, from + GROUP));
            }
        }
    }

    /** Measures the vectors of a group that may be the nearest one. */
    private void measure(int i, int from, int to) {
        int v = from;
        for (; v + 4 <= to; v += 4) {
            four(i, v);
        }
        for (; v < to; v++) {
            winners.offer(i, v);
        }
    }

    /** The values of four vectors, by the same operations in the same order as in the kernel. */
    private void four(int i, int v) {
        int dim = vectors.dim();
        float[] q = winners.queries();
        float[] rows = vectors.rows();
        float[] start = vectors.starts();
        int at = winners.at(i);
        int b0 = v * dim;
        int b1 = b0 + dim;
        int b2 = b1 + dim;
        int b3 = b2 + dim;
        float v0 = start[v];
        float v1 = start[v + 1];
        float v2 = start[v + 2];
        float v3 = start[v + 3];
        for (int k = 0; k < dim; k++) {
            float x = q[at + k];
            v0 = Math.fma(rows[b0 + k], x, v0);
            v1 = Math.fma(rows[b1 + k], x, v1);
            v2 = Math.fma(rows[b2 + k], x, v2);
            v3 = Math.fma(rows[b3 + k], x, v3);
        }
        float least = limit[i];
        if (v0 >= least) {
            winners.offer(i, v);
        }
        if (v1 >= least) {
            winners.offer(i, v + 1);
        }
        if (v2 >= least) {
            winners.offer(i, v + 2);
        }
        if (v3 >= least) {
            winners.offer(i, v + 3);
        }
    }
}
