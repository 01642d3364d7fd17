package org.lacuna.memorybank;

/** Checks of row-major matrices that callers hand in. */
final class Rows {
    private Rows() {}

    static void check(float[] rows, int count, int dim, int minCount) {
        if (dim < 1 || dim > MemoryBank.MAX_DIM) {
            throw new IllegalArgumentException(
                    "dim: " + dim + ", expected 1.." + MemoryBank.MAX_DIM);
        }
        if (count < minCount) {
            throw new IllegalArgumentException(
                    "count: " + count + ", expected at least " + minCount);
        }
        if (rows.length < (long) count * dim) {
            throw new IllegalArgumentException(
                    "rows: "
                            + rows.length
                            + " values, expected at least "
                            + (long) count * dim
                            + " for "
                            + count
                            + " rows of "
                            + dim);
        }
    }

    static void checkFinite(float[] rows, int count, int dim) {
        checkFinite(rows, 0, count, dim, 0);
    }

    /**
     * @param at where the first row lies
     * @param first its number, for the message
     */
    static void checkFinite(float[] rows, int at, int count, int dim, int first) {
        for (int i = 0; i < count * dim; i++) {
            if (!Float.isFinite(rows[at + i])) {
                throw new IllegalArgumentException(
                        "rows: row "
                                + (first + i / dim)
                                + ", column "
                                + i % dim
                                + ": "
                                + rows[at + i]
                                + ", expected a finite number");
            }
        }
    }

    /** A range of a {@link RowSource} and the array that receives it. */
    static void checkRange(int first, int n, int count, int dim, float[] out, int at) {
        if (first < 0 || n < 0 || n > count - first) {
            throw new IllegalArgumentException(
                    "rows " + first + " to " + ((long) first + n) + ", expected 0.." + count);
        }
        if (at < 0 || (long) n * dim > out.length - at) {
            throw new IllegalArgumentException(
                    "out: "
                            + out.length
                            + " values, expected at least "
                            + ((long) n * dim + at)
                            + " for "
                            + n
                            + " rows of "
                            + dim
                            + " from "
                            + at);
        }
    }
}
