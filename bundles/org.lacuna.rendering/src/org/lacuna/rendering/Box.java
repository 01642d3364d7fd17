package org.lacuna.rendering;

import java.util.Objects;

/**
 * A box along the axes of the scan: the bounds of points, or what a picture is cut to. Its borders
 * belong to it.
 *
 * @param min corner with the least coordinates, mm
 * @param max corner with the largest ones, none less than those of {@code min}
 */
public record Box(Vector3 min, Vector3 max) {
    public Box {
        Objects.requireNonNull(min, "min");
        Objects.requireNonNull(max, "max");
        if (min.x() > max.x() || min.y() > max.y() || min.z() > max.z()) {
            throw new IllegalArgumentException(
                    "box: min " + min + ", max " + max + ", expected min <= max on each axis");
        }
    }

    public Vector3 centre() {
        return min.plus(max).times(0.5);
    }

    public double diagonalMm() {
        return max.minus(min).length();
    }

    public boolean contains(double x, double y, double z) {
        return x >= min.x()
                && x <= max.x()
                && y >= min.y()
                && y <= max.y()
                && z >= min.z()
                && z <= max.z();
    }

    /** Corner 0 to 7; bits 0, 1 and 2 choose the larger x, y and z. */
    public Vector3 corner(int index) {
        return new Vector3(
                (index & 1) == 0 ? min.x() : max.x(),
                (index & 2) == 0 ? min.y() : max.y(),
                (index & 4) == 0 ? min.z() : max.z());
    }
}
