package org.lacuna.inspection;

import org.lacuna.core.Inspection;

/**
 * Two limits on the calibrated part score of one availability pattern, on which 1 is the model's
 * own defect threshold.
 *
 * @param review parts above go to review, at least 0
 * @param reject parts above are NOK; finite, above 0, at least {@code review}
 */
public record ScoreLimits(double review, double reject) {
    public ScoreLimits {
        if (!(review >= 0 && Double.isFinite(review))) {
            throw new IllegalArgumentException(
                    "review threshold: " + review + ", expected a number of at least 0");
        }
        if (!(reject > 0 && Double.isFinite(reject))) {
            throw new IllegalArgumentException(
                    "reject threshold: " + reject + ", expected a number above 0");
        }
        if (review > reject) {
            throw new IllegalArgumentException(
                    "review threshold "
                            + review
                            + " above reject threshold "
                            + reject
                            + ", expected review <= reject");
        }
    }

    /** Those by which a part was judged. */
    public static ScoreLimits of(Inspection.Thresholds thresholds) {
        return new ScoreLimits(thresholds.review(), thresholds.defect());
    }
}
