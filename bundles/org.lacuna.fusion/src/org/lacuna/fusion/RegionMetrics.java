package org.lacuna.fusion;

import org.lacuna.core.DefectRegion;
import org.lacuna.core.OrganizedCloud;

import java.util.Optional;

/** Measures a region of pixels on an organized cloud. */
final class RegionMetrics {
    /**
     * Width of the ring around the region's box that the surrounding surface is fitted to, in
     * pixels.
     */
    private static final int RING_PX = 8;

    /** Fewer ring points do not carry a plane. */
    private static final int MIN_RING_POINTS = 12;

    private RegionMetrics() {}

    /**
     * Empty when no pixel of the region holds a point. Depth is NaN where the surroundings carry no
     * plane.
     */
    static Optional<DefectRegion.Metric> measure(OrganizedCloud cloud, int[] pixels) {
        int width = cloud.width();
        boolean[] inRegion = new boolean[cloud.size()];
        int minColumn = width;
        int maxColumn = -1;
        int minRow = cloud.height();
        int maxRow = -1;
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        double[] sum = new double[3];
        int valid = 0;
        for (int pixel : pixels) {
            inRegion[pixel] = true;
            minColumn = Math.min(minColumn, pixel % width);
            maxColumn = Math.max(maxColumn, pixel % width);
            minRow = Math.min(minRow, pixel / width);
            maxRow = Math.max(maxRow, pixel / width);
            if (cloud.isValid(pixel)) {
                double[] point = {cloud.x()[pixel], cloud.y()[pixel], cloud.z()[pixel]};
                for (int d = 0; d < 3; d++) {
                    low[d] = Math.min(low[d], point[d]);
                    high[d] = Math.max(high[d], point[d]);
                    sum[d] += point[d];
                }
                valid++;
            }
        }
        if (valid == 0) {
            return Optional.empty();
        }
        double extent = 0;
        for (int d = 0; d < 3; d++) {
            extent = Math.max(extent, high[d] - low[d]);
        }
        double[] plane = ringPlane(cloud, inRegion, minColumn, minRow, maxColumn, maxRow);
        return Optional.of(
                new DefectRegion.Metric(
                        sum[0] / valid,
                        sum[1] / valid,
                        sum[2] / valid,
                        extent,
                        area(cloud, pixels, inRegion),
                        deviation(cloud, pixels, plane)));
    }

    /**
     * Two triangles for each cell of the grid whose upper left pixel is in the region and whose
     * corners are in it and valid.
     */
    private static double area(OrganizedCloud cloud, int[] pixels, boolean[] inRegion) {
        double area = 0;
        for (int pixel : pixels) {
            if (pixel % cloud.width() + 1 >= cloud.width()
                    || pixel + cloud.width() >= cloud.size()) {
                continue;
            }
            int right = pixel + 1;
            int below = pixel + cloud.width();
            area += triangle(cloud, inRegion, pixel, right, below);
            area += triangle(cloud, inRegion, below + 1, right, below);
        }
        return area;
    }

    private static double triangle(OrganizedCloud c, boolean[] inRegion, int p, int q, int r) {
        if (!(inRegion[p]
                && inRegion[q]
                && inRegion[r]
                && c.isValid(p)
                && c.isValid(q)
                && c.isValid(r))) {
            return 0;
        }
        double ux = c.x()[q] - c.x()[p];
        double uy = c.y()[q] - c.y()[p];
        double uz = c.z()[q] - c.z()[p];
        double vx = c.x()[r] - c.x()[p];
        double vy = c.y()[r] - c.y()[p];
        double vz = c.z()[r] - c.z()[p];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        return Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
    }

    /**
     * z = a x + b y + c by least squares over the valid points around the region; null when they
     * carry no plane.
     */
    private static double[] ringPlane(
            OrganizedCloud cloud,
            boolean[] inRegion,
            int minColumn,
            int minRow,
            int maxColumn,
            int maxRow) {
        double n = 0;
        double mx = 0;
        double my = 0;
        double mz = 0;
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        double sxz = 0;
        double syz = 0;
        for (int row = Math.max(0, minRow - RING_PX);
                row <= Math.min(cloud.height() - 1, maxRow + RING_PX);
                row++) {
            for (int column = Math.max(0, minColumn - RING_PX);
                    column <= Math.min(cloud.width() - 1, maxColumn + RING_PX);
                    column++) {
                int p = row * cloud.width() + column;
                if (inRegion[p] || !cloud.isValid(p)) {
                    continue;
                }
                // Running means keep the sums small, so coordinates far from the origin cost no
                // digits.
                n++;
                double dx = cloud.x()[p] - mx;
                double dy = cloud.y()[p] - my;
                double dz = cloud.z()[p] - mz;
                mx += dx / n;
                my += dy / n;
                mz += dz / n;
                double ex = cloud.x()[p] - mx;
                double ey = cloud.y()[p] - my;
                double ez = cloud.z()[p] - mz;
                sxx += dx * ex;
                sxy += dx * ey;
                syy += dy * ey;
                sxz += dx * ez;
                syz += dy * ez;
            }
        }
        double determinant = sxx * syy - sxy * sxy;
        if (n < MIN_RING_POINTS || !(determinant > 1e-9 * sxx * syy)) {
            return null;
        }
        double a = (sxz * syy - syz * sxy) / determinant;
        double b = (syz * sxx - sxz * sxy) / determinant;
        return new double[] {a, b, mz - a * mx - b * my};
    }

    /**
     * Signed distance of the point farthest from the plane, positive towards the sensor (smaller
     * z); NaN without plane.
     */
    private static double deviation(OrganizedCloud cloud, int[] pixels, double[] plane) {
        if (plane == null) {
            return Double.NaN;
        }
        double norm = Math.sqrt(1 + plane[0] * plane[0] + plane[1] * plane[1]);
        double farthest = 0;
        for (int p : pixels) {
            if (cloud.isValid(p)) {
                double d =
                        (plane[0] * cloud.x()[p]
                                        + plane[1] * cloud.y()[p]
                                        + plane[2]
                                        - cloud.z()[p])
                                / norm;
                farthest = Math.abs(d) > Math.abs(farthest) ? d : farthest;
            }
        }
        return farthest;
    }
}
