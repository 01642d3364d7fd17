package org.lacuna.synthesis.internal;

/**
 * Finds what each pixel sees and whether the projector lights it. A ray is marched over the height
 * field in steps of one grid cell and the crossing refined by bisection; O(pixels * steps), steps =
 * horizontal way of the ray through the scene in cells.
 */
final class RayCaster {
    private static final int BISECTIONS = 10;

    private final Rig rig;
    private final HeightField field;
    private final double ceilingMm;

    /**
     * @param ceilingMm height that nothing exceeds. Must not depend on the defect: the steps start
     *     there, and a good twin shall give the same bits.
     */
    RayCaster(Rig rig, HeightField field, double ceilingMm) {
        this.rig = rig;
        this.field = field;
        this.ceilingMm = ceilingMm;
    }

    /** Depth (z in the camera's frame) of the surface at a pixel. */
    double depthMm(double rayX, double rayY) {
        double dy = rig.worldY(rayY);
        double dz = rig.worldZ(rayY);
        double near = (ceilingMm - rig.cameraZ) / dz;
        double far = -rig.cameraZ / dz;
        double way = (far - near) * Math.sqrt(rayX * rayX + dy * dy);
        int steps = Math.max(2, (int) Math.ceil(way / field.cellMm()));
        double step = (far - near) / steps;
        double above = near;
        for (int k = 1; k < steps; k++) {
            double t = near + k * step;
            if (rig.cameraZ + t * dz <= field.at(rayX * t, rig.cameraY + dy * t)) {
                return bisect(rayX, dy, dz, above, t);
            }
            above = t;
        }
        return bisect(rayX, dy, dz, above, far);
    }

    private double bisect(double dx, double dy, double dz, double above, double below) {
        for (int i = 0; i < BISECTIONS; i++) {
            double t = (above + below) / 2;
            if (rig.cameraZ + t * dz <= field.at(dx * t, rig.cameraY + dy * t)) {
                below = t;
            } else {
                above = t;
            }
        }
        return below;
    }

    /**
     * How much of the projector's lens a place sees: 1 all, 0 none.
     *
     * @param x world place, on the surface
     */
    double litShare(double x, double y, double z) {
        double lx = rig.projectorX - x;
        double ly = rig.projectorY - y;
        double lz = rig.projectorZ - z;
        double flat = Math.sqrt(lx * lx + ly * ly);
        double step = field.cellMm() / flat;
        double share = 1;
        double top = field.maxMm();
        for (int k = 1; ; k++) {
            double t = k * step;
            double rayZ = z + t * lz;
            if (rayZ > top) {
                return share;
            }
            double clear = rayZ - field.at(x + t * lx, y + t * ly);
            // The lens is 8 mm wide: the half shadow grows with the distance to what casts it.
            double half = 0.06 + 0.01 * k * field.cellMm() * 2.5;
            share = Math.min(share, 0.5 + clear / (2 * half));
            if (share <= 0) {
                return 0;
            }
        }
    }
}
