package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/** A line with width, thinning out at its ends: scratch, cut, crack, burr. */
final class Stroke {
    private static final int POINTS = 14;

    private final double[] u;
    private final double[] v;
    private final double halfWidth;
    private double lowU = Double.MAX_VALUE;
    private double lowV = Double.MAX_VALUE;
    private double highU = -Double.MAX_VALUE;
    private double highV = -Double.MAX_VALUE;

    private Stroke(double[] u, double[] v, double widthMm) {
        this.u = u;
        this.v = v;
        this.halfWidth = widthMm / 2;
        for (int i = 0; i < u.length; i++) {
            lowU = Math.min(lowU, u[i] - halfWidth);
            lowV = Math.min(lowV, v[i] - halfWidth);
            highU = Math.max(highU, u[i] + halfWidth);
            highV = Math.max(highV, v[i] + halfWidth);
        }
    }

    /**
     * A line through the site in its direction.
     *
     * @param bend how much the direction wanders over the whole length, radians
     * @param jag how much it jumps from point to point, radians
     */
    static Stroke through(
            Site site, double length, double width, double bend, double jag, SeededRandom random) {
        double[] u = new double[POINTS];
        double[] v = new double[POINTS];
        double heading = 0;
        double turn = random.uniform(-bend, bend) / (POINTS - 1);
        double step = length / (POINTS - 1);
        double x = -length / 2;
        double y = 0;
        for (int i = 0; i < POINTS; i++) {
            u[i] = site.u() + x * site.dirU() - y * site.dirV();
            v[i] = site.v() + x * site.dirV() + y * site.dirU();
            double direction = heading + random.uniform(-jag, jag);
            x += step * StrictMath.cos(direction);
            y += step * StrictMath.sin(direction);
            heading += turn;
        }
        return new Stroke(u, v, width);
    }

    /** Nothing of the line is farther from that place. */
    double reachMm(Site from) {
        double most = 0;
        for (int i = 0; i < POINTS; i++) {
            double du = u[i] - from.u();
            double dv = v[i] - from.v();
            most = Math.max(most, du * du + dv * dv);
        }
        return Math.sqrt(most) + halfWidth;
    }

    /** 0 on the line, 1 on its border, more outside. */
    double share(double pu, double pv) {
        if (pu < lowU || pu > highU || pv < lowV || pv > highV) {
            return 9;
        }
        double best = 9;
        for (int i = 0; i < POINTS - 1; i++) {
            double d = Sdf.segment(pu, pv, u[i], v[i], u[i + 1], v[i + 1]);
            double middle = 2 * (i + 0.5) / (POINTS - 1) - 1;
            double width = halfWidth * (1 - 0.7 * middle * middle * middle * middle);
            best = Math.min(best, d / width);
        }
        return best;
    }
}
