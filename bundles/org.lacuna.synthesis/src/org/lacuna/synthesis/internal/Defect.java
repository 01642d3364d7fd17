package org.lacuna.synthesis.internal;

/**
 * What a defect does to the surface of a part, within a circle around its site; outside it nothing
 * is asked of it. Not thread-safe where the part is not.
 */
abstract class Defect {
    private final double centreU;
    private final double centreV;
    private final double reachMm;

    Defect(Site site, double reachMm) {
        this.centreU = site.u();
        this.centreV = site.v();
        this.reachMm = reachMm;
    }

    /** Whether the place is within the circle, widened by a margin. */
    final boolean reaches(double u, double v, double marginMm) {
        double du = u - centreU;
        double dv = v - centreV;
        double r = reachMm + marginMm;
        return du * du + dv * dv < r * r;
    }

    /**
     * @param height of the part without the defect there; 0 where there is no part
     * @return height with the defect
     */
    double heightMm(double u, double v, double height) {
        return height;
    }

    /**
     * Changes the optical properties in place.
     *
     * @param m those of the part without the defect
     */
    void material(double u, double v, Material m) {}
}
