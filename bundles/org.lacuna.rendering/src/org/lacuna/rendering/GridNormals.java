package org.lacuna.rendering;

import org.lacuna.core.OrganizedCloud;

/**
 * Normals of a scan for lighting: the cross product of the surface's steps along columns and along
 * rows, each averaged over three parallel lines of five pixels. That is less exact than fitting a
 * plane, and for pictures enough. A neighbour across a depth jump does not count. Immutable.
 */
final class GridNormals {
    private static final int REACH = 2;

    /** Neighbouring pixels further apart than so many spacings lie on different surfaces. */
    private static final double LINK_SPACINGS = 4;

    private final OrganizedCloud cloud;
    private final double linkMm;

    GridNormals(OrganizedCloud cloud, double spacingMm) {
        this.cloud = cloud;
        this.linkMm = LINK_SPACINGS * spacingMm;
    }

    /** See {@link PackedNormal}; straight to the sensor where neighbours span no plane. */
    int packed(int pixel) {
        int column = pixel % cloud.width();
        int row = pixel / cloud.width();
        double ux = 0;
        double uy = 0;
        double uz = 0;
        double vx = 0;
        double vy = 0;
        double vz = 0;
        for (int line = -1; line <= 1; line++) {
            int middle = linked(pixel, column, row, 0, line);
            if (middle >= 0) {
                int r = row + line;
                int before = farthest(middle, column, r, -1, 0);
                int after = farthest(middle, column, r, 1, 0);
                double steps = after - before;
                if (steps > 0) {
                    ux += (cloud.x()[after] - cloud.x()[before]) / steps;
                    uy += (cloud.y()[after] - cloud.y()[before]) / steps;
                    uz += (cloud.z()[after] - cloud.z()[before]) / steps;
                }
            }
            middle = linked(pixel, column, row, line, 0);
            if (middle >= 0) {
                int c = column + line;
                int before = farthest(middle, c, row, 0, -1);
                int after = farthest(middle, c, row, 0, 1);
                double steps = (after - before) / cloud.width();
                if (steps > 0) {
                    vx += (cloud.x()[after] - cloud.x()[before]) / steps;
                    vy += (cloud.y()[after] - cloud.y()[before]) / steps;
                    vz += (cloud.z()[after] - cloud.z()[before]) / steps;
                }
            }
        }
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (!(length > 0)) {
            return PackedNormal.pack(0, 0, -1);
        }
        double toSensor = nz > 0 ? -1 / length : 1 / length;
        return PackedNormal.pack(nx * toSensor, ny * toSensor, nz * toSensor);
    }

    /** The farthest pixel within reach that hangs together with one; that one if none does. */
    private int farthest(int pixel, int column, int row, int dx, int dy) {
        for (int d = REACH; d > 0; d--) {
            int q = linked(pixel, column, row, dx * d, dy * d);
            if (q >= 0) {
                return q;
            }
        }
        return pixel;
    }

    /** The pixel so far away, or -1 if it is not on the same surface. */
    private int linked(int pixel, int column, int row, int dx, int dy) {
        int c = column + dx;
        int r = row + dy;
        if (c < 0 || c >= cloud.width() || r < 0 || r >= cloud.height()) {
            return -1;
        }
        int q = r * cloud.width() + c;
        double ex = (double) cloud.x()[q] - cloud.x()[pixel];
        double ey = (double) cloud.y()[q] - cloud.y()[pixel];
        double ez = (double) cloud.z()[q] - cloud.z()[pixel];
        double link = linkMm * Math.max(Math.abs(dx), Math.abs(dy));
        return ex * ex + ey * ey + ez * ez <= link * link ? q : -1; // false for NaN
    }
}
