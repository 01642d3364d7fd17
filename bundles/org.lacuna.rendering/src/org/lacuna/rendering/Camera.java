package org.lacuna.rendering;

import java.util.Objects;

/**
 * Where a picture is taken from. The camera looks at a target from a distance; every movement gives
 * another camera.
 *
 * <p>Both projections show the target's surroundings at the same size, so switching between them
 * keeps the picture's scale.
 *
 * @param target what stays in the middle of the picture, mm
 * @param orientation of the camera's axes: x right, y down, z forward
 * @param distanceMm from the camera to the target, {@link #MIN_DISTANCE_MM} to {@link
 *     #MAX_DISTANCE_MM}
 * @param fieldOfViewRad angle from the upper to the lower edge of the picture, 0.01 to 2.5
 * @param projection perspective or orthographic
 */
public record Camera(
        Vector3 target,
        Orientation orientation,
        double distanceMm,
        double fieldOfViewRad,
        Projection projection) {
    public static final double MIN_DISTANCE_MM = 1e-3;
    public static final double MAX_DISTANCE_MM = 1e8;

    /** 32 degrees: as through a lens that shows parts without distorting them. */
    public static final double DEFAULT_FIELD_OF_VIEW_RAD = 0.56;

    private static final double MIN_FIELD_OF_VIEW_RAD = 0.01;
    private static final double MAX_FIELD_OF_VIEW_RAD = 2.5;

    /** How much larger than the box the view is that shows all of it. */
    private static final double MARGIN = 1.06;

    private static final Vector3 TURNTABLE = new Vector3(0, 0, 1);
    private static final Vector3 RIGHT = new Vector3(1, 0, 0);

    public Camera {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(orientation, "orientation");
        Objects.requireNonNull(projection, "projection");
        if (!(distanceMm >= MIN_DISTANCE_MM && distanceMm <= MAX_DISTANCE_MM)) {
            throw new IllegalArgumentException(
                    "distanceMm: "
                            + distanceMm
                            + ", expected "
                            + MIN_DISTANCE_MM
                            + ".."
                            + MAX_DISTANCE_MM);
        }
        if (!(fieldOfViewRad >= MIN_FIELD_OF_VIEW_RAD && fieldOfViewRad <= MAX_FIELD_OF_VIEW_RAD)) {
            throw new IllegalArgumentException(
                    "fieldOfViewRad: "
                            + fieldOfViewRad
                            + ", expected "
                            + MIN_FIELD_OF_VIEW_RAD
                            + ".."
                            + MAX_FIELD_OF_VIEW_RAD);
        }
    }

    /** The sensor's view of all of a box, in perspective. */
    public static Camera of(Box box, ViewSize size) {
        return new Camera(
                        box.centre(),
                        StandardView.TOP.orientation(),
                        1,
                        DEFAULT_FIELD_OF_VIEW_RAD,
                        Projection.PERSPECTIVE)
                .fit(box, size);
    }

    /** The same direction, from where all of a box is seen, as large as possible. */
    public Camera fit(Box box, ViewSize size) {
        Vector3 centre = box.centre();
        double tanDown = Math.tan(fieldOfViewRad / 2);
        double tanRight = tanDown * size.width() / size.height();
        double needed = 0;
        for (int i = 0; i < 8; i++) {
            Vector3 corner = box.corner(i).minus(centre);
            double across =
                    Math.max(
                            Math.abs(corner.dot(orientation.right())) / tanRight,
                            Math.abs(corner.dot(orientation.down())) / tanDown);
            double nearer =
                    projection == Projection.PERSPECTIVE ? -corner.dot(orientation.forward()) : 0;
            needed = Math.max(needed, MARGIN * across + nearer);
        }
        // A box without extent (one point) is shown from as far as a small part would be.
        double distance = needed > 0 ? needed : 1;
        return new Camera(centre, orientation, limited(distance), fieldOfViewRad, projection);
    }

    /** The same target and distance, from another side. */
    public Camera view(StandardView view) {
        return new Camera(target, view.orientation(), distanceMm, fieldOfViewRad, projection);
    }

    public Camera withProjection(Projection other) {
        return new Camera(target, orientation, distanceMm, fieldOfViewRad, other);
    }

    /** The same direction and distance with another place in the middle, e.g. one picked. */
    public Camera withTarget(Vector3 other) {
        return new Camera(other, orientation, distanceMm, fieldOfViewRad, projection);
    }

    /**
     * Turns the part as on a turntable whose axis is the sensor's, and tilts it. Two angles, and
     * not a free rotation, so that dragging back brings back the view and no roll creeps in: the
     * camera of {@code orbit(a, b).orbit(-a, -b)} is this one.
     *
     * @param turnRad positive: what is in front moves to the right
     * @param tiltRad positive: what is in front moves down, the view is more from above
     */
    public Camera orbit(double turnRad, double tiltRad) {
        Orientation turned =
                Orientation.about(TURNTABLE, turnRad)
                        .times(orientation)
                        .times(Orientation.about(RIGHT, -tiltRad));
        return new Camera(target, turned, distanceMm, fieldOfViewRad, projection);
    }

    /**
     * Moves the picture so that what lies at the target's depth follows the cursor.
     *
     * @param rightPx how far the cursor moved to the right
     * @param downPx how far it moved down
     */
    public Camera pan(double rightPx, double downPx, ViewSize size) {
        double mm = in(size).footprintMm(distanceMm);
        return withTarget(
                target.minus(orientation.right().times(rightPx * mm))
                        .minus(orientation.down().times(downPx * mm)));
    }

    /**
     * @param factor above 1 to come closer, which magnifies what is at the target so many times
     */
    public Camera zoom(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "factor: " + factor + ", expected finite and above 0");
        }
        return new Camera(
                target, orientation, limited(distanceMm / factor), fieldOfViewRad, projection);
    }

    /** The same, keeping what lies at the target's depth under the cursor where it is. */
    public Camera zoom(double factor, double xPx, double yPx, ViewSize size) {
        Camera zoomed = zoom(factor);
        Vector3 before = in(size).unproject(xPx, yPx, distanceMm);
        Vector3 after = zoomed.in(size).unproject(xPx, yPx, zoomed.distanceMm);
        return zoomed.withTarget(zoomed.target.plus(before).minus(after));
    }

    /** What this camera does in pictures of that size. */
    public ViewTransform in(ViewSize size) {
        return new ViewTransform(this, size, 1);
    }

    /**
     * What this camera does in pictures with one pixel for several of a view.
     *
     * @param divisor pixels of the view in one pixel of the picture, along an edge
     */
    public ViewTransform in(ViewSize view, int divisor) {
        return new ViewTransform(this, view, divisor);
    }

    private static double limited(double distanceMm) {
        return Math.clamp(distanceMm, MIN_DISTANCE_MM, MAX_DISTANCE_MM);
    }
}
