package org.lacuna.distillation.internal;

/**
 * Asks that defect patches rank above the worst of the normal ones. With the logit difference z of
 * a patch, the loss is the mean over defect patches d of {@code log(1 + sum over normal patches n
 * of exp(z_n - z_d) / C)}: a soft count of the normal patches that rank higher, of which C count as
 * one. A part is judged by its worst patch, so of a thousand normal patches a single one matters,
 * which a mean over patches, as cross-entropy is, hardly feels.
 */
final class RankingTail {
    /** C: the count from which the loss grows by its logarithm only. */
    private static final double CROWD = 8;

    /** Beyond this the exponential adds nothing but the danger of overflow. */
    private static final double LARGEST_GAP = 30;

    private RankingTail() {}

    /**
     * Adds to the gradient.
     *
     * @param logits two for each row, normal and defect
     * @param defect which rows are defect patches
     * @param weight factor of loss and gradient
     * @param gradient is added to
     * @return the loss; 0 without a defect patch or without a normal one
     */
    static double add(Batch logits, boolean[] defect, double weight, Batch gradient) {
        int rows = logits.rows();
        int defects = 0;
        for (int r = 0; r < rows; r++) {
            defects += defect[r] ? 1 : 0;
        }
        if (defects == 0 || defects == rows) {
            return 0;
        }
        double[] push = new double[rows];
        double[] share = new double[rows];
        double loss = 0;
        for (int d = 0; d < rows; d++) {
            if (defect[d]) {
                loss += count(logits, defect, d, share, push);
            }
        }
        float[] g = gradient.values();
        double scale = weight / defects;
        for (int r = 0; r < rows; r++) {
            g[2 * r] -= (float) (scale * push[r]);
            g[2 * r + 1] += (float) (scale * push[r]);
        }
        return scale * loss;
    }

    private static double count(
            Batch logits, boolean[] defect, int d, double[] share, double[] push) {
        double zd = difference(logits, d);
        double sum = 0;
        for (int n = 0; n < defect.length; n++) {
            if (!defect[n]) {
                share[n] = StrictExp.exp(Math.min(LARGEST_GAP, difference(logits, n) - zd)) / CROWD;
                sum += share[n];
            }
        }
        double factor = 1 / (1 + sum);
        for (int n = 0; n < defect.length; n++) {
            if (!defect[n]) {
                push[n] += share[n] * factor;
            }
        }
        push[d] -= sum * factor;
        return StrictMath.log1p(sum);
    }

    private static double difference(Batch logits, int row) {
        return (double) logits.get(row, 1) - logits.get(row, 0);
    }
}
