package org.lacuna.synthesis.internal;

/**
 * Finds what each pixel sees and whether the projector lights it. A ray is marched over the height
 * field in steps of one grid cell and the crossing refined by regula falsi; O(pixels * steps),
 * steps = horizontal way of the ray through the scene in cells.
 */
final class RayCaster {
    private static final int ITERATIONS = 24;
    private static final double TOLERANCE_MM = 2e-4;

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
        // Steps above everything that stands near the ray are skipped; the others stay where they
        // are, so the result does not depend on what is skipped.
        boolean close = way <= 2 * field.roofSteps() * field.cellMm();
        double roof =
                close
                        ? Math.max(
                                field.roofAt(rayX * near, rig.cameraY + dy * near),
                                field.roofAt(rayX * far, rig.cameraY + dy * far))
                        : field.maxMm();
        double toRoof = ((roof - rig.cameraZ) / dz - near) / step;
        int first = Math.max(1, Math.min(steps, (int) toRoof - 1));
        double above = near + (first - 1) * step;
        double clear = clearMm(rayX, dy, dz, above);
        for (int k = first; k < steps; k++) {
            double t = near + k * step;
            double c = clearMm(rayX, dy, dz, t);
            if (c <= 0) {
                return crossing(rayX, dy, dz, above, t, clear, c);
            }
            above = t;
            clear = c;
        }
        return crossing(rayX, dy, dz, above, far, clear, clearMm(rayX, dy, dz, far));
    }

    /** How far the ray is above the surface there. */
    private double clearMm(double dx, double dy, double dz, double t) {
        return rig.cameraZ + t * dz - field.at(dx * t, rig.cameraY + dy * t);
    }

    /** Where the ray crosses the surface, by regula falsi with the Illinois rule. */
    private double crossing(
            double dx, double dy, double dz, double a, double b, double clearA, double clearB) {
        int last = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            double t = a + (b - a) * (clearA / (clearA - clearB));
            double c = clearMm(dx, dy, dz, t);
            if (Math.abs(c) < TOLERANCE_MM) {
                return t;
            }
            if (c > 0) {
                a = t;
                clearA = c;
                clearB *= last > 0 ? 0.5 : 1;
                last = 1;
            } else {
                b = t;
                clearB = c;
                clearA *= last < 0 ? 0.5 : 1;
                last = -1;
            }
        }
        return b;
    }

    /**
     * Half the width of the half shadow after that many steps: the lens is no point, so it grows
     * with the distance to what casts it.
     */
    private double shadowMm(int steps) {
        return 0.06 + 0.025 * steps * field.cellMm();
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
        int look = field.roofSteps();
        for (int k = 1; ; k++) {
            double t = k * step;
            double rayZ = z + t * lz;
            if (rayZ > top + shadowMm(k)) {
                return share;
            }
            double rayX = x + t * lx;
            double rayY = y + t * ly;
            if (rayZ > field.roofAt(rayX, rayY) + shadowMm(k + look)) {
                k += look - 1;
                continue;
            }
            double clear = rayZ - field.at(rayX, rayY);
            double half = shadowMm(k);
            share = Math.min(share, 0.5 + clear / (2 * half));
            if (share <= 0) {
                return 0;
            }
        }
    }
}
