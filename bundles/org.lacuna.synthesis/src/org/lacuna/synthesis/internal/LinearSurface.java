package org.lacuna.synthesis.internal;

import org.lacuna.core.OrganizedCloud;

/** Least squares fit of a plane over the sensor grid: {@code P(u, v) = P0 + a u + b v}. */
final class LinearSurface {
    private static final int AXES = 3;

    private int points;
    private double u;
    private double v;
    private double uu;
    private double uv;
    private double vv;
    private final double[] p = new double[AXES];
    private final double[] pu = new double[AXES];
    private final double[] pv = new double[AXES];

    private final double[] origin = new double[AXES];
    private final double[] alongU = new double[AXES];
    private final double[] alongV = new double[AXES];

    void add(double column, double row, OrganizedCloud cloud, int pixel) {
        points++;
        u += column;
        v += row;
        uu += column * column;
        uv += column * row;
        vv += row * row;
        add(0, column, row, cloud.x()[pixel]);
        add(1, column, row, cloud.y()[pixel]);
        add(2, column, row, cloud.z()[pixel]);
    }

    private void add(int axis, double column, double row, double value) {
        p[axis] += value;
        pu[axis] += column * value;
        pv[axis] += row * value;
    }

    int points() {
        return points;
    }

    /** False when the points lie on one line of the grid, or at one place. */
    boolean solve() {
        double suu = uu - u * u / points;
        double suv = uv - u * v / points;
        double svv = vv - v * v / points;
        double det = suu * svv - suv * suv;
        if (!(det > 1e-9 * suu * svv) || !(det > 0)) {
            return false;
        }
        for (int k = 0; k < AXES; k++) {
            double spu = pu[k] - p[k] * u / points;
            double spv = pv[k] - p[k] * v / points;
            alongU[k] = (spu * svv - spv * suv) / det;
            alongV[k] = (spv * suu - spu * suv) / det;
            origin[k] = (p[k] - alongU[k] * u - alongV[k] * v) / points;
        }
        double[] n = cross();
        return length(n) > 0;
    }

    /** Mean distance of neighbouring points. */
    double spacingMm() {
        return (length(alongU) + length(alongV)) / 2;
    }

    double[] normal() {
        double[] n = cross();
        double length = length(n);
        return new double[] {n[0] / length, n[1] / length, n[2] / length};
    }

    double at(int axis, double column, double row) {
        return origin[axis] + column * alongU[axis] + row * alongV[axis];
    }

    private double[] cross() {
        return new double[] {
            alongU[1] * alongV[2] - alongU[2] * alongV[1],
            alongU[2] * alongV[0] - alongU[0] * alongV[2],
            alongU[0] * alongV[1] - alongU[1] * alongV[0]
        };
    }

    private static double length(double[] a) {
        return Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
    }
}
