package org.lacuna.ui.internal.parts;

/** How large the pictures in the list of parts are. */
public enum ThumbnailSize {
    OFF(0),
    SMALL(24),
    MEDIUM(48),
    LARGE(96);

    private final int points;

    ThumbnailSize(int points) {
        this.points = points;
    }

    /** Edge of the square that a picture fits in, in pixels of the window; 0 without pictures. */
    public int points() {
        return points;
    }
}
