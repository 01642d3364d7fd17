package org.lacuna.synthesis.internal;

/**
 * A bent round bar lying on the table, along a cubic Bezier curve. {@link #locate} finds the
 * nearest place on its middle line and keeps it in {@link #lateral} and {@link #along}; not
 * thread-safe.
 */
final class Tube {
    private static final int SEGMENTS = 32;

    /** Distance to the middle line, positive on its left. Set by {@link #locate}. */
    double lateral;

    /** Arc length from the start. Set by {@link #locate}; beyond 0..length at the ends. */
    double along;

    private final double radius;
    private final double[] x = new double[SEGMENTS + 1];
    private final double[] y = new double[SEGMENTS + 1];
    private final double[] arc = new double[SEGMENTS + 1];
    private double lowX = Double.MAX_VALUE;
    private double lowY = Double.MAX_VALUE;
    private double highX = -Double.MAX_VALUE;
    private double highY = -Double.MAX_VALUE;

    /**
     * @param radius reach of {@link #locate} around the middle line
     * @param bezier four control points, x and y in turn
     */
    Tube(double radius, double... bezier) {
        this.radius = radius;
        for (int i = 0; i <= SEGMENTS; i++) {
            double t = (double) i / SEGMENTS;
            double q = 1 - t;
            double a = q * q * q;
            double b = 3 * q * q * t;
            double c = 3 * q * t * t;
            double d = t * t * t;
            x[i] = a * bezier[0] + b * bezier[2] + c * bezier[4] + d * bezier[6];
            y[i] = a * bezier[1] + b * bezier[3] + c * bezier[5] + d * bezier[7];
            if (i > 0) {
                double dx = x[i] - x[i - 1];
                double dy = y[i] - y[i - 1];
                arc[i] = arc[i - 1] + Math.sqrt(dx * dx + dy * dy);
            }
            lowX = Math.min(lowX, x[i]);
            lowY = Math.min(lowY, y[i]);
            highX = Math.max(highX, x[i]);
            highY = Math.max(highY, y[i]);
        }
    }

    double lengthMm() {
        return arc[SEGMENTS];
    }

    /** Whether the place is within reach of the tube; if so the fields tell where. */
    boolean locate(double u, double v) {
        if (u < lowX - radius || u > highX + radius || v < lowY - radius || v > highY + radius) {
            return false;
        }
        double best = radius * radius;
        boolean found = false;
        for (int i = 0; i < SEGMENTS; i++) {
            double dx = x[i + 1] - x[i];
            double dy = y[i + 1] - y[i];
            double length = arc[i + 1] - arc[i];
            double t = ((u - x[i]) * dx + (v - y[i]) * dy) / (length * length);
            // The ends run on straight, so that a cap or a wall can be put there.
            double low = i == 0 ? -radius / length : 0;
            double high = i == SEGMENTS - 1 ? 1 + radius / length : 1;
            double c = Sdf.clamp(t, low, high);
            double px = u - x[i] - c * dx;
            double py = v - y[i] - c * dy;
            double q = px * px + py * py;
            if (q < best) {
                best = q;
                found = true;
                along = arc[i] + c * length;
                lateral = Math.sqrt(q) * (dx * py - dy * px < 0 ? -1 : 1);
            }
        }
        return found;
    }

    /**
     * A place on the middle line with the direction of the line.
     *
     * @param share of the length, 0..1
     * @param feature number the place shall carry
     */
    Site at(double share, int feature) {
        double s = share * lengthMm();
        int i = 0;
        while (i < SEGMENTS - 1 && arc[i + 1] < s) {
            i++;
        }
        double length = arc[i + 1] - arc[i];
        double t = (s - arc[i]) / length;
        double dx = (x[i + 1] - x[i]) / length;
        double dy = (y[i + 1] - y[i]) / length;
        return new Site(x[i] + t * length * dx, y[i] + t * length * dy, dx, dy, 0, feature);
    }
}
