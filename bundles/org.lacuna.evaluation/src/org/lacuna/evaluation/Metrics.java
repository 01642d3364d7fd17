package org.lacuna.evaluation;

/**
 * The figures of one category in one availability setting (method.md 7). A figure that the data do
 * not define is NaN: I-AUROC without a good or without a defective part, the pixel figures without
 * ground truth.
 *
 * @param iAuroc area under the ROC curve over parts, in [0, 1]
 * @param pAuroc area under the ROC curve over pixels, in [0, 1]
 * @param aupro30 per-region overlap integrated to a false-positive rate of 0.3 and divided by 0.3,
 *     in [0, 1]
 * @param aupro05 the same to 0.05
 * @param aupro01 the same to 0.01
 */
public record Metrics(
        double iAuroc, double pAuroc, double aupro30, double aupro05, double aupro01) {
    public Metrics {
        check("iAuroc", iAuroc);
        check("pAuroc", pAuroc);
        check("aupro30", aupro30);
        check("aupro05", aupro05);
        check("aupro01", aupro01);
    }

    private static void check(String field, double value) {
        if (value < 0 || value > 1) {
            throw new IllegalArgumentException(field + ": " + value + ", expected 0..1 or NaN");
        }
    }
}
