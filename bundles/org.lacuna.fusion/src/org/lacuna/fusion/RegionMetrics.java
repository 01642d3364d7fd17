package org.lacuna.fusion;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;
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

    /** A cell that many times larger than the median spans a depth jump, not a surface. */
    private static final double JUMP = 6;

    private RegionMetrics() {}

    /**
     * Empty when no pixel of the region holds a point. Depth is NaN where the surroundings carry no
     * plane. O(pixels of the region's box).
     *
     * @param threshold pixels of the map above it belong to some region: no defect counts as
     *     surroundings of another
     * @param pixels of the region
     */
    static Optional<DefectRegion.Metric> measure(
            OrganizedCloud cloud, AnomalyMap map, double threshold, int[] pixels) {
        float[] score = map.score();
        int width = cloud.width();
        int minColumn = width;
        int maxColumn = -1;
        int minRow = cloud.height();
        int maxRow = -1;
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        double[] sum = new double[3];
        int valid = 0;
        for (int pixel : pixels) {
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
        double[] plane = ringPlane(cloud, score, threshold, minColumn, minRow, maxColumn, maxRow);
        return Optional.of(
                new DefectRegion.Metric(
                        sum[0] / valid,
                        sum[1] / valid,
                        sum[2] / valid,
                        extent,
                        area(cloud, pixels, score, threshold, valid),
                        deviation(cloud, pixels, plane)));
    }

    /**
     * Mean area of a grid cell times the number of points. A sum over the cells inside the region
     * would miss half a cell along its border; cells across the border would count the step at the
     * edge of a defect. So cells that lie in the region tell the size of one, or, in a region too
     * thin to hold any, the cells that touch it. Cells across a depth jump (much larger than the
     * median) are left out.
     */
    private static double area(
            OrganizedCloud cloud, int[] pixels, float[] score, double threshold, int validPoints) {
        double[] triangles = new double[2 * pixels.length];
        int n = triangles(cloud, pixels, score, threshold, triangles);
        if (n == 0) {
            n = triangles(cloud, pixels, score, -1, triangles);
        }
        if (n == 0) {
            return 0;
        }
        double limit = JUMP * median(triangles, n);
        double sum = 0;
        int used = 0;
        for (int i = 0; i < n; i++) {
            if (triangles[i] <= limit) {
                sum += triangles[i];
                used++;
            }
        }
        return 2 * sum / used * validPoints;
    }

    /**
     * Areas of the two triangles of the cell whose upper left pixel is in the region, all corners
     * valid and above the threshold. Returns how many there are.
     */
    private static int triangles(
            OrganizedCloud cloud, int[] pixels, float[] score, double threshold, double[] out) {
        int width = cloud.width();
        int n = 0;
        for (int p : pixels) {
            // Thin regions at the right or lower border look the other way.
            int right = p % width + 1 < width ? p + 1 : p - 1;
            int below = p + width < cloud.size() ? p + width : p - width;
            if (right < 0 || below < 0 || width == 1) {
                continue;
            }
            int opposite = below + right - p;
            if (cloud.isValid(right)
                    && cloud.isValid(below)
                    && score[right] > threshold
                    && score[below] > threshold) {
                n = add(cloud, p, right, below, out, n);
                if (score[opposite] > threshold) {
                    n = add(cloud, opposite, right, below, out, n);
                }
            }
        }
        return n;
    }

    private static int add(OrganizedCloud c, int p, int q, int r, double[] out, int n) {
        if (!c.isValid(p)) {
            return n;
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
        out[n] = Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
        return n + 1;
    }

    /** Of an evenly spaced sample: enough to tell a jump. */
    private static double median(double[] values, int n) {
        int step = 1 + n / 2048;
        double[] some = new double[(n + step - 1) / step];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[i * step];
        }
        Arrays.sort(some);
        return some[some.length / 2];
    }

    /**
     * z = a x + b y + c by least squares over the valid points around the region that belong to no
     * region; null when they carry no plane.
     */
    private static double[] ringPlane(
            OrganizedCloud cloud,
            float[] score,
            double threshold,
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
                if (score[p] > threshold || !cloud.isValid(p)) {
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
