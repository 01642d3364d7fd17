package org.lacuna.rendering;

/**
 * A rotation in space as a unit quaternion: it turns the axes of a camera (x right, y down, z
 * forward) into those of the scan. The constructor normalizes.
 *
 * @param w real part
 * @param x imaginary parts
 */
public record Orientation(double w, double x, double y, double z) {
    /** The camera looks as the sensor did. */
    public static final Orientation IDENTITY = new Orientation(1, 0, 0, 0);

    public Orientation {
        double length = Math.sqrt(w * w + x * x + y * y + z * z);
        if (!(length > 1e-6 && length < 1e6)) {
            throw new IllegalArgumentException(
                    "orientation: ("
                            + w
                            + ", "
                            + x
                            + ", "
                            + y
                            + ", "
                            + z
                            + "), expected finite numbers that are not all zero");
        }
        w /= length;
        x /= length;
        y /= length;
        z /= length;
    }

    /**
     * A right-handed turn by an angle.
     *
     * @param axis any length but zero
     */
    public static Orientation about(Vector3 axis, double angleRad) {
        double length = axis.length();
        if (!(length > 0)) {
            throw new IllegalArgumentException("axis: " + axis + ", expected a length above 0");
        }
        double s = Math.sin(angleRad / 2) / length;
        return new Orientation(Math.cos(angleRad / 2), axis.x() * s, axis.y() * s, axis.z() * s);
    }

    /** First {@code inner}, then this one. */
    public Orientation times(Orientation inner) {
        return new Orientation(
                w * inner.w - x * inner.x - y * inner.y - z * inner.z,
                w * inner.x + x * inner.w + y * inner.z - z * inner.y,
                w * inner.y - x * inner.z + y * inner.w + z * inner.x,
                w * inner.z + x * inner.y - y * inner.x + z * inner.w);
    }

    /** Where the camera's right lies in the scan; unit length. */
    public Vector3 right() {
        return new Vector3(1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y));
    }

    /** Where the camera's down lies in the scan; unit length. */
    public Vector3 down() {
        return new Vector3(2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x));
    }

    /** Where the camera looks to in the scan; unit length. */
    public Vector3 forward() {
        return new Vector3(2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y));
    }
}
