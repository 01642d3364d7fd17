package org.lacuna.report;

import org.lacuna.core.OrganizedCloud;

/**
 * Shows an organized cloud as a relief lit from the upper left: what the sensor measured, as the
 * sensor saw it.
 *
 * <p>The normal of a pixel comes from the differences to its neighbours on the grid, so grazing
 * light shows dents and ridges far smaller than the range of depth, which grey values of depth
 * itself do not. Distance adds a slight darkening. Pixels without measurement get {@link
 * Colours#INVALID}. Stateless, thread-safe, O(pixels).
 */
public final class DepthPicture {
    /** Unit vector to the light: x right, y down, z away from the sensor. */
    private static final double LIGHT_X = -0.55;

    private static final double LIGHT_Y = -0.62;
    private static final double LIGHT_Z = -0.56;

    private static final int HATCH = 0xff6f7780;
    private static final int DARK = 0xff2a201b;
    private static final int BRIGHT = 0xfff9e8d4;

    /** Share of the brightness that distance takes. */
    private static final double DEPTH_SHARE = 0.22;

    private DepthPicture() {}

    /**
     * @param reachPx how far to the left, right, up and down the neighbours lie: 1 shows the finest
     *     relief and all noise; about (cloud width / picture width) suits a reduced picture
     * @return {@code 0xAARRGGBB} for each pixel, opaque, row-major
     */
    public static int[] argb(OrganizedCloud cloud, int reachPx) {
        if (reachPx < 1) {
            throw new IllegalArgumentException("reachPx: " + reachPx + ", expected at least 1");
        }
        float near = Float.POSITIVE_INFINITY;
        float far = Float.NEGATIVE_INFINITY;
        for (float z : cloud.z()) {
            if (z < near) {
                near = z;
            }
            if (z > far) {
                far = z;
            }
        }
        double range = far > near ? far - near : 1;
        int[] argb = new int[cloud.size()];
        double[] normal = new double[3];
        for (int row = 0; row < cloud.height(); row++) {
            for (int column = 0; column < cloud.width(); column++) {
                int pixel = row * cloud.width() + column;
                if (!cloud.isValid(pixel)) {
                    argb[pixel] = (column + row) / (3 * reachPx) % 2 == 0 ? Colours.INVALID : HATCH;
                    continue;
                }
                normal(cloud, column, row, reachPx, normal);
                double lit =
                        Math.max(
                                0, normal[0] * LIGHT_X + normal[1] * LIGHT_Y + normal[2] * LIGHT_Z);
                double closeness = (far - cloud.z()[pixel]) / range;
                double brightness = (1 - DEPTH_SHARE) * lit + DEPTH_SHARE * closeness;
                argb[pixel] = Colours.mix(DARK, BRIGHT, Math.clamp(brightness, 0.0, 1.0));
            }
        }
        return argb;
    }

    /**
     * Unit normal towards the sensor; straight to the sensor where the neighbours do not span a
     * plane.
     */
    private static void normal(
            OrganizedCloud cloud, int column, int row, int reach, double[] normal) {
        int left = neighbour(cloud, column, row, -reach, 0);
        int right = neighbour(cloud, column, row, reach, 0);
        int up = neighbour(cloud, column, row, 0, -reach);
        int down = neighbour(cloud, column, row, 0, reach);
        double ux = cloud.x()[right] - cloud.x()[left];
        double uy = cloud.y()[right] - cloud.y()[left];
        double uz = cloud.z()[right] - cloud.z()[left];
        double vx = cloud.x()[down] - cloud.x()[up];
        double vy = cloud.y()[down] - cloud.y()[up];
        double vz = cloud.z()[down] - cloud.z()[up];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (length > 0) {
            double toSensor = nz > 0 ? -1 / length : 1 / length;
            normal[0] = nx * toSensor;
            normal[1] = ny * toSensor;
            normal[2] = nz * toSensor;
        } else {
            normal[0] = 0;
            normal[1] = 0;
            normal[2] = -1;
        }
    }

    /**
     * The pixel that far away, or the nearest valid one on the way to it; the pixel itself when
     * there is none.
     */
    private static int neighbour(OrganizedCloud cloud, int column, int row, int dx, int dy) {
        int reach = Math.max(Math.abs(dx), Math.abs(dy));
        for (int d = reach; d > 0; d--) {
            int x = column + Integer.signum(dx) * d;
            int y = row + Integer.signum(dy) * d;
            if (x >= 0
                    && x < cloud.width()
                    && y >= 0
                    && y < cloud.height()
                    && cloud.isValid(y * cloud.width() + x)) {
                return y * cloud.width() + x;
            }
        }
        return row * cloud.width() + column;
    }
}
