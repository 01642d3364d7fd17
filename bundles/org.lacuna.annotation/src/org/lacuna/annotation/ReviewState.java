package org.lacuna.annotation;

/** How far an annotation has come between who draws and who checks. */
public enum ReviewState {
    /** Being drawn. */
    DRAFT,
    /** Handed to a reviewer. */
    SUBMITTED,
    /** Checked and right. */
    ACCEPTED,
    /** Checked and wrong: kept, but no ground truth. */
    REJECTED
}
