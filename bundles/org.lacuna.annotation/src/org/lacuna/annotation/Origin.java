package org.lacuna.annotation;

/** Where an annotation comes from. */
public enum Origin {
    /** A person drew it. */
    DRAWN,
    /** A region of an inspection's verdict. */
    REGION,
    /** A file of another program. */
    IMPORTED
}
