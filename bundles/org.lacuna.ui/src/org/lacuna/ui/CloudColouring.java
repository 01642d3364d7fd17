package org.lacuna.ui;

/** What the colours of points in the cloud view mean. */
enum CloudColouring {
    /** The camera's image. */
    COLOUR("Colour", "The colours of the image"),
    /** Height towards the sensor. */
    HEIGHT("Height", "Height towards the sensor, from the lowest to the highest point"),
    /** Anomaly score on one fixed scale. */
    ANOMALY("Anomaly", "The anomaly map, on one scale for all parts");

    private final String label;
    private final String tip;

    CloudColouring(String label, String tip) {
        this.label = label;
        this.tip = tip;
    }

    String label() {
        return label;
    }

    String tip() {
        return tip;
    }
}
