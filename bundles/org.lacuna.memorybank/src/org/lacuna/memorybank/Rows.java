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
        for (int i = 0; i < count * dim; i++) {
            if (!Float.isFinite(rows[i])) {
                throw new IllegalArgumentException(
                        "rows: row "
                                + i / dim
                                + ", column "
                                + i % dim
                                + ": "
                                + rows[i]
                                + ", expected a finite number");
            }
        }
    }
}
