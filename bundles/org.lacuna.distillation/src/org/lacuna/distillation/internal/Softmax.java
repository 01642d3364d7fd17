package org.lacuna.distillation.internal;

/** Softmax of rows, with strict arithmetic in double. */
public final class Softmax {
    private Softmax() {}

    /** Sets each row of the output to the softmax of the row of logits; they may be the same. */
    public static void apply(Batch logits, Batch output) {
        output.requireShape("output", logits.rows(), logits.columns());
        int columns = logits.columns();
        for (int r = 0; r < logits.rows(); r++) {
            double logSum = logSum("logits", logits, r, 1);
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                double p = StrictExp.exp(Math.min(0, logits.values()[i] - logSum));
                output.values()[i] = (float) p;
            }
        }
    }

    /** {@code log sum over i of exp(scale x[i])} of a row. */
    static double logSum(String what, Batch batch, int row, double scale) {
        int columns = batch.columns();
        int at = row * columns;
        float[] x = batch.values();
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < columns; i++) {
            if (!Float.isFinite(x[at + i])) {
                throw Check.notFinite(what, row, i, x[at + i]);
            }
            max = Math.max(max, x[at + i] * scale);
        }
        double sum = 0;
        for (int i = 0; i < columns; i++) {
            sum += StrictExp.exp(x[at + i] * scale - max);
        }
        return max + StrictMath.log(sum);
    }
}
