package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.function.DoubleBinaryOperator;

/** Analytic surfaces as a sensor would see them: small organized clouds for tests. */
final class TestScans {
    private TestScans() {}

    /**
     * A height field seen from above, sensor axes x right, y down, z into the scene: the point of
     * pixel (column, row) is (spacing column, spacing row, depth(x, y)); no point where the depth
     * is NaN.
     */
    static OrganizedCloud depth(
            int width,
            int height,
            double spacingMm,
            double noiseMm,
            long seed,
            DoubleBinaryOperator depth) {
        SeededRandom random = new SeededRandom(seed);
        float[] x = new float[width * height];
        float[] y = new float[width * height];
        float[] z = new float[width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int i = row * width + column;
                double px = column * spacingMm;
                double py = row * spacingMm;
                x[i] = (float) px;
                y[i] = (float) py;
                z[i] =
                        (float)
                                (depth.applyAsDouble(px, py)
                                        + (noiseMm == 0 ? 0 : noiseMm * random.nextGaussian()));
            }
        }
        return new OrganizedCloud(width, height, x, y, z);
    }

    /** z = 500 + a x + b y. */
    static OrganizedCloud plane(
            int width, int height, double spacingMm, double a, double b, double noiseMm) {
        return depth(width, height, spacingMm, noiseMm, 1, (x, y) -> 500 + a * x + b * y);
    }

    /** The upper half of a sphere in the middle of the grid; nothing around it. */
    static OrganizedCloud sphere(int side, double spacingMm, double radiusMm, double noiseMm) {
        double centre = spacingMm * (side - 1) / 2;
        return depth(
                side,
                side,
                spacingMm,
                noiseMm,
                2,
                (x, y) -> {
                    double d = square(x - centre) + square(y - centre);
                    return d < square(0.9 * radiusMm)
                            ? 500 - Math.sqrt(radiusMm * radiusMm - d)
                            : Double.NaN;
                });
    }

    /** A cylinder along y. */
    static OrganizedCloud cylinder(int side, double spacingMm, double radiusMm) {
        double centre = spacingMm * (side - 1) / 2;
        return depth(
                side,
                side,
                spacingMm,
                0,
                3,
                (x, y) ->
                        Math.abs(x - centre) < 0.8 * radiusMm
                                ? 500 - Math.sqrt(square(radiusMm) - square(x - centre))
                                : Double.NaN);
    }

    /** A roof with its ridge along y in the middle, falling with the slope on both sides. */
    static OrganizedCloud ridge(
            int width, int height, double spacingMm, double slope, double noiseMm) {
        double centre = spacingMm * (width - 1) / 2;
        return depth(
                width, height, spacingMm, noiseMm, 4, (x, y) -> 500 + slope * Math.abs(x - centre));
    }

    /** A depth jump along y in the middle. */
    static OrganizedCloud step(int width, int height, double spacingMm, double jumpMm) {
        double centre = spacingMm * (width - 1) / 2;
        return depth(width, height, spacingMm, 0, 5, (x, y) -> x < centre ? 500 : 500 + jumpMm);
    }

    /** The cloud with a share of its points lost at random. */
    static OrganizedCloud dropped(OrganizedCloud cloud, double share, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] z = cloud.z().clone();
        for (int i = 0; i < z.length; i++) {
            if (random.nextDouble() < share) {
                z[i] = Float.NaN;
            }
        }
        return new OrganizedCloud(
                cloud.width(), cloud.height(), cloud.x().clone(), cloud.y().clone(), z);
    }

    /** The same surface, turned by a rotation matrix (rows) and moved. */
    static OrganizedCloud moved(OrganizedCloud cloud, double[] rotation, double[] shift) {
        int n = cloud.size();
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        for (int i = 0; i < n; i++) {
            double px = cloud.x()[i];
            double py = cloud.y()[i];
            double pz = cloud.z()[i];
            x[i] = (float) (rotation[0] * px + rotation[1] * py + rotation[2] * pz + shift[0]);
            y[i] = (float) (rotation[3] * px + rotation[4] * py + rotation[5] * pz + shift[1]);
            z[i] = (float) (rotation[6] * px + rotation[7] * py + rotation[8] * pz + shift[2]);
        }
        return new OrganizedCloud(cloud.width(), cloud.height(), x, y, z);
    }

    /** Rotation by an angle about the axis (1, 2, 3). */
    static double[] rotation(double angleRad) {
        double l = Math.sqrt(14);
        double ux = 1 / l;
        double uy = 2 / l;
        double uz = 3 / l;
        double c = Math.cos(angleRad);
        double s = Math.sin(angleRad);
        double t = 1 - c;
        return new double[] {
            t * ux * ux + c,
            t * ux * uy - s * uz,
            t * ux * uz + s * uy,
            t * ux * uy + s * uz,
            t * uy * uy + c,
            t * uy * uz - s * ux,
            t * ux * uz - s * uy,
            t * uy * uz + s * ux,
            t * uz * uz + c
        };
    }

    static OrganizedCloud empty(int width, int height) {
        return depth(width, height, 1, 0, 0, (x, y) -> Double.NaN);
    }

    static double square(double v) {
        return v * v;
    }

    /** The points of a scan in another order: x, y, z. */
    static float[][] shuffled(OrganizedCloud cloud, long seed) {
        int[] order = new int[cloud.validCount()];
        int n = 0;
        SeededRandom random = new SeededRandom(seed);
        for (int i = 0; i < cloud.size(); i++) {
            if (cloud.isValid(i)) {
                int k = (int) random.uniform(0, n + 1.0);
                order[n] = order[k];
                order[k] = i;
                n++;
            }
        }
        float[][] p = new float[3][n];
        for (int k = 0; k < n; k++) {
            p[0][k] = cloud.x()[order[k]];
            p[1][k] = cloud.y()[order[k]];
            p[2][k] = cloud.z()[order[k]];
        }
        return p;
    }
}
