package org.lacuna.voxelization;

/**
 * A triangle in space with its first corner at the origin; may be flat or a point.
 *
 * @param bx second corner
 * @param cx third corner
 */
record Triangle(double bx, double by, double bz, double cx, double cy, double cz) {
    /** Distance of a place to the nearest place of the triangle. */
    double distance(double x, double y, double z) {
        double nx = by * cz - bz * cy;
        double ny = bz * cx - bx * cz;
        double nz = bx * cy - by * cx;
        double n = length(nx, ny, nz);
        // Barycentric coordinates of the foot on the plane, times n squared.
        double toB = dot(nx, ny, nz, y * cz - z * cy, z * cx - x * cz, x * cy - y * cx);
        double toC = dot(nx, ny, nz, by * z - bz * y, bz * x - bx * z, bx * y - by * x);
        if (n > 0 && toB >= 0 && toC >= 0 && toB + toC <= n * n) {
            return Math.abs(dot(nx, ny, nz, x, y, z)) / n;
        }
        double ab = toSegment(x, y, z, bx, by, bz);
        double ac = toSegment(x, y, z, cx, cy, cz);
        double bc = toSegment(x - bx, y - by, z - bz, cx - bx, cy - by, cz - bz);
        return Math.min(ab, Math.min(ac, bc));
    }

    /** Distance of a place to the way from the origin to (dx, dy, dz). */
    private static double toSegment(double x, double y, double z, double dx, double dy, double dz) {
        double squared = dot(dx, dy, dz, dx, dy, dz);
        double t = squared > 0 ? Math.clamp(dot(x, y, z, dx, dy, dz) / squared, 0, 1) : 0;
        return length(x - t * dx, y - t * dy, z - t * dz);
    }

    static double length(double x, double y, double z) {
        return Math.sqrt(dot(x, y, z, x, y, z));
    }

    private static double dot(double ax, double ay, double az, double bx, double by, double bz) {
        return ax * bx + ay * by + az * bz;
    }
}
