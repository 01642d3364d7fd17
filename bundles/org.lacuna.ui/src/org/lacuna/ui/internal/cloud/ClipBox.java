package org.lacuna.ui.internal.cloud;

import org.lacuna.rendering.Box;
import org.lacuna.rendering.Vector3;

import java.util.Locale;

/**
 * What is cut away of a cloud, as shares of its bounds, so that it means the same for the next
 * part.
 *
 * @param lowX from where on x is seen, 0 to {@code highX}
 * @param highX to where, up to 1
 */
public record ClipBox(
        double lowX, double highX, double lowY, double highY, double lowZ, double highZ) {
    /** Nothing is cut away. */
    public static final ClipBox WHOLE = new ClipBox(0, 1, 0, 1, 0, 1);

    /** Least share that stays. */
    public static final double LEAST = 0.01;

    /** Faces that cut nothing lie this share of the diagonal outside of the bounds. */
    private static final double ROOM = 1e-3;

    public ClipBox {
        check("x", lowX, highX);
        check("y", lowY, highY);
        check("z", lowZ, highZ);
    }

    private static void check(String axis, double low, double high) {
        if (!(low >= 0 && high <= 1 && low < high)) {
            throw new IllegalArgumentException(
                    axis + ": " + low + ".." + high + ", expected 0 <= low < high <= 1");
        }
    }

    /** The share at a face: 0 and 1 are low and high of x, 2 and 3 of y, 4 and 5 of z. */
    public double at(int face) {
        return values()[face];
    }

    /** The same with one face moved, as far as its opposite lets it. */
    public ClipBox with(int face, double share) {
        double[] v = values();
        int opposite = face ^ 1;
        v[face] =
                face % 2 == 0
                        ? Math.clamp(share, 0, Math.max(0, v[opposite] - LEAST))
                        : Math.clamp(share, Math.min(1, v[opposite] + LEAST), 1);
        return new ClipBox(v[0], v[1], v[2], v[3], v[4], v[5]);
    }

    private double[] values() {
        return new double[] {lowX, highX, lowY, highY, lowZ, highZ};
    }

    /** The box in a scene with those bounds. */
    public Box in(Box bounds) {
        Vector3 extent = bounds.max().minus(bounds.min());
        double room = ROOM * Math.max(bounds.diagonalMm(), 1);
        return new Box(
                bounds.min()
                        .plus(
                                new Vector3(
                                        low(lowX, extent.x(), room),
                                        low(lowY, extent.y(), room),
                                        low(lowZ, extent.z(), room))),
                bounds.min()
                        .plus(
                                new Vector3(
                                        high(highX, extent.x(), room),
                                        high(highY, extent.y(), room),
                                        high(highZ, extent.z(), room))));
    }

    private static double low(double share, double extent, double room) {
        return share == 0 ? -room : share * extent;
    }

    private static double high(double share, double extent, double room) {
        return share == 1 ? extent + room : share * extent;
    }

    /** For a memento. */
    public String stored() {
        StringBuilder text = new StringBuilder();
        for (double v : values()) {
            text.append(String.format(Locale.ROOT, "%.4f ", v));
        }
        return text.toString().strip();
    }

    /** From a memento; the whole where that cannot be understood. */
    public static ClipBox of(String stored) {
        String[] parts = stored == null ? new String[0] : stored.split(" ");
        double[] v = new double[6];
        if (parts.length != v.length) {
            return WHOLE;
        }
        try {
            for (int i = 0; i < v.length; i++) {
                v[i] = Double.parseDouble(parts[i]);
            }
            return new ClipBox(v[0], v[1], v[2], v[3], v[4], v[5]);
        } catch (IllegalArgumentException e) {
            return WHOLE;
        }
    }
}
