package org.lacuna.ui.internal.parts;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalityStatus;

/** What a verdict came from, as its numbers tell. */
enum Cause {
    /** The score is above the defect threshold. */
    ABOVE_DEFECT,
    /** The score is above the review threshold only. */
    BETWEEN,
    /** The score is low, but the map has a spot above the pixel threshold. */
    REGION,
    /** Nothing is above its threshold, but too little of the part was seen for an OK. */
    TOO_LITTLE_SEEN,
    /** Nothing speaks against an OK. */
    BELOW_REVIEW,
    /** A modality is there, none can be used. */
    NO_DATA,
    /** The numbers do not tell, as where a file was damaged: the recorded sentence does. */
    RECORDED;

    static Cause of(Inspection i) {
        Inspection.Thresholds limits = i.thresholds();
        return switch (i.verdict()) {
            case NOK -> i.score() > limits.defect() ? ABOVE_DEFECT : RECORDED;
            case REVIEW -> review(i);
            case OK -> i.score() <= limits.review() ? BELOW_REVIEW : RECORDED;
            case NOT_INSPECTED -> isUnusable(i.rgb()) || isUnusable(i.xyz()) ? NO_DATA : RECORDED;
        };
    }

    private static Cause review(Inspection i) {
        if (i.score() > i.thresholds().defect() || Double.isNaN(i.score())) {
            return RECORDED;
        }
        if (i.score() > i.thresholds().review()) {
            return BETWEEN;
        }
        return i.regions().isEmpty() ? TOO_LITTLE_SEEN : REGION;
    }

    private static boolean isUnusable(ModalityStatus status) {
        return status.state() == ModalityStatus.State.UNUSABLE;
    }
}
