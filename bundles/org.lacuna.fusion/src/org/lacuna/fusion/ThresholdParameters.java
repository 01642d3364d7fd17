package org.lacuna.fusion;

/**
 * How thresholds follow from the scores of held-out good parts.
 *
 * @param reviewRate share of exchangeable good parts that may exceed the review threshold, in (0,
 *     1): eps of the conformal quantile
 * @param defectMargin the defect threshold lies at {@code median + defectMargin * (review -
 *     median)} of the good scores; above 1
 * @param minimumGap the defect threshold is at least {@code review * (1 + minimumGap)}: keeps a
 *     review band where the good scores hardly differ; above 0
 */
public record ThresholdParameters(double reviewRate, double defectMargin, double minimumGap) {
    public ThresholdParameters {
        if (!(reviewRate > 0 && reviewRate < 1)) {
            throw new IllegalArgumentException(
                    "reviewRate: " + reviewRate + ", expected in (0, 1)");
        }
        if (!(defectMargin > 1 && defectMargin <= 1000)) {
            throw new IllegalArgumentException(
                    "defectMargin: " + defectMargin + ", expected in (1, 1000]");
        }
        if (!(minimumGap > 0 && minimumGap <= 1000)) {
            throw new IllegalArgumentException(
                    "minimumGap: " + minimumGap + ", expected in (0, 1000]");
        }
    }

    public static ThresholdParameters defaults() {
        return new ThresholdParameters(0.05, 1.5, 0.02);
    }
}
