package org.lacuna.distillation.internal;

/**
 * What each row of a batch counts in the mean of a loss. Immutable.
 *
 * @see Losses
 */
public final class RowWeights {
    private final float[] weights;
    private final int rows;
    private final double total;

    private RowWeights(float[] weights, int rows, double total) {
        this.weights = weights;
        this.rows = rows;
        this.total = total;
    }

    /** All rows count the same. */
    public static RowWeights equal(int rows) {
        Check.range("rows", rows, 1, Tape.MAX_ROWS);
        return new RowWeights(new float[0], rows, rows);
    }

    /**
     * @param weights one for each row, finite, at least 0, not all 0; a row of weight 0 neither
     *     adds to the loss nor gets a gradient
     */
    public static RowWeights of(float... weights) {
        Check.range("rows", weights.length, 1, Tape.MAX_ROWS);
        double total = 0;
        for (int r = 0; r < weights.length; r++) {
            Check.number("weight of row " + r, weights[r], 0, Float.MAX_VALUE);
            total += weights[r];
        }
        if (total == 0) {
            throw new IllegalArgumentException("weights: all 0, expected at least one above 0");
        }
        return new RowWeights(weights.clone(), weights.length, total);
    }

    public int rows() {
        return rows;
    }

    /** The row's share in the mean; the shares of all rows add up to 1. */
    double share(int row) {
        return (weights.length == 0 ? 1 : weights[row]) / total;
    }
}
