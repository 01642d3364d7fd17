package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;

/** Checked by what defines eigenvalues: invariants of the matrix, and C n = lambda n. */
class SymmetricEigen3Test {
    private static void check(double[] c, double relative) {
        SymmetricEigen3 e = new SymmetricEigen3();
        e.solve(c[0], c[1], c[2], c[3], c[4], c[5]);
        double trace = c[0] + c[3] + c[5];
        double tolerance = relative * trace;
        assertTrue(e.lambda0 >= 0 && e.lambda0 <= e.lambda1 && e.lambda1 <= e.lambda2);
        assertEquals(trace, e.lambda0 + e.lambda1 + e.lambda2, tolerance);
        double minors =
                c[0] * c[3] - c[1] * c[1] + c[0] * c[5] - c[2] * c[2] + c[3] * c[5] - c[4] * c[4];
        assertEquals(
                minors,
                e.lambda0 * e.lambda1 + e.lambda0 * e.lambda2 + e.lambda1 * e.lambda2,
                tolerance * trace);
        assertEquals(1, Math.sqrt(e.nx * e.nx + e.ny * e.ny + e.nz * e.nz), 1e-12);
        assertEquals(e.lambda0 * e.nx, c[0] * e.nx + c[1] * e.ny + c[2] * e.nz, tolerance);
        assertEquals(e.lambda0 * e.ny, c[1] * e.nx + c[3] * e.ny + c[4] * e.nz, tolerance);
        assertEquals(e.lambda0 * e.nz, c[2] * e.nx + c[4] * e.ny + c[5] * e.nz, tolerance);
    }

    /** R diag(a, b, c) R'. */
    private static double[] matrix(double a, double b, double c, double angleRad) {
        double[] r = TestScans.rotation(angleRad);
        double[] d = {a, b, c};
        double[] m = new double[6];
        int k = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                for (int l = 0; l < 3; l++) {
                    m[k] += r[3 * i + l] * d[l] * r[3 * j + l];
                }
                k++;
            }
        }
        return m;
    }

    @Test
    void solve_knownSpectrum_isFound() {
        double[][] spectra = {
            {1, 2, 3},
            {1e-6, 1, 1},
            {0, 1, 2},
            {1e-3, 1e-3, 1},
            {0, 0, 1},
            {1, 1, 1},
            {1e-9, 1e-4, 1},
            {1e-12, 2e-12, 1},
            {0.5, 0.5000001, 0.6},
            {1, 1, 1.0001}
        };
        for (double[] s : spectra) {
            for (double scale : new double[] {1e-8, 1, 1e8}) {
                for (double angle : new double[] {0, 0.3, 1, 2.5}) {
                    double[] m = matrix(scale * s[2], scale * s[0], scale * s[1], angle);
                    check(m, 1e-10);
                    SymmetricEigen3 e = new SymmetricEigen3();
                    e.solve(m[0], m[1], m[2], m[3], m[4], m[5]);
                    assertEquals(scale * s[0], e.lambda0, 1e-12 * scale, "smallest");
                    assertEquals(scale * s[1], e.lambda1, 1e-7 * scale, "middle");
                    assertEquals(scale * s[2], e.lambda2, 1e-7 * scale, "largest");
                }
            }
        }
    }

    @Test
    void solve_distinctSmallest_givesItsAxis() {
        double[] r = TestScans.rotation(0.7);
        double[] m = matrix(4, 0.01, 5, 0.7);
        SymmetricEigen3 e = new SymmetricEigen3();
        e.solve(m[0], m[1], m[2], m[3], m[4], m[5]);
        double dot = e.nx * r[1] + e.ny * r[4] + e.nz * r[7];
        assertEquals(1, Math.abs(dot), 1e-12);
    }

    @Test
    void solve_randomCovariances_hold() {
        SeededRandom random = new SeededRandom(11);
        for (int k = 0; k < 20_000; k++) {
            double[] s = new double[6];
            int points = 1 + k % 7;
            for (int p = 0; p < points; p++) {
                double x = random.nextGaussian();
                double y = random.nextGaussian() * (k % 3 == 0 ? 1e-3 : 1);
                double z = random.nextGaussian() * (k % 5 == 0 ? 0 : 1);
                s[0] += x * x;
                s[1] += x * y;
                s[2] += x * z;
                s[3] += y * y;
                s[4] += y * z;
                s[5] += z * z;
            }
            check(s, 1e-10);
        }
    }

    @Test
    void solve_zeroMatrix_isZeroWithUnitVector() {
        SymmetricEigen3 e = new SymmetricEigen3();
        e.solve(0, 0, 0, 0, 0, 0);
        assertEquals(0, e.lambda2);
        assertEquals(1, e.nx * e.nx + e.ny * e.ny + e.nz * e.nz);
    }
}
