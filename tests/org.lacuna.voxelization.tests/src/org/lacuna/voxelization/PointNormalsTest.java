package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.function.DoubleBinaryOperator;

class PointNormalsTest {
    private static final int K = PointNormals.DEFAULT_POINTS;

    /** Scattered points of a height field over a square around the origin. */
    private static Points scattered(
            int n, double halfMm, double noiseMm, long seed, DoubleBinaryOperator height) {
        SeededRandom random = new SeededRandom(seed);
        float[][] p = new float[3][n];
        for (int i = 0; i < n; i++) {
            double x = random.uniform(-halfMm, halfMm);
            double y = random.uniform(-halfMm, halfMm);
            p[0][i] = (float) x;
            p[1][i] = (float) y;
            p[2][i] = (float) (height.applyAsDouble(x, y) + noiseMm * random.nextGaussian());
        }
        return new Points(p[0], p[1], p[2]);
    }

    private static SurfaceField normals(Points points) {
        return new PointNormals().compute(new KdTree(points), Workers.sequential());
    }

    private static float[] response(Points points, SurfaceField normals, int k) {
        return new PointEdgeResponse(k).compute(new KdTree(points), normals, Workers.sequential());
    }

    /** Covariance about the mean in two passes, Jacobi or Newton as the matrix wants. */
    private static SymmetricEigen3 slow(Points points, int p, int k) {
        int[] set = neighbourhood(points, p, k);
        float[][] axes = {points.x(), points.y(), points.z()};
        double[] mean = new double[3];
        for (int q : set) {
            for (int a = 0; a < 3; a++) {
                mean[a] += (double) axes[a][q] / set.length;
            }
        }
        double[][] c = new double[3][3];
        for (int q : set) {
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    c[a][b] += (axes[a][q] - mean[a]) * (axes[b][q] - mean[b]) / set.length;
                }
            }
        }
        SymmetricEigen3 e = new SymmetricEigen3();
        e.solve(c[0][0], c[0][1], c[0][2], c[1][1], c[1][2], c[2][2]);
        return e;
    }

    /** The point and its k - 1 nearest others, by looking at all. */
    private static int[] neighbourhood(Points points, int p, int k) {
        NeighbourList list = new NeighbourList();
        for (int q = 0; q < points.size(); q++) {
            double d =
                    TestScans.square((double) points.x()[q] - points.x()[p])
                            + TestScans.square((double) points.y()[q] - points.y()[p])
                            + TestScans.square((double) points.z()[q] - points.z()[p]);
            if (q != p && Double.isFinite(d)) {
                list.add(q, d);
            }
        }
        list.keepNearest(k - 1);
        int[] set = new int[list.count + 1];
        System.arraycopy(list.index, 0, set, 1, list.count);
        set[0] = p;
        return set;
    }

    private static void assertEqualsSlow(Points points, int k, int step) {
        PointNormals subject = new PointNormals(k, 0, 0, 0);
        SurfaceField f = subject.compute(new KdTree(points), Workers.sequential());
        for (int p = 0; p < points.size(); p += step) {
            if (!f.isDefined(p)) {
                continue;
            }
            SymmetricEigen3 e = slow(points, p, k);
            double scale = 1e-6 * e.lambda2;
            assertEquals(e.lambda0, f.lambda0()[p], scale, "point " + p);
            assertEquals(e.lambda1, f.lambda1()[p], scale, "point " + p);
            assertEquals(e.lambda2, f.lambda2()[p], scale, "point " + p);
            double dot = e.nx * f.nx()[p] + e.ny * f.ny()[p] + e.nz * f.nz()[p];
            double gap = (e.lambda1 - e.lambda0) / e.lambda2;
            assertEquals(1, Math.abs(dot), 1e-6 / Math.min(1, gap), "point " + p);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 30, 31, 100, 2000})
    void compute_noisySurface_equalsSlow(int k) {
        Points points = scattered(3_000, 10, 0.05, 1, (x, y) -> 50 + Math.sin(x) + 0.1 * y * y);
        assertEqualsSlow(points, k, k > 1000 ? 300 : 13);
    }

    @Test
    void compute_densitiesDuplicatesTiesAndOutliers_equalsSlow() {
        Points uneven = scattered(4_000, 1, 0.01, 2, (x, y) -> 5);
        SeededRandom random = new SeededRandom(9);
        for (int i = 0; i < 4_000; i++) {
            float away = (float) Math.pow(10, random.uniform(-2, 3));
            uneven.x()[i] *= away;
            uneven.y()[i] *= away;
        }
        uneven.x()[77] = 1e9f;
        assertEqualsSlow(uneven, K, 17);
        Points lattice = scattered(2_500, 1, 0, 3, (x, y) -> 5);
        for (int i = 0; i < 2_500; i++) { // each place twice, distances tie everywhere
            lattice.x()[i] = i % 50;
            lattice.y()[i] = i / 50 % 25;
        }
        assertEqualsSlow(lattice, K, 1);
        assertEqualsSlow(lattice, 8, 1);
        // More than are collected around a leaf: its points are asked for one by one.
        Points clump = scattered(6_000, 1, 0.2, 4, (x, y) -> 5);
        for (int i = 0; i < 200; i++) {
            clump.x()[i] = 50 * clump.x()[i];
            clump.y()[i] = 50 * clump.y()[i];
        }
        assertEqualsSlow(clump, K, 7);
    }

    @Test
    void compute_plane_isItsNormalTowardsTheSensor() {
        Points points = scattered(2_000, 10, 0, 5, (x, y) -> 40 + 0.5 * x - 0.25 * y);
        double length = Math.sqrt(1 + 0.25 + 0.0625);
        SurfaceField fromOrigin = normals(points);
        SurfaceField fromBehind =
                new PointNormals(K, 0, 0, 500).compute(new KdTree(points), Workers.sequential());
        for (int p = 0; p < 2_000; p++) {
            assertEquals(0.5 / length, fromOrigin.nx()[p], 1e-5);
            assertEquals(-0.25 / length, fromOrigin.ny()[p], 1e-5);
            assertEquals(-1 / length, fromOrigin.nz()[p], 1e-5);
            assertEquals(0, fromOrigin.lambda0()[p], 1e-9);
            assertEquals(1 / length, fromBehind.nz()[p], 1e-5);
        }
        assertEquals(2_000, fromOrigin.size());
    }

    @Test
    void compute_sphere_isRadialWithinTheNoise() {
        SeededRandom random = new SeededRandom(6);
        int n = 20_000;
        float[][] p = new float[3][n];
        double[][] radial = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] d = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            double radius = 20 + 0.01 * random.nextGaussian();
            for (int a = 0; a < 3; a++) {
                d[a] /= length;
                p[a][i] = (float) (d[a] * radius);
            }
            radial[i] = d;
        }
        // Seen from the centre, every normal points inwards.
        SurfaceField f = normals(new Points(p[0], p[1], p[2]));
        for (int i = 0; i < n; i++) {
            double dot =
                    f.nx()[i] * radial[i][0] + f.ny()[i] * radial[i][1] + f.nz()[i] * radial[i][2];
            assertTrue(dot < -Math.cos(Math.toRadians(2.5)), "point " + i + ": " + dot);
        }
    }

    @Test
    void compute_noise_isTheSmallestEigenvalue() {
        SurfaceField f = normals(scattered(5_000, 10, 0.02, 7, (x, y) -> 30));
        double sum = 0;
        for (float v : f.lambda0()) {
            sum += v / 5_000;
        }
        // The plane takes three of thirty degrees of freedom.
        assertEquals(0.0004 * 27 / 30, sum, 0.0004 * 0.03);
    }

    @Test
    void compute_invalidLonelyAndLinedUpPoints_areUndefined() {
        Points points = scattered(400, 10, 0, 8, (x, y) -> 20);
        points.x()[5] = Float.NaN;
        points.z()[6] = Float.NEGATIVE_INFINITY;
        SurfaceField f = normals(points);
        float[] e = response(points, f, K);
        for (int p = 0; p < 400; p++) {
            assertEquals(p != 5 && p != 6, f.isDefined(p), "point " + p);
            assertEquals(!f.isDefined(p), Float.isNaN(e[p]), "point " + p);
            assertEquals(!f.isDefined(p), Float.isNaN(f.lambda2()[p]), "point " + p);
        }
        for (int n = 0; n < 4; n++) {
            Points few = scattered(n, 10, 0.1, 8, (x, y) -> 20);
            SurfaceField none = normals(few);
            assertEquals(n, none.size());
            for (int p = 0; p < n; p++) {
                assertFalse(none.isDefined(p));
            }
            assertEquals(n, response(few, none, K).length);
        }
        assertTrue(normals(scattered(4, 10, 0.1, 8, (x, y) -> 20)).isDefined(3));
        Points line = scattered(100, 10, 0, 8, (x, y) -> 20);
        Points place = scattered(100, 10, 0, 8, (x, y) -> 20);
        for (int i = 0; i < 100; i++) {
            line.y()[i] = 3 * line.x()[i];
            place.x()[i] = 1;
            place.y()[i] = 2;
        }
        for (int p = 0; p < 100; p++) {
            assertFalse(normals(line).isDefined(p));
            assertFalse(normals(place).isDefined(p));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 30})
    void edgeResponse_crease_equalsSlow(int k) {
        Points points = scattered(3_000, 6, 0.01, 9, (x, y) -> 40 + Math.abs(x));
        SurfaceField f = normals(points);
        float[] e = response(points, f, k);
        double high = 0;
        double low = 1;
        for (int p = 0; p < 3_000; p += 3) {
            double sum = 0;
            int[] set = neighbourhood(points, p, k);
            for (int q : set) {
                double dot =
                        (double) f.nx()[p] * f.nx()[q]
                                + (double) f.ny()[p] * f.ny()[q]
                                + (double) f.nz()[p] * f.nz()[q];
                sum += q == p ? 0 : Math.acos(Math.min(1, Math.abs(dot)));
            }
            // acos itself is good to 3e-4 near 1 for float normals.
            assertEquals(sum / (set.length - 1), e[p], 6e-4, "point " + p);
            boolean crease = Math.abs(points.x()[p]) < 0.1;
            high = crease ? Math.max(high, e[p]) : high;
            low = Math.abs(points.x()[p]) > 3 ? Math.min(low, e[p]) : low;
        }
        assertTrue(high > Math.toRadians(10), "on the crease: " + high);
        assertTrue(low < Math.toRadians(2), "on the plane: " + low);
    }

    @Test
    void compute_anyWorkers_sameBits() {
        Points points = scattered(30_000, 20, 0.02, 10, (x, y) -> 60 + Math.cos(x / 3));
        KdTree tree = new KdTree(points);
        SurfaceField one = new PointNormals().compute(tree, Workers.sequential());
        float[] edges = new PointEdgeResponse(K).compute(tree, one, Workers.sequential());
        for (int threads : new int[] {2, 3}) {
            try (Workers workers = Workers.of(threads)) {
                SurfaceField f = new PointNormals().compute(tree, workers);
                assertArrayEquals(one.nx(), f.nx());
                assertArrayEquals(one.ny(), f.ny());
                assertArrayEquals(one.nz(), f.nz());
                assertArrayEquals(one.lambda0(), f.lambda0());
                assertArrayEquals(one.lambda1(), f.lambda1());
                assertArrayEquals(one.lambda2(), f.lambda2());
                assertArrayEquals(edges, new PointEdgeResponse(K).compute(tree, f, workers));
            }
        }
    }

    @Test
    void constructorsAndCompute_badArguments_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PointNormals(3, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new PointNormals(30, 0, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new PointEdgeResponse(1));
        Points points = scattered(50, 1, 0, 1, (x, y) -> 1);
        SurfaceField other = normals(scattered(49, 1, 0, 1, (x, y) -> 1));
        assertThrows(IllegalArgumentException.class, () -> response(points, other, 5));
    }
}
