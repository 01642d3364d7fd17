package org.lacuna.distillation.internal;

/**
 * Rows of numbers, row-major: row {@code r} lies at {@code values()[r * columns()]}. The shape is
 * fixed, the values are not: batches are buffers that training fills again and again. Not
 * thread-safe, except that threads may write to rows of their own.
 */
public final class Batch {
    private static final int MAX_VALUES = Integer.MAX_VALUE - 16;

    private final float[] values;
    private final int rows;
    private final int columns;

    private Batch(float[] values, int rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * A batch of zeros.
     *
     * @param rows at least 0
     * @param columns at least 1
     * @throws IllegalArgumentException when the batch would hold more than 2^31 - 17 numbers
     */
    public static Batch allocate(int rows, int columns) {
        return new Batch(new float[size(rows, columns)], rows, columns);
    }

    /**
     * A batch around an array that is kept, not copied, and may be longer than needed.
     *
     * @throws IllegalArgumentException when the array is shorter than {@code rows * columns}
     */
    public static Batch of(float[] values, int rows, int columns) {
        int size = size(rows, columns);
        if (values.length < size) {
            throw new IllegalArgumentException(
                    "values: "
                            + values.length
                            + " numbers, expected at least "
                            + size
                            + " for "
                            + shape(rows, columns));
        }
        return new Batch(values, rows, columns);
    }

    private static int size(int rows, int columns) {
        Check.range("rows", rows, 0, MAX_VALUES);
        Check.range("columns", columns, 1, MAX_VALUES);
        Check.range("rows * columns", (long) rows * columns, 0, MAX_VALUES);
        return rows * columns;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The values themselves; writing to them changes the batch. */
    public float[] values() {
        return values;
    }

    public float get(int row, int column) {
        return values[row * columns + column];
    }

    /** The first rows as a batch that shares the values. */
    public Batch head(int count) {
        Check.range("rows", count, 0, rows);
        return count == rows ? this : new Batch(values, count, columns);
    }

    /**
     * Fills every row {@code i} with row {@code order[from + i]} of the source: how a minibatch is
     * taken from shuffled rows.
     */
    public void gather(Batch source, int[] order, int from) {
        Check.equal("columns of the source", source.columns, columns);
        Check.range("from", from, 0, order.length - (long) rows);
        for (int i = 0; i < rows; i++) {
            int row = order[from + i];
            Check.range("order[" + (from + i) + "]", row, 0, source.rows - 1L);
            System.arraycopy(source.values, row * columns, values, i * columns, columns);
        }
    }

    /** Fills every row with the left row and the right row behind it. */
    public void concatenate(Batch left, Batch right) {
        left.requireRows("left", rows);
        right.requireRows("right", rows);
        Check.equal("columns of left and right", (long) left.columns + right.columns, columns);
        for (int i = 0; i < rows; i++) {
            int at = i * columns;
            System.arraycopy(left.values, i * left.columns, values, at, left.columns);
            System.arraycopy(
                    right.values, i * right.columns, values, at + left.columns, right.columns);
        }
    }

    /** Cuts every row in two, the inverse of {@link #concatenate}. */
    public void split(Batch left, Batch right) {
        left.requireRows("left", rows);
        right.requireRows("right", rows);
        Check.equal("columns of left and right", (long) left.columns + right.columns, columns);
        for (int i = 0; i < rows; i++) {
            int at = i * columns;
            System.arraycopy(values, at, left.values, i * left.columns, left.columns);
            System.arraycopy(
                    values, at + left.columns, right.values, i * right.columns, right.columns);
        }
    }

    void requireRows(String what, int expected) {
        Check.equal("rows of " + what, rows, expected);
    }

    void requireShape(String what, int expectedRows, int expectedColumns) {
        if (rows != expectedRows || columns != expectedColumns) {
            throw new IllegalArgumentException(
                    what
                            + ": "
                            + shape(rows, columns)
                            + ", expected "
                            + shape(expectedRows, expectedColumns));
        }
    }

    private static String shape(int rows, int columns) {
        return rows + " rows of " + columns;
    }

    @Override
    public String toString() {
        return "Batch[" + shape(rows, columns) + "]";
    }
}
