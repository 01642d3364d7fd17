package org.lacuna.annotation;

/** How bad a defect is. */
public enum Severity {
    /** Nobody has said. */
    UNRATED,
    /** Seen, and accepted as it is. */
    MINOR,
    /** The part needs rework. */
    MAJOR,
    /** The part must not leave. */
    CRITICAL
}
