package org.lacuna.rendering;

/**
 * From places in the scan to places in a picture and back, in double precision.
 *
 * <p>Picture coordinates count from the upper left corner; the centre of pixel (column, row) is
 * (column + 0.5, row + 0.5). Depth is the distance from the camera along its line of sight, not the
 * length of the ray; it may be negative behind an orthographic camera, which sees what lies there,
 * too. Immutable.
 */
public final class ViewTransform {
    /** What is nearer to a camera in perspective than this share of its distance is not seen. */
    static final double NEAR = 0.01;

    private final Vector3 right;
    private final Vector3 down;
    private final Vector3 forward;
    private final Vector3 target;
    private final double distanceMm;
    private final double focalPx;
    private final double middleX;
    private final double middleY;
    private final boolean perspective;

    /**
     * @param divisor pixels of the view in one pixel of the picture, along an edge
     */
    ViewTransform(Camera camera, ViewSize size, int divisor) {
        this.right = camera.orientation().right();
        this.down = camera.orientation().down();
        this.forward = camera.orientation().forward();
        this.target = camera.target();
        this.distanceMm = camera.distanceMm();
        this.focalPx = size.height() / 2.0 / divisor / Math.tan(camera.fieldOfViewRad() / 2);
        this.middleX = size.width() / 2.0 / divisor;
        this.middleY = size.height() / 2.0 / divisor;
        this.perspective = camera.projection() == Projection.PERSPECTIVE;
    }

    /**
     * A place in a picture.
     *
     * @param xPx to the right
     * @param yPx down
     * @param depthMm along the line of sight
     */
    public record Projected(double xPx, double yPx, double depthMm) {}

    /**
     * Where a place appears. For a place that {@link #sees} denies, the numbers mean nothing.
     *
     * @param place mm
     */
    public Projected project(Vector3 place) {
        Vector3 p = place.minus(target);
        double depth = p.dot(forward) + distanceMm;
        double scale = scalePx(depth);
        return new Projected(middleX + p.dot(right) * scale, middleY + p.dot(down) * scale, depth);
    }

    /** The place that appears there; the inverse of {@link #project}. */
    public Vector3 unproject(double xPx, double yPx, double depthMm) {
        double mm = footprintMm(depthMm);
        return target.plus(right.times((xPx - middleX) * mm))
                .plus(down.times((yPx - middleY) * mm))
                .plus(forward.times(depthMm - distanceMm));
    }

    /** Whether the camera sees things so deep. */
    public boolean sees(double depthMm) {
        return !perspective || depthMm > nearMm();
    }

    /** How much of a plane across the line of sight one pixel shows, mm. */
    public double footprintMm(double depthMm) {
        return 1 / scalePx(depthMm);
    }

    /** What is nearer is not seen in perspective. */
    public double nearMm() {
        return NEAR * distanceMm;
    }

    public boolean isPerspective() {
        return perspective;
    }

    /** Pixels for a millimetre at depth 1 mm, or at any depth without perspective. */
    public double focalPx() {
        return perspective ? focalPx : focalPx / distanceMm;
    }

    /** Column of the line of sight. */
    public double middleX() {
        return middleX;
    }

    /** Row of the line of sight. */
    public double middleY() {
        return middleY;
    }

    /** Where the camera is. */
    public Vector3 eye() {
        return target.minus(forward.times(distanceMm));
    }

    /** Unit vector to the right of the picture. */
    public Vector3 right() {
        return right;
    }

    /** Unit vector downwards in the picture. */
    public Vector3 down() {
        return down;
    }

    /** Unit vector along the line of sight. */
    public Vector3 forward() {
        return forward;
    }

    private double scalePx(double depthMm) {
        return perspective ? focalPx / depthMm : focalPx / distanceMm;
    }
}
