package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

class FpfhTest {
    /** Points on a wavy surface with noise, and its normals with noise: no two angles alike. */
    private static SurfacePoints wavy(int n, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] p = new float[6][n];
        for (int i = 0; i < n; i++) {
            double x = random.uniform(-10, 10);
            double y = random.uniform(-10, 10);
            p[0][i] = (float) x;
            p[1][i] = (float) y;
            p[2][i] =
                    (float) (2 * Math.sin(x / 2) * Math.cos(y / 3) + 0.02 * random.nextGaussian());
            double nx = Math.cos(x / 2) * Math.cos(y / 3) + 0.1 * random.nextGaussian();
            double ny = -2.0 / 3 * Math.sin(x / 2) * Math.sin(y / 3) + 0.1 * random.nextGaussian();
            double l = Math.sqrt(nx * nx + ny * ny + 1);
            p[3][i] = (float) (nx / l);
            p[4][i] = (float) (ny / l);
            p[5][i] = (float) (-1 / l);
        }
        return new SurfacePoints(p[0], p[1], p[2], p[3], p[4], p[5]);
    }

    /** Rusu's pair features, literally, in double. */
    private static int[] pairBins(SurfacePoints s, int p, int q) {
        double[] d = {
            (double) s.x()[q] - s.x()[p], (double) s.y()[q] - s.y()[p], (double) s.z()[q] - s.z()[p]
        };
        double[] np = {s.nx()[p], s.ny()[p], s.nz()[p]};
        double[] nq = {s.nx()[q], s.ny()[q], s.nz()[q]};
        double length = Math.sqrt(dot(d, d));
        double first = dot(np, d) / length;
        double second = dot(nq, d) / length;
        double[] u = np;
        double[] t = nq;
        double phi = first;
        if (Math.acos(Math.abs(first)) > Math.acos(Math.abs(second))) {
            u = nq;
            t = np;
            d = new double[] {-d[0], -d[1], -d[2]};
            phi = -second;
        }
        double[] v = cross(d, u);
        double norm = Math.sqrt(dot(v, v));
        if (norm == 0) {
            return new int[] {5, 16, 27};
        }
        v = new double[] {v[0] / norm, v[1] / norm, v[2] / norm};
        double theta = Math.atan2(dot(cross(u, v), t), dot(u, t));
        return new int[] {
            bin((theta + Math.PI) / (2 * Math.PI)),
            11 + bin((dot(v, t) + 1) / 2),
            22 + bin((phi + 1) / 2)
        };
    }

    private static int bin(double share) {
        return Math.clamp((int) Math.floor(11 * share), 0, 10);
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {
            a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
        };
    }

    private static double squared(SurfacePoints s, int p, int q) {
        double dx = (double) s.x()[q] - s.x()[p];
        double dy = (double) s.y()[q] - s.y()[p];
        double dz = (double) s.z()[q] - s.z()[p];
        return dx * dx + dy * dy + dz * dz;
    }

    private static double[][] slow(SurfacePoints s, double radius) {
        int n = s.size();
        double[][] simple = new double[n][33];
        for (int p = 0; p < n; p++) {
            int pairs = 0;
            for (int q = 0; q < n; q++) {
                if (q != p && squared(s, p, q) <= radius * radius) {
                    for (int b : pairBins(s, p, q)) {
                        simple[p][b]++;
                    }
                    pairs++;
                }
            }
            for (int b = 0; b < 33 && pairs > 0; b++) {
                simple[p][b] *= 100.0 / pairs;
            }
        }
        double[][] result = new double[n][33];
        for (int p = 0; p < n; p++) {
            double[] sums = new double[3];
            for (int q = 0; q < n; q++) {
                if (q != p && squared(s, p, q) <= radius * radius) {
                    for (int b = 0; b < 33; b++) {
                        double v = simple[q][b] / squared(s, p, q);
                        result[p][b] += v;
                        sums[b / 11] += v;
                    }
                }
            }
            for (int b = 0; b < 33; b++) {
                double scale = sums[b / 11] == 0 ? 0 : 100 / sums[b / 11];
                result[p][b] = result[p][b] * scale + simple[p][b];
            }
        }
        return result;
    }

    /** Points in a cube with normals anywhere: every bin is met. */
    private static SurfacePoints scattered(int n, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] p = new float[6][n];
        for (int i = 0; i < n; i++) {
            double nx = random.nextGaussian();
            double ny = random.nextGaussian();
            double nz = random.nextGaussian();
            double l = Math.sqrt(nx * nx + ny * ny + nz * nz);
            for (int k = 0; k < 3; k++) {
                p[k][i] = (float) random.uniform(-5, 5);
            }
            p[3][i] = (float) (nx / l);
            p[4][i] = (float) (ny / l);
            p[5][i] = (float) (nz / l);
        }
        return new SurfacePoints(p[0], p[1], p[2], p[3], p[4], p[5]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.5, 4})
    void describe_wavySurface_equalsLiteralVersion(double radius) {
        assertEqualsLiteralVersion(wavy(1500, 3), radius);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 20})
    void describe_normalsAnywhere_equalsLiteralVersion(double radius) {
        assertEqualsLiteralVersion(scattered(800, 4), radius);
    }

    private static void assertEqualsLiteralVersion(SurfacePoints points, double radius) {
        float[] fast = new Fpfh(radius).describe(points, Workers.sequential());
        double[][] slow = slow(points, radius);
        double difference = 0;
        double covariance = 0;
        double a2 = 0;
        double b2 = 0;
        for (int p = 0; p < points.size(); p++) {
            for (int b = 0; b < 33; b++) {
                double a = fast[33 * p + b];
                difference += Math.abs(a - slow[p][b]);
                covariance += a * slow[p][b];
                a2 += a * a;
                b2 += slow[p][b] * slow[p][b];
            }
        }
        // Float angles may fall into the next bin once in a million pairs.
        assertTrue(difference / (33.0 * points.size()) < 0.01, "mean difference " + difference);
        assertEquals(1, covariance / Math.sqrt(a2 * b2), 1e-6);
    }

    @Test
    void describe_eachThird_sumsTo200() {
        float[] f = new Fpfh(2).describe(wavy(1000, 5), Workers.sequential());
        for (int i = 0; i < f.length; i += 11) {
            double sum = 0;
            for (int b = i; b < i + 11; b++) {
                sum += f[b];
            }
            assertEquals(200, sum, 1e-2);
        }
    }

    @Test
    void describe_plane_isAllMiddleBins() {
        int n = 400;
        float[][] p = new float[6][n];
        for (int i = 0; i < n; i++) {
            p[0][i] = i % 20;
            p[1][i] = i / 20;
            p[5][i] = -1;
        }
        float[] f =
                new Fpfh(3)
                        .describe(
                                new SurfacePoints(p[0], p[1], p[2], p[3], p[4], p[5]),
                                Workers.sequential());
        for (int i = 0; i < f.length; i++) {
            assertEquals(i % 11 == 5 ? 200 : 0, f[i], 1e-3);
        }
    }

    @Test
    void describe_parallelStep_sourceIsThePointItself() {
        // Equal normals, line not across them: |a| = |b| exactly, the case the definition leaves to
        // p.
        float[] x = {0, 3};
        float[] zero = new float[2];
        float[] z = {0, 1};
        float[] up = {-1, -1};
        SurfacePoints points = new SurfacePoints(x, zero, z, zero, zero, up);
        float[] fast = new Fpfh(5).describe(points, Workers.sequential());
        double[][] slow = slow(points, 5);
        for (int b = 0; b < 33; b++) {
            assertEquals(slow[0][b], fast[b], 1e-3);
            assertEquals(slow[1][b], fast[33 + b], 1e-3);
        }
    }

    @Test
    void describe_oppositeNormals_thetaIsPi() {
        float[] x = {0, 3};
        float[] zero = new float[2];
        float[] nz = {1, -1};
        float[] f =
                new Fpfh(5)
                        .describe(
                                new SurfacePoints(x, zero, zero, zero, zero, nz),
                                Workers.sequential());
        for (int b = 0; b < 33; b++) {
            assertEquals(b == 10 || b == 16 || b == 27 ? 200 : 0, f[b], 1e-3);
        }
    }

    @Test
    void describe_radiusTinyAgainstExtent_stillFindsPairs() {
        float[] x = {-3e7f, 0, 1e-3f, 3e7f};
        float[] zero = new float[4];
        float[] nz = {1, 1, 1, 1};
        float[] f =
                new Fpfh(2e-3)
                        .describe(
                                new SurfacePoints(x, zero, zero, zero, zero, nz),
                                Workers.sequential());
        for (int p = 0; p < 4; p++) {
            assertEquals(p == 1 || p == 2 ? 200 : 0, f[33 * p + 5], 1e-3);
        }
    }

    @Test
    void describe_movedPoints_staysTheSame() {
        SurfacePoints a = wavy(800, 6);
        double[] r = TestScans.rotation(1.1);
        float[][] m = new float[6][a.size()];
        for (int i = 0; i < a.size(); i++) {
            for (int k = 0; k < 3; k++) {
                m[k][i] =
                        (float)
                                (r[3 * k] * a.x()[i]
                                        + r[3 * k + 1] * a.y()[i]
                                        + r[3 * k + 2] * a.z()[i]
                                        + 50);
                m[3 + k][i] =
                        (float)
                                (r[3 * k] * a.nx()[i]
                                        + r[3 * k + 1] * a.ny()[i]
                                        + r[3 * k + 2] * a.nz()[i]);
            }
        }
        float[] before = new Fpfh(2).describe(a, Workers.sequential());
        float[] after =
                new Fpfh(2)
                        .describe(
                                new SurfacePoints(m[0], m[1], m[2], m[3], m[4], m[5]),
                                Workers.sequential());
        double difference = 0;
        for (int i = 0; i < before.length; i++) {
            difference += Math.abs(before[i] - after[i]);
        }
        assertTrue(difference / before.length < 0.02, "rounding moves few pairs: " + difference);
    }

    @Test
    void describe_degenerateInput_isZeroOrFinite() {
        float[] none = {};
        assertEquals(
                0,
                new Fpfh(1)
                        .describe(
                                new SurfacePoints(none, none, none, none, none, none),
                                Workers.sequential())
                        .length);
        float[] one = {1};
        assertArrayEquals(
                new float[33],
                new Fpfh(1)
                        .describe(
                                new SurfacePoints(one, one, one, one, one, one),
                                Workers.sequential()));
        // Duplicates make no pair; a point without a normal takes no part.
        float[] x = {0, 0, 0.5f, 0.6f};
        float[] zero = new float[4];
        float[] nz = {1, 1, 1, 0};
        float[] f =
                new Fpfh(1)
                        .describe(
                                new SurfacePoints(x, zero, zero, zero, zero, nz),
                                Workers.sequential());
        assertEquals(200, f[5], 1e-3);
        for (int b = 3 * 33; b < 4 * 33; b++) {
            assertEquals(0, f[b]);
        }
        // A pair along its normals has no frame: middle bins.
        float[] z = {0, 0.5f};
        float[] flat = new float[2];
        float[] along = {1, 1};
        float[] g =
                new Fpfh(1)
                        .describe(
                                new SurfacePoints(flat, flat, z, flat, flat, along),
                                Workers.sequential());
        assertEquals(200, g[5], 1e-3);
        assertEquals(200, g[16], 1e-3);
        assertEquals(200, g[27], 1e-3);
        assertThrows(IllegalArgumentException.class, () -> new Fpfh(0));
    }

    @Test
    void describe_anyWorkers_sameBits() {
        SurfacePoints points = wavy(3000, 7);
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(
                    new Fpfh(1).describe(points, Workers.sequential()),
                    new Fpfh(1).describe(points, three));
        }
    }
}
