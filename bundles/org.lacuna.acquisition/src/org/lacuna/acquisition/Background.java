package org.lacuna.acquisition;

/** How {@link Preprocessor} tells the part from what it lies on (method.md 1.1). */
public enum Background {
    /** The part lies on a plane (table, conveyor, tray): the plane and all behind it is removed. */
    PLANE,
    /** Every valid point belongs to the part. */
    NONE
}
