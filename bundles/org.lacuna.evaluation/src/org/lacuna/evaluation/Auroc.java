package org.lacuna.evaluation;

import java.util.Arrays;

/**
 * Area under the ROC curve as a rank statistic (Mann-Whitney): the probability that an anomalous
 * item scores higher than a normal one, where a tie counts one half. Exact: no thresholds are
 * sampled. For parts (I-AUROC); pixels go through {@link PixelScores}, which needs far less memory.
 */
public final class Auroc {
    private Auroc() {}

    /**
     * O(n log n) time, O(n) memory. Deterministic, thread-safe.
     *
     * @param scores any finite or infinite numbers, higher = more anomalous; not changed
     * @param anomalous the truth for each score
     * @return in [0, 1]; NaN when one of the two classes is empty: the curve is then undefined
     * @throws IllegalArgumentException on a NaN score or different lengths
     */
    public static double of(double[] scores, boolean[] anomalous) {
        if (scores.length != anomalous.length) {
            throw new IllegalArgumentException(
                    "scores: "
                            + scores.length
                            + " values, anomalous: "
                            + anomalous.length
                            + ", expected as many");
        }
        int positives = 0;
        for (boolean a : anomalous) {
            positives += a ? 1 : 0;
        }
        double[] positive = new double[positives];
        double[] negative = new double[scores.length - positives];
        int p = 0;
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("scores[" + i + "]: NaN, expected a number");
            }
            // + 0.0 makes -0.0 equal to 0.0 for the sort as well.
            if (anomalous[i]) {
                positive[p++] = scores[i] + 0.0;
            } else {
                negative[n++] = scores[i] + 0.0;
            }
        }
        if (p == 0 || n == 0) {
            return Double.NaN;
        }
        Arrays.sort(positive);
        Arrays.sort(negative);
        return wonPairs(positive, negative) / ((double) p * n);
    }

    /**
     * Number of (positive, negative) pairs in the right order, ties counting one half; a walk over
     * both sorted lists.
     */
    private static double wonPairs(double[] positive, double[] negative) {
        double won = 0;
        int below = 0;
        int notAbove = 0;
        for (double s : positive) {
            while (below < negative.length && negative[below] < s) {
                below++;
            }
            notAbove = Math.max(notAbove, below);
            while (notAbove < negative.length && negative[notAbove] == s) {
                notAbove++;
            }
            won += below + 0.5 * (notAbove - below);
        }
        return won;
    }
}
