package org.lacuna.ui.internal.cloud;

import org.lacuna.rendering.Box;
import org.lacuna.rendering.Vector3;
import org.lacuna.rendering.ViewTransform;

/**
 * A face of the clip box in a picture: where its handle is, and where the face goes when the handle
 * is dragged along its normal. Immutable.
 *
 * @param face 0 and 1 are low and high of x, 2 and 3 of y, 4 and 5 of z
 * @param box the clip box, mm
 * @param view from the scan to the picture
 */
public record ClipFace(int face, Box box, ViewTransform view) {
    /** Faces of a box. */
    public static final int COUNT = 6;

    /**
     * Sine of how far a face may be turned away and still have a handle: who looks straight down
     * sees the sides nearly edge-on, in perspective from inside, and wants to drag just these.
     */
    private static final double TURNED_AWAY = -0.35;

    /**
     * Squared sine of the angle between normal and line of sight below which the normal is too
     * short in the picture to be dragged along: 12 degrees.
     */
    private static final double TOWARDS_EYE = 0.043;

    /** Squared sine below which two directions are the same. */
    private static final double PARALLEL = 1e-12;

    /** Farther than any scan reaches. */
    private static final double FAR_MM = 1e9;

    public ClipFace {
        if (face < 0 || face >= COUNT) {
            throw new IllegalArgumentException("face: " + face + ", expected 0.." + (COUNT - 1));
        }
    }

    /** The middle of the face, where its handle is. */
    public Vector3 middle() {
        Vector3 half = box.max().minus(box.min()).times(0.5);
        Vector3 out = outward();
        return box.centre()
                .plus(new Vector3(half.x() * out.x(), half.y() * out.y(), half.z() * out.z()));
    }

    private Vector3 outward() {
        double sign = face % 2 == 0 ? -1 : 1;
        return new Vector3(
                face / 2 == 0 ? sign : 0, face / 2 == 1 ? sign : 0, face / 2 == 2 ? sign : 0);
    }

    /** Where the handle is seen. */
    public ViewTransform.Projected handle() {
        return view.project(middle());
    }

    /** Whether there is a handle: the face is before the camera and not turned away. */
    public boolean isVisible() {
        return view.sees(handle().depthMm()) && outward().dot(ray(middle())) <= -TURNED_AWAY;
    }

    /** Whether the face looks at the camera, so that nothing of the box hides it. */
    public boolean isInFront() {
        return outward().dot(ray(middle())) < 0;
    }

    /** Unit vector of the line of sight through a place. */
    private Vector3 ray(Vector3 place) {
        if (!view.isPerspective()) {
            return view.forward();
        }
        Vector3 ray = place.minus(view.eye());
        return ray.times(1 / Math.max(ray.length(), Double.MIN_NORMAL));
    }

    /**
     * How far outwards the face is under the mouse, from where it is now, mm: at the place on its
     * normal that is nearest to the line of sight there. Where the normal points at the camera,
     * moving up the picture moves the face towards the camera.
     */
    public double outwardMm(double xPx, double yPx) {
        ViewTransform.Projected handle = handle();
        Vector3 out = outward();
        double towards = out.dot(ray(middle()));
        if (1 - towards * towards < TOWARDS_EYE) {
            double upMm = (handle.yPx() - yPx) * view.footprintMm(handle.depthMm());
            return towards < 0 ? upMm : -upMm;
        }
        Vector3 at = view.unproject(xPx, yPx, handle.depthMm());
        Vector3 ray = ray(at);
        Vector3 from = at.minus(middle());
        double along = out.dot(ray);
        double across = Math.max(1 - along * along, PARALLEL);
        double mm = (out.dot(from) - along * ray.dot(from)) / across;
        double behindMm = (along * mm - ray.dot(from)) * ray.dot(view.forward());
        if (view.isPerspective() && handle.depthMm() + behindMm < 0) {
            // Past the vanishing point, where line of sight and normal meet behind the camera.
            return out.dot(view.forward()) > 0 ? FAR_MM : -FAR_MM;
        }
        return mm;
    }
}
