package org.lacuna.rendering;

/**
 * The six views along the axes of the scan. 'Front' is the side of the part at the lower edge of
 * the image; in the views from the side the sensor is up.
 */
public enum StandardView {
    /** As the sensor saw it. */
    TOP(1, 0, 0, 0),
    BOTTOM(0, 1, 0, 0),
    FRONT(1, 1, 0, 0),
    BACK(0, 0, 1, 1),
    LEFT(1, 1, 1, 1),
    RIGHT(1, 1, -1, -1);

    private final Orientation orientation;

    StandardView(double w, double x, double y, double z) {
        this.orientation = new Orientation(w, x, y, z);
    }

    public Orientation orientation() {
        return orientation;
    }
}
