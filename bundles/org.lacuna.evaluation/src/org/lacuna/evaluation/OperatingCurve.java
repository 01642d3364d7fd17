package org.lacuna.evaluation;

import java.util.Arrays;

/**
 * What each possible threshold on a score would do: how many of the good and of the defective parts
 * lie above it. From it come ROC and precision-recall curve. Exact: every distinct score is a
 * threshold, and items of the same score change sides together. Immutable, thread-safe.
 *
 * <p>Point 0 is a threshold above every score, the last one lies below all; point {@code i} counts
 * scores of at least {@code threshold(i)}.
 */
public final class OperatingCurve {
    private final double[] thresholds;
    private final int[] good;
    private final int[] defective;

    private OperatingCurve(double[] thresholds, int[] good, int[] defective) {
        this.thresholds = thresholds;
        this.good = good;
        this.defective = defective;
    }

    /**
     * O(n log n) time, O(n) memory.
     *
     * @param scores of good parts, any numbers but NaN, higher = more anomalous; not changed
     * @param defectiveScores of defective parts
     * @throws IllegalArgumentException on a NaN score
     */
    public static OperatingCurve of(double[] scores, double[] defectiveScores) {
        double[] normal = descending(scores);
        double[] anomalous = descending(defectiveScores);
        int most = normal.length + anomalous.length + 1;
        double[] thresholds = new double[most];
        int[] good = new int[most];
        int[] defective = new int[most];
        thresholds[0] = Double.POSITIVE_INFINITY;
        int points = 1;
        int g = 0;
        int d = 0;
        while (g < normal.length || d < anomalous.length) {
            double next =
                    Math.max(
                            g < normal.length ? normal[g] : Double.NEGATIVE_INFINITY,
                            d < anomalous.length ? anomalous[d] : Double.NEGATIVE_INFINITY);
            while (g < normal.length && normal[g] == next) {
                g++;
            }
            while (d < anomalous.length && anomalous[d] == next) {
                d++;
            }
            thresholds[points] = next;
            good[points] = g;
            defective[points] = d;
            points++;
        }
        return new OperatingCurve(
                Arrays.copyOf(thresholds, points),
                Arrays.copyOf(good, points),
                Arrays.copyOf(defective, points));
    }

    private static double[] descending(double[] scores) {
        double[] sorted = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("scores[" + i + "]: NaN, expected a number");
            }
            // -0.0 and 0.0 are one score.
            sorted[i] = -(scores[i] + 0.0);
        }
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = -sorted[i];
        }
        return sorted;
    }

    /** Number of points, at least 1. */
    public int points() {
        return thresholds.length;
    }

    public double threshold(int point) {
        return thresholds[point];
    }

    /** Share of the good parts at or above the threshold, in [0, 1]; NaN without any. */
    public double falsePositiveRate(int point) {
        return share(good[point], good);
    }

    /** Share of the defective parts at or above the threshold, in [0, 1]; NaN without any. */
    public double recall(int point) {
        return share(defective[point], defective);
    }

    /** Share of defective ones among the parts at or above the threshold; 1 where there is none. */
    public double precision(int point) {
        int both = good[point] + defective[point];
        return both == 0 ? 1 : (double) defective[point] / both;
    }

    private static double share(int part, int[] counts) {
        int all = counts[counts.length - 1];
        return all == 0 ? Double.NaN : (double) part / all;
    }

    /**
     * Area under the ROC curve, its points joined by straight lines: the same as {@link Auroc}.
     *
     * @return in [0, 1]; NaN without a good or without a defective part
     */
    public double auroc() {
        double area = 0;
        for (int i = 1; i < thresholds.length; i++) {
            area +=
                    (falsePositiveRate(i) - falsePositiveRate(i - 1))
                            * (recall(i) + recall(i - 1))
                            / 2;
        }
        return thresholds.length == 1 ? Double.NaN : area;
    }

    /**
     * Average precision: the mean of the precision at each threshold, weighted by the recall that
     * it adds. Nothing is interpolated, as that would be too optimistic (Davis and Goadrich 2006).
     *
     * @return in [0, 1]; NaN without a good or without a defective part
     */
    public double averagePrecision() {
        if (good[good.length - 1] == 0 || defective[defective.length - 1] == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 1; i < thresholds.length; i++) {
            sum += (recall(i) - recall(i - 1)) * precision(i);
        }
        return sum;
    }
}
