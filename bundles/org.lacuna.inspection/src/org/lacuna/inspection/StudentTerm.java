package org.lacuna.inspection;

/**
 * How the student's word counts for patches that it sees by the same modalities.
 *
 * @param mean log-odds of normal patches
 * @param deviation standard deviation of these, above 0
 * @param weight deviations of a bank score that one deviation of the log-odds is worth, at least 0;
 *     0 = the student is not heard
 */
public record StudentTerm(double mean, double deviation, double weight) {
    public StudentTerm {
        if (!(Double.isFinite(mean)
                && deviation > 0
                && Double.isFinite(deviation)
                && weight >= 0
                && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                    "student term: mean "
                            + mean
                            + ", deviation "
                            + deviation
                            + ", weight "
                            + weight
                            + ", expected finite numbers, deviation above 0, weight at least 0");
        }
    }

    /** Weighted deviations from normal. */
    double evidence(double logOdds) {
        return weight * (logOdds - mean) / deviation;
    }
}
