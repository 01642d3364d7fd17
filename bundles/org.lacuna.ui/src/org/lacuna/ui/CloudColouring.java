package org.lacuna.ui;

/** What the colours of points in the cloud view mean. */
enum CloudColouring {
    /** The camera's image. */
    COLOUR,
    /** Height towards the sensor. */
    HEIGHT,
    /** Anomaly score on one fixed scale. */
    ANOMALY,
    /** How much of the scan is usable around a point. */
    AVAILABILITY
}
