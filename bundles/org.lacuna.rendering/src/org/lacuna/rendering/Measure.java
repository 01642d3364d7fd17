package org.lacuna.rendering;

/** Lengths between places, in millimetres. */
public final class Measure {
    /** Three points span a plane if the sine of their angle is at least this. */
    private static final double LEAST_SINE = 1e-6;

    private Measure() {}

    /** From point to point. */
    public static double distanceMm(Vector3 a, Vector3 b) {
        return b.minus(a).length();
    }

    /**
     * How much higher {@code b} lies than {@code a}; negative if it lies lower.
     *
     * @param up normal of the reference plane, of any length but zero: {@link
     *     Vector3#TOWARDS_SENSOR}, or a {@link #planeNormal}
     */
    public static double heightStepMm(Vector3 a, Vector3 b, Vector3 up) {
        return b.minus(a).dot(unit("up", up));
    }

    /**
     * Unit normal towards the sensor of the plane through three points.
     *
     * @throws IllegalArgumentException when they lie on a line
     */
    public static Vector3 planeNormal(Vector3 a, Vector3 b, Vector3 c) {
        Vector3 u = b.minus(a);
        Vector3 v = c.minus(a);
        Vector3 normal = u.cross(v);
        if (!(normal.length() > LEAST_SINE * u.length() * v.length())) {
            throw new IllegalArgumentException(
                    "points: "
                            + a
                            + ", "
                            + b
                            + ", "
                            + c
                            + ", expected three that are not on a"
                            + " line");
        }
        Vector3 unit = unit("normal", normal);
        return unit.dot(Vector3.TOWARDS_SENSOR) < 0 ? unit.times(-1) : unit;
    }

    static Vector3 unit(String field, Vector3 direction) {
        double length = direction.length();
        if (!(length > 0)) {
            throw new IllegalArgumentException(
                    field + ": " + direction + ", expected a length above 0");
        }
        return direction.times(1 / length);
    }
}
