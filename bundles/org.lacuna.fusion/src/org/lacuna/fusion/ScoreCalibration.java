package org.lacuna.fusion;

import org.lacuna.core.ModelException;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * What scores of one availability pattern mean: thresholds and p-values from held-out good parts.
 * All values here are raw fused scores; dividing by {@link #defect} gives calibrated ones.
 *
 * @param good scores of the held-out good parts, ascending, at least one
 * @param review parts above go to review: the conformal quantile
 * @param defect parts above are NOK; above {@code review}, above 0
 * @param mapReview pixels of the smoothed map above belong to a defect candidate
 * @param mapDefect defect level of the smoothed map; above {@code mapReview}, above 0
 */
record ScoreCalibration(
        double[] good, double review, double defect, double mapReview, double mapDefect) {
    private static final int MAX_PARTS = 1_000_000;

    /**
     * Least defect level. A bank that holds the very same parts gives scores of 0; a threshold of 0
     * would call everything a defect, and dividing by next to nothing would leave the float range.
     */
    private static final double SMALLEST = 1e-6;

    ScoreCalibration {
        good = good.clone();
        if (good.length < 1) {
            throw new IllegalArgumentException("good: no scores, expected at least one");
        }
        for (int i = 0; i < good.length; i++) {
            if (!(good[i] >= (i == 0 ? 0 : good[i - 1]) && Double.isFinite(good[i]))) {
                throw new IllegalArgumentException(
                        "good[" + i + "]: " + good[i] + ", expected ascending and not negative");
            }
        }
        check("review", review, "defect", defect);
        check("mapReview", mapReview, "mapDefect", mapDefect);
    }

    private static void check(String lowName, double low, String highName, double high) {
        if (!(low >= 0 && high > low && Double.isFinite(high))) {
            throw new IllegalArgumentException(
                    lowName
                            + ": "
                            + low
                            + ", "
                            + highName
                            + ": "
                            + high
                            + ", expected 0 <= "
                            + lowName
                            + " < "
                            + highName);
        }
    }

    /**
     * @param partScores scores of held-out good parts, any order
     * @param mapPeaks largest value of each of these parts' smoothed maps
     */
    static ScoreCalibration of(
            double[] partScores, double[] mapPeaks, ThresholdParameters parameters) {
        double[] parts = sorted(partScores);
        double[] peaks = sorted(mapPeaks);
        double review = conformalQuantile(parts, parameters.reviewRate());
        double mapReview = conformalQuantile(peaks, parameters.reviewRate());
        return new ScoreCalibration(
                parts,
                review,
                defect(parts, review, parameters),
                mapReview,
                defect(peaks, mapReview, parameters));
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * The smallest score that a further good part exceeds with probability {@code rate} at most, in
     * finite samples (split conformal prediction): the {@code ceil((n + 1)(1 - rate))}-th smallest.
     * With too few parts for the rate no finite threshold guarantees it; the largest is taken,
     * which guarantees 1 / (n + 1).
     */
    static double conformalQuantile(double[] ascending, double rate) {
        // Rounding must not lift 19.000000000000004 to the next rank.
        int rank = (int) Math.ceil((ascending.length + 1) * (1 - rate) - 1e-9);
        return ascending[Math.clamp(rank, 1, ascending.length) - 1];
    }

    private static double defect(double[] ascending, double review, ThresholdParameters p) {
        int n = ascending.length;
        double median = (ascending[(n - 1) / 2] + ascending[n / 2]) / 2;
        double beyond = median + p.defectMargin() * (review - median);
        return Math.max(Math.max(beyond, review * (1 + p.minimumGap())), SMALLEST);
    }

    /**
     * Conformal p-value: share of good parts, the new one counted among them, that score at least
     * as high. In (0, 1].
     *
     * @param score calibrated: compared after the same division as the good scores, so that equal
     *     raw scores stay equal
     */
    double pValue(double score) {
        int below = 0;
        while (below < good.length && good[below] / defect < score) {
            below++;
        }
        return (1.0 + good.length - below) / (good.length + 1);
    }

    /**
     * Between this one and another: thresholds in proportion, good scores rank by rank. Where
     * numbers of good parts differ, the good ones of the nearer one, scaled as its threshold is.
     *
     * @param share of the other one, 0..1
     */
    ScoreCalibration towards(ScoreCalibration other, double share) {
        double newDefect = mix(defect, other.defect, share);
        double[] newGood;
        if (good.length == other.good.length) {
            newGood = good.clone();
            for (int i = 0; i < newGood.length; i++) {
                newGood[i] = mix(good[i], other.good[i], share);
            }
        } else {
            ScoreCalibration nearer = share < 0.5 ? this : other;
            newGood =
                    Arrays.stream(nearer.good).map(g -> g * (newDefect / nearer.defect)).toArray();
        }
        return new ScoreCalibration(
                newGood,
                mix(review, other.review, share),
                newDefect,
                mix(mapReview, other.mapReview, share),
                mix(mapDefect, other.mapDefect, share));
    }

    private static double mix(double a, double b, double share) {
        return (1 - share) * a + share * b;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(good.length);
        for (double g : good) {
            out.writeDouble(g);
        }
        out.writeDouble(review);
        out.writeDouble(defect);
        out.writeDouble(mapReview);
        out.writeDouble(mapDefect);
    }

    static ScoreCalibration read(DataInput in, long maxBytes) throws IOException, ModelException {
        int n = in.readInt();
        if (n < 1 || n > MAX_PARTS || (long) n * Double.BYTES > maxBytes) {
            throw new ModelException(
                    "calibration: "
                            + n
                            + " good parts, expected 1.."
                            + MAX_PARTS
                            + " and no more than the file holds");
        }
        double[] good = new double[n];
        for (int i = 0; i < n; i++) {
            good[i] = in.readDouble();
        }
        try {
            return new ScoreCalibration(
                    good, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        } catch (IllegalArgumentException e) {
            throw new ModelException("calibration: " + e.getMessage(), e);
        }
    }

    @Override
    public double[] good() {
        return good.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ScoreCalibration c
                && Arrays.equals(good, c.good)
                && review == c.review
                && defect == c.defect
                && mapReview == c.mapReview
                && mapDefect == c.mapDefect;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(good), review, defect, mapReview, mapDefect);
    }
}
