package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

class SurfaceNormalsTest {
    private static SurfaceField field(OrganizedCloud cloud, double radiusMm, double reachPx) {
        return new SurfaceNormals(new WindowRadius(radiusMm, reachPx))
                .compute(cloud, Workers.sequential());
    }

    /** The definition, point by point, in double. */
    private static double[] slow(OrganizedCloud cloud, int p, double radiusMm) {
        Neighbourhoods.Search search = new WindowNeighbourhoods(cloud, 12).search();
        int n = search.around(p, radiusMm);
        double w = 1;
        double[] m = new double[3];
        double[] c = new double[6];
        for (int k = 0; k < n; k++) {
            int q = search.neighbour(k);
            double weight = 1 - search.squaredDistance(k) / (radiusMm * radiusMm);
            double[] d = {
                (double) cloud.x()[q] - cloud.x()[p],
                (double) cloud.y()[q] - cloud.y()[p],
                (double) cloud.z()[q] - cloud.z()[p]
            };
            w += weight;
            int at = 0;
            for (int i = 0; i < 3; i++) {
                m[i] += weight * d[i];
                for (int j = i; j < 3; j++) {
                    c[at++] += weight * d[i] * d[j];
                }
            }
        }
        int at = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                c[at] = c[at] / w - m[i] / w * (m[j] / w);
                at++;
            }
        }
        SymmetricEigen3 e = new SymmetricEigen3();
        e.solve(c[0], c[1], c[2], c[3], c[4], c[5]);
        double offset = -(e.nx * m[0] + e.ny * m[1] + e.nz * m[2]) / w;
        return new double[] {e.nx, e.ny, e.nz, e.lambda0, e.lambda1, e.lambda2, offset, w};
    }

    @ParameterizedTest
    @CsvSource({"2.5, 3", "1.6, 2", "4.2, 5", "9, 10"})
    void compute_noisySphereWithHoles_equalsDefinition(double spacings, double reachPx) {
        double spacing = 0.3;
        OrganizedCloud cloud = TestScans.dropped(TestScans.sphere(41, spacing, 8, 0.01), 0.1, 3);
        double radius = spacings * spacing;
        SurfaceField field = field(cloud, radius, reachPx);
        int defined = 0;
        for (int p = 0; p < cloud.size(); p++) {
            if (!field.isDefined(p)) {
                continue;
            }
            defined++;
            double[] e = slow(cloud, p, radius);
            double sign = Math.signum(e[0] * field.nx[p] + e[1] * field.ny[p] + e[2] * field.nz[p]);
            double gap = (e[4] - e[3]) / (radius * radius); // an ill-defined vector may differ more
            assertEquals(sign * e[0], field.nx[p], 1e-5 / gap);
            assertEquals(sign * e[1], field.ny[p], 1e-5 / gap);
            assertEquals(sign * e[2], field.nz[p], 1e-5 / gap);
            assertEquals(e[3], field.lambda0[p], 1e-5 * radius * radius);
            assertEquals(e[4], field.lambda1[p], 1e-5 * radius * radius);
            assertEquals(e[5], field.lambda2[p], 1e-5 * radius * radius);
            assertEquals(sign * e[6], field.offsetMm[p], 2e-5 * radius / gap);
        }
        assertTrue(defined > 0.6 * cloud.validCount(), defined + " defined");
    }

    @Test
    void compute_tiltedPlane_hasItsNormalTowardsTheSensorAndNoOffset() {
        OrganizedCloud cloud = TestScans.plane(33, 21, 0.25, 0.6, -0.3, 0);
        SurfaceField field = field(cloud, 0.75, 4);
        double l = Math.sqrt(0.6 * 0.6 + 0.3 * 0.3 + 1);
        for (int p = 0; p < cloud.size(); p++) {
            assertTrue(field.isDefined(p));
            assertEquals(0.6 / l, field.nx[p], 1e-3);
            assertEquals(-0.3 / l, field.ny[p], 1e-3);
            assertEquals(-1 / l, field.nz[p], 1e-3, "towards the sensor, which looks along +z");
            assertEquals(0, field.offsetMm[p], 1e-4);
        }
        int middle = 10 * 33 + 16;
        assertEquals(0, field.shift[middle], 1e-3);
        assertEquals(0.34, field.shift[10 * 33], 0.12, "on the border");
    }

    @Test
    void compute_sphere_normalsAreRadialAndOffsetIsCurvature() {
        double radiusMm = 10;
        int side = 101;
        OrganizedCloud cloud = TestScans.sphere(side, 0.15, radiusMm, 0);
        double r = 0.9;
        SurfaceField field = field(cloud, r, 7);
        double centre = 0.15 * (side - 1) / 2;
        for (int row = 20; row < side - 20; row++) {
            for (int column = 20; column < side - 20; column++) {
                int p = row * side + column;
                double nx = (cloud.x()[p] - centre) / radiusMm;
                double ny = (cloud.y()[p] - centre) / radiusMm;
                double nz = (cloud.z()[p] - 500) / radiusMm;
                double dot = nx * field.nx[p] + ny * field.ny[p] + nz * field.nz[p];
                assertEquals(1, dot, 1e-3);
                // A cap of curvature k: mean height under weights 1 - d^2 / r^2 is k r^2 / 6.
                assertEquals(r * r / radiusMm / 6, field.offsetMm[p], 0.1 * r * r / radiusMm / 6);
            }
        }
    }

    @Test
    void compute_dent_hasNegativeOffsetBulgePositive() {
        for (double depth : new double[] {0.3, -0.3}) { // +z leads away from the sensor
            OrganizedCloud cloud =
                    TestScans.depth(
                            41,
                            41,
                            0.25,
                            0,
                            1,
                            (x, y) ->
                                    500
                                            + depth
                                                    * Math.exp(
                                                            -(TestScans.square(x - 5)
                                                                    + TestScans.square(y - 5))));
            SurfaceField field = field(cloud, 1, 4);
            assertEquals(-Math.signum(depth), Math.signum(field.offsetMm[20 * 41 + 20]));
            assertTrue(Math.abs(field.offsetMm[20 * 41 + 20]) > 0.02);
        }
    }

    @Test
    void compute_depthJump_bothSidesAreFlat() {
        OrganizedCloud cloud = TestScans.step(30, 20, 0.25, 5);
        SurfaceField field = field(cloud, 0.75, 3);
        for (int p = 0; p < cloud.size(); p++) {
            assertEquals(-1, field.nz[p], 1e-6);
            assertEquals(0, field.offsetMm[p], 1e-6);
            assertEquals(0, field.lambda0[p], 1e-6);
        }
        assertTrue(field.shift[10 * 30 + 14] > 0.2, "the edge of the upper side is a border");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.5, 2.5, 3.1})
    void compute_movedScan_movesNormalsAndKeepsShape(double angleRad) {
        OrganizedCloud cloud = TestScans.sphere(41, 0.3, 8, 0.01);
        double[] r = TestScans.rotation(angleRad);
        OrganizedCloud moved = TestScans.moved(cloud, r, new double[] {10, -700, 30});
        SurfaceField a = field(cloud, 0.9, 4);
        SurfaceField b = field(moved, 0.9, 4);
        for (int p = 0; p < cloud.size(); p++) {
            if (a.isDefined(p)) {
                double nx = r[0] * a.nx[p] + r[1] * a.ny[p] + r[2] * a.nz[p];
                double ny = r[3] * a.nx[p] + r[4] * a.ny[p] + r[5] * a.nz[p];
                double nz = r[6] * a.nx[p] + r[7] * a.ny[p] + r[8] * a.nz[p];
                assertEquals(1, nx * b.nx[p] + ny * b.ny[p] + nz * b.nz[p], 1e-4, "same side");
                assertEquals(a.offsetMm[p], b.offsetMm[p], 2e-4);
                assertEquals(a.lambda0[p], b.lambda0[p], 1e-4);
            }
        }
    }

    @Test
    void compute_farFromOrigin_isAsGoodAsItsFloats() {
        OrganizedCloud cloud = TestScans.sphere(31, 0.5, 6, 0);
        OrganizedCloud far =
                TestScans.moved(cloud, TestScans.rotation(0), new double[] {0, 1e4, 1e4});
        SurfaceField near = field(cloud, 1.5, 4);
        SurfaceField moved = field(far, 1.5, 4);
        for (int p = 0; p < cloud.size(); p++) {
            if (near.isDefined(p)) {
                // Floats are 0.001 apart at 1e4.
                assertEquals(near.offsetMm[p], moved.offsetMm[p], 0.002);
            }
        }
    }

    @Test
    void compute_tooFewNeighbours_isUndefined() {
        OrganizedCloud empty = TestScans.empty(9, 7);
        SurfaceField none = field(empty, 1, 3);
        assertFalse(none.isDefined(30));
        assertTrue(Float.isNaN(none.offsetMm[30]));

        assertFalse(field(TestScans.plane(1, 1, 1, 0, 0, 0), 1, 3).isDefined(0), "one point");
        assertFalse(field(TestScans.plane(2, 1, 0.3, 0, 0, 0), 1, 3).isDefined(0), "two points");
        SurfaceField line = field(TestScans.plane(40, 1, 0.3, 0.2, 0, 0.001), 1, 3);
        for (int p = 0; p < 40; p++) {
            assertFalse(line.isDefined(p), "points on a line");
        }
        OrganizedCloud same = new OrganizedCloud(8, 8, new float[64], new float[64], new float[64]);
        assertFalse(field(same, 1, 3).isDefined(20), "duplicates");
        assertTrue(
                field(TestScans.plane(2, 2, 0.3, 0, 0, 0), 1, 3).isDefined(0),
                "four points are a surface");
    }

    @Test
    void compute_columnsBeyondOneTile_areAllThere() {
        OrganizedCloud cloud = TestScans.plane(701, 5, 0.2, 0.1, 0, 0);
        SurfaceField field = field(cloud, 0.5, 3);
        for (int p = 0; p < cloud.size(); p++) {
            assertTrue(field.isDefined(p), "pixel " + p);
        }
    }

    @Test
    void compute_anyWorkers_sameBits() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.sphere(150, 0.2, 14, 0.02), 0.05, 9);
        WindowRadius radius = new WindowRadius(0.5, 3);
        SurfaceField one = new SurfaceNormals(radius).compute(cloud, Workers.sequential());
        try (Workers three = Workers.of(3)) {
            SurfaceField other = new SurfaceNormals(radius).compute(cloud, three);
            assertArrayEquals(one.nx, other.nx);
            assertArrayEquals(one.lambda0, other.lambda0);
            assertArrayEquals(one.offsetMm, other.offsetMm);
            assertArrayEquals(one.shift, other.shift);
        }
    }
}
