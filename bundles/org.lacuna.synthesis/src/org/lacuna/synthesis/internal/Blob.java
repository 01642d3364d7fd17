package org.lacuna.synthesis.internal;

import org.lacuna.core.SeededRandom;

/** A roundish area with uneven border. */
final class Blob {
    private final double u;
    private final double v;
    private final double cos;
    private final double sin;
    private final double halfAlong;
    private final double halfAcross;
    private final double unevenness;
    private final double reach;
    private final int seed;

    /**
     * @param along diameter in the site's direction, millimetres
     * @param across diameter across it, millimetres
     * @param unevenness of the border, as a share of the radius, 0..0.5
     */
    Blob(Site site, double along, double across, double unevenness, SeededRandom random) {
        this.u = site.u();
        this.v = site.v();
        this.cos = site.dirU();
        this.sin = site.dirV();
        this.halfAlong = along / 2;
        this.halfAcross = across / 2;
        this.unevenness = unevenness;
        this.reach = Math.max(along, across) / 2 / (1 - 0.9 * unevenness);
        this.seed = Part.noiseSeed(random);
    }

    /** Nothing of the area is farther from the site. */
    double reachMm() {
        return reach;
    }

    /** 0 in the middle, 1 on the border, more outside. */
    double share(double pu, double pv) {
        double du = pu - u;
        double dv = pv - v;
        if (Math.abs(du) > reach || Math.abs(dv) > reach) {
            return 9;
        }
        double a = (du * cos + dv * sin) / halfAlong;
        double b = (dv * cos - du * sin) / halfAcross;
        double wobble = Sdf.clamp(Noise.fractal(1.1 * a + 7, 1.1 * b, 3, seed), -0.9, 0.9);
        return Math.sqrt(a * a + b * b) * (1 + unevenness * wobble);
    }
}
