package org.lacuna.synthesis.internal;

/**
 * A place on a part where a defect can be.
 *
 * @param u part coordinate, millimetres
 * @param v part coordinate, millimetres
 * @param dirU direction that matters there, unit vector: outwards at an edge, along the feature
 *     elsewhere
 * @param dirV see {@code dirU}
 * @param sizeMm extent of the feature there (radius of a hole), 0 when the place is no feature
 * @param feature number of the feature, 0 when the place is none
 */
record Site(double u, double v, double dirU, double dirV, double sizeMm, int feature) {
    Site(double u, double v, double dirU, double dirV) {
        this(u, v, dirU, dirV, 0, 0);
    }

    /** What a defect needs to sit on. */
    enum Kind {
        /** Anywhere on the open surface. */
        FACE,
        /** On the outline. */
        EDGE,
        /** On the print. */
        PRINT,
        /** On a feature of the part's own: a hole, a tooth, a conductor. */
        FEATURE
    }
}
