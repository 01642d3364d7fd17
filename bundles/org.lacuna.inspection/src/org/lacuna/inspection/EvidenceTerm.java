package org.lacuna.inspection;

/**
 * How a stream of evidence counts for patches that are seen by the same modalities.
 *
 * @param mean of normal patches
 * @param deviation standard deviation of these, above 0
 * @param weight deviations of a bank score that one deviation of the stream is worth, at least 0; 0
 *     = it is not heard
 */
public record EvidenceTerm(double mean, double deviation, double weight) {
    public EvidenceTerm {
        if (!(Double.isFinite(mean)
                && deviation > 0
                && Double.isFinite(deviation)
                && weight >= 0
                && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "evidence: mean "
                            + mean
                            + ", deviation "
                            + deviation
                            + ", weight "
                            + weight
                            + ", expected finite numbers, deviation above 0, weight at least 0");
        }
    }

    /** Weighted deviations from normal. */
    double evidence(double value) {
        return weight * (value - mean) / deviation;
    }
}
