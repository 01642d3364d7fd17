package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Some vectors on their way past a tile of queries: their rows, with zeros up to the padded
 * dimension, and what their values begin with. Working memory of one thread.
 */
final class RowBlock {
    /**
     * Vectors that pass a tile while some dimensions of it are in the second-level cache, a
     * multiple of the group.
     */
    static final int MOST = 128;

    /** Vectors whose greatest value is kept, a multiple of the kernel's four. */
    static final int GROUP = 16;

    private final float[] from;
    private final float[] starts;
    private final int dim;
    private final int stride;
    private final float[] rows;
    private final float[] start = new float[MOST];
    private int count;

    /**
     * @param from the rows of all vectors
     * @param starts what the value of each vector begins with
     */
    RowBlock(float[] from, float[] starts, int dim) {
        this.from = from;
        this.starts = starts;
        this.dim = dim;
        this.stride = (dim + 3) / 4 * 4;
        this.rows = new float[MOST * stride];
    }

    /** Takes n vectors; those up to a whole group get values that no vector has. */
    void load(int first, int n) {
        if (dim == stride) {
            System.arraycopy(from, first * dim, rows, 0, n * dim);
        } else {
            for (int i = 0; i < n; i++) {
                System.arraycopy(from, (first + i) * dim, rows, i * stride, dim);
            }
        }
        System.arraycopy(starts, first, start, 0, n);
        count = (n + GROUP - 1) / GROUP * GROUP;
        Arrays.fill(start, n, count, Float.NEGATIVE_INFINITY);
        Arrays.fill(rows, n * stride, count * stride, 0f);
    }

    /** Vectors with those up to a whole group. */
    int count() {
        return count;
    }

    int groups() {
        return count / GROUP;
    }

    /** Length of a row. */
    int stride() {
        return stride;
    }

    float[] rows() {
        return rows;
    }

    /** What the value of each vector begins with. */
    float[] start() {
        return start;
    }
}
