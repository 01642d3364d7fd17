package org.lacuna.inspection;

import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.Verdict;

import java.util.List;
import java.util.Locale;

/**
 * Verdict on an inspected part, with its reason for people.
 *
 * <p>OK is what is left when nothing speaks against it: the score, the share of the part that was
 * seen, and the map. The part score is a mean over several patches, in which a small spot can hide;
 * so a part with a marked region is never OK.
 */
record Decision(Verdict verdict, String reason) {
    /**
     * @param score calibrated part score
     * @param regions defect candidates, highest peak first
     * @param coverage share of the patches that are scored on good parts
     * @param minCoverage share that an OK needs
     * @param data what the modalities looked like, for the reason
     */
    static Decision of(
            double score,
            Inspection.Thresholds thresholds,
            List<DefectRegion> regions,
            double coverage,
            double minCoverage,
            String data) {
        if (score > thresholds.defect()) {
            return of(
                    Verdict.NOK,
                    data,
                    "score %.3f above defect threshold %.3f",
                    score,
                    thresholds.defect());
        }
        if (coverage < minCoverage) {
            return of(
                    Verdict.REVIEW,
                    data,
                    "only %.0f %% of what is seen of good parts could be inspected",
                    100 * coverage);
        }
        if (score > thresholds.review()) {
            return of(
                    Verdict.REVIEW,
                    data,
                    "score %.3f between review threshold %.3f and defect threshold %.3f",
                    score,
                    thresholds.review(),
                    thresholds.defect());
        }
        if (!regions.isEmpty()) {
            return of(
                    Verdict.REVIEW,
                    data,
                    "score %.3f below review threshold %.3f, but the map reaches %.3f, above its"
                            + " threshold %.3f",
                    score,
                    thresholds.review(),
                    regions.getFirst().peakScore(),
                    thresholds.pixel());
        }
        return of(
                Verdict.OK,
                data,
                "score %.3f below review threshold %.3f",
                score,
                thresholds.review());
    }

    private static Decision of(Verdict verdict, String data, String format, Object... values) {
        return new Decision(
                verdict, String.format(Locale.ROOT, format, values) + " (" + data + ")");
    }
}
