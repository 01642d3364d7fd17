package org.lacuna.distillation.internal;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * The weighted mean of a loss over rows, summed in double: rows in order within a chunk, then
 * chunks in order.
 */
final class RowMean {
    private static final int CHUNK = 64;

    /** The loss of one row. */
    @FunctionalInterface
    interface RowLoss {
        /**
         * @param at where the row's gradient begins, to be set to its derivative times {@code
         *     share}
         * @return the loss of this row, not yet multiplied by the share
         */
        double apply(int row, int at, double share);
    }

    private RowMean() {}

    static double of(Batch gradient, RowWeights weights, Workers workers, RowLoss loss) {
        int rows = gradient.rows();
        Check.equal("rows of the weights", weights.rows(), rows);
        int columns = gradient.columns();
        double[] sums = new double[Workers.chunks(rows, CHUNK)];
        workers.forEachChunk(
                rows,
                CHUNK,
                (c, from, to) -> {
                    double sum = 0;
                    for (int r = from; r < to; r++) {
                        double share = weights.share(r);
                        int at = r * columns;
                        if (share == 0) {
                            Arrays.fill(gradient.values(), at, at + columns, 0f);
                        } else {
                            sum += share * loss.apply(r, at, share);
                        }
                    }
                    sums[c] = sum;
                });
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        return total;
    }
}
