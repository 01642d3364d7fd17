package org.lacuna.evaluation;

import java.util.Arrays;

/**
 * Thresholds that keep a rate asked for on given parts; a part is above a threshold when its score
 * is greater. What holds for these parts need not hold for the next ones: with n parts, rates below
 * 1 / n cannot be told apart. Stateless.
 */
public final class RateThresholds {
    private RateThresholds() {}

    /**
     * The lowest threshold with no more than this share of the parts above it: for good parts, a
     * limit on false alarms.
     *
     * @param scores none NaN, at least one; not changed
     * @param rate in [0, 1]
     * @throws IllegalArgumentException without scores, or on a rate outside of [0, 1]
     */
    public static double atMostAbove(double[] scores, double rate) {
        double[] sorted = sorted(scores, rate);
        int allowed = allowed(sorted.length, rate);
        return allowed == sorted.length
                ? Math.nextDown(sorted[0])
                : sorted[sorted.length - 1 - allowed];
    }

    /**
     * The highest threshold with no more than this share of the parts at or below it: for defective
     * parts, a limit on escapes.
     *
     * @param scores none NaN, at least one; not changed
     * @param rate in [0, 1]
     * @throws IllegalArgumentException without scores, or on a rate outside of [0, 1]
     */
    public static double atMostBelow(double[] scores, double rate) {
        double[] sorted = sorted(scores, rate);
        int allowed = allowed(sorted.length, rate);
        return allowed == sorted.length
                ? sorted[sorted.length - 1]
                : Math.nextDown(sorted[allowed]);
    }

    private static double[] sorted(double[] scores, double rate) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("scores: none, expected at least one");
        }
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate: " + rate + ", expected 0..1");
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Parts that the rate allows; 0.29 of 100 are 29, which 100 * 0.29 in binary is not. */
    private static int allowed(int parts, double rate) {
        return (int) Math.floor(parts * rate + 1e-9);
    }
}
