package org.lacuna.ui.internal.viewing;

/**
 * Which piece of a grid a view shows, and how large. Lengths are pixels of the screen; a pixel of
 * the grid is {@code zoom} of them wide.
 *
 * @param width of the view
 * @param height of the view
 * @param originX where the grid's left edge is
 * @param originY where the grid's upper edge is
 * @param zoom {@link #MIN_ZOOM} to {@link #MAX_ZOOM}
 */
public record Viewport(int width, int height, double originX, double originY, double zoom) {
    public static final double MIN_ZOOM = 1.0 / 256;
    public static final double MAX_ZOOM = 64;

    public Viewport {
        width = Math.max(1, width);
        height = Math.max(1, height);
        zoom = Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM);
    }

    /** A view that shows all of a grid, as large as possible. */
    public static Viewport fit(int width, int height, int columns, int rows) {
        return new Viewport(width, height, 0, 0, 1).on(0, 0, columns, rows, MAX_ZOOM);
    }

    /** The same view, with a rectangle of the grid in its middle, as large as possible. */
    public Viewport on(double column, double row, double columns, double rows, double mostZoom) {
        double z =
                Math.clamp(
                        Math.min(width / columns, height / rows), MIN_ZOOM, Math.min(mostZoom, 64));
        return new Viewport(
                width,
                height,
                width / 2.0 - (column + columns / 2) * z,
                height / 2.0 - (row + rows / 2) * z,
                z);
    }

    public double column(double x) {
        return (x - originX) / zoom;
    }

    public double row(double y) {
        return (y - originY) / zoom;
    }

    public double x(double column) {
        return originX + column * zoom;
    }

    public double y(double row) {
        return originY + row * zoom;
    }

    public Viewport pan(double dx, double dy) {
        return new Viewport(width, height, originX + dx, originY + dy, zoom);
    }

    /** Larger by a factor; what is at (x, y) stays there. */
    public Viewport zoomAt(double factor, double x, double y) {
        double wanted = Math.clamp(zoom * factor, MIN_ZOOM, MAX_ZOOM);
        return new Viewport(
                width,
                height,
                x - (x - originX) * wanted / zoom,
                y - (y - originY) * wanted / zoom,
                wanted);
    }

    /** The same piece in the middle of a view of another size. */
    public Viewport resized(int newWidth, int newHeight) {
        return new Viewport(
                newWidth,
                newHeight,
                originX + (newWidth - width) / 2.0,
                originY + (newHeight - height) / 2.0,
                zoom);
    }

    /**
     * A view on the way to another one: what is magnified most is what moves least, so that the eye
     * can follow.
     *
     * @param share of the way, 0 to 1
     */
    public Viewport towards(Viewport end, double share) {
        double z = zoom * Math.pow(end.zoom / zoom, share);
        double done =
                Math.abs(1 / end.zoom - 1 / zoom) < 1e-9
                        ? share
                        : (1 / z - 1 / zoom) / (1 / end.zoom - 1 / zoom);
        double column = column(width / 2.0);
        double row = row(height / 2.0);
        column += (end.column(end.width / 2.0) - column) * done;
        row += (end.row(end.height / 2.0) - row) * done;
        return new Viewport(
                end.width, end.height, end.width / 2.0 - column * z, end.height / 2.0 - row * z, z);
    }
}
