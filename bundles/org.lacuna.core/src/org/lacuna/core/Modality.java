package org.lacuna.core;

/** What a sensor measures. Both modalities of a sample share one pixel grid. */
public enum Modality {
    /** Colour image. */
    RGB("rgb", "RGB"),
    /** Organized point cloud: x, y, z per pixel. */
    XYZ("xyz", "3D");

    private final String key;
    private final String label;

    Modality(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Name in files and on the command line: {@code rgb} or {@code xyz}. */
    public String key() {
        return key;
    }

    /** Name for people: {@code RGB} or {@code 3D}. */
    public String label() {
        return label;
    }

    /** The one of the two that this is not. */
    public Modality other() {
        return this == RGB ? XYZ : RGB;
    }
}
