package org.lacuna.rendering;

/** How depth becomes a picture. */
public enum Projection {
    /** What is farther away is smaller. */
    PERSPECTIVE,
    /** Equal lengths look equal at any depth, as for measuring. */
    ORTHOGRAPHIC
}
