package org.lacuna.memorybank;

/** Rows in one array. */
record ArrayRows(float[] rows, int count, int dim) implements RowSource {
    ArrayRows {
        Rows.check(rows, count, dim, 0);
    }

    @Override
    public void read(int first, int n, float[] out, int at) {
        Rows.checkRange(first, n, count, dim, out, at);
        System.arraycopy(rows, first * dim, out, at, n * dim);
    }
}
