package org.lacuna.core;

/** What the system says about a part. Only {@link #OK} releases it. */
public enum Verdict {
    /** Inspected on sufficient data, score below the review threshold, no region marked. */
    OK,
    /** Score above the defect threshold. */
    NOK,
    /**
     * A person has to look: score between the thresholds, a marked region, or too little data for
     * an OK.
     */
    REVIEW,
    /** No usable data: nothing can be said. Never to be read as OK. */
    NOT_INSPECTED
}
