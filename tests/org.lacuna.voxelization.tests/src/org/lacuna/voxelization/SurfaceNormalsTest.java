package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.List;

class SurfaceNormalsTest {
    private static SurfaceField field(OrganizedCloud cloud, double linkMm) {
        return new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
    }

    private static List<SurfaceClouds.Case> clouds() {
        return SurfaceClouds.all();
    }

    /**
     * Where coordinates are multiples of the fixed-point unit nothing but float arithmetic may
     * differ; elsewhere the unit may turn a normal as far as it stands against the window's width.
     */
    @ParameterizedTest
    @MethodSource("clouds")
    void compute_anyCloud_equalsDefinition(SurfaceClouds.Case c) {
        SlowSurface slow = new SlowSurface(c.cloud(), c.linkMm());
        SurfaceField field = field(c.cloud(), c.linkMm());
        double close = c.isExact() ? 0 : 0.02;
        double unit = c.linkMm() / GridTile.UNITS;
        int checked = 0;
        for (int p = 0; p < c.cloud().size(); p++) {
            boolean onTheLimit = !c.isExact() && slow.isClose(p, close);
            if (onTheLimit || slow.isNearlyALine(p, close + 1e-5)) {
                continue; // rounding decides
            }
            SlowSurface.Shape shape = slow.shape(p);
            assertEquals(shape != null, field.isDefined(p), "defined at " + p);
            if (shape == null) {
                continue;
            }
            checked++;
            double tolerance = 2e-5;
            if (!c.isExact()) {
                tolerance += 3 * unit / Math.sqrt(shape.trace());
            }
            for (int k = 0; k < 3; k++) {
                float[] lambda = List.of(field.lambda0, field.lambda1, field.lambda2).get(k);
                // Where the two larger ones nearly agree, float tells them apart to 3e-4.
                double share = k == 0 ? tolerance : tolerance + 5e-4;
                assertEquals(
                        shape.lambda()[k], lambda[p], share * shape.trace(), "lambda " + k);
            }
            double turn = angle(shape.normal(), field, p) * shape.gap() / shape.trace();
            assertEquals(0, turn, tolerance, "normal at " + p);
        }
        assertTrue(checked >= 0.2 * SurfaceClouds.surfaces(slow, c.cloud()), checked + " checked");
    }

    /** Between two lines. */
    private static double angle(double[] n, SurfaceField f, int p) {
        double x = n[1] * f.nz[p] - n[2] * f.ny[p];
        double y = n[2] * f.nx[p] - n[0] * f.nz[p];
        double z = n[0] * f.ny[p] - n[1] * f.nx[p];
        double dot = n[0] * f.nx[p] + n[1] * f.ny[p] + n[2] * f.nz[p];
        return Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(dot));
    }

    @Test
    void compute_tiltedPlane_hasItsNormalTowardsTheSensorUpToTheBorder() {
        OrganizedCloud cloud = TestScans.plane(33, 21, 0.25, 0.6, -0.3, 0);
        SurfaceField field = field(cloud, 1);
        double l = Math.sqrt(0.6 * 0.6 + 0.3 * 0.3 + 1);
        for (int p = 0; p < cloud.size(); p++) {
            assertTrue(field.isDefined(p));
            assertEquals(0.6 / l, field.nx[p], 0.015);
            assertEquals(-0.3 / l, field.ny[p], 0.015);
            assertEquals(-1 / l, field.nz[p], 0.015, "towards the sensor, which looks along +z");
            assertEquals(0, field.variation(p), 1e-3);
        }
    }

    @Test
    void compute_sphere_normalsAreRadial() {
        double radiusMm = 10;
        int side = 101;
        OrganizedCloud cloud = TestScans.sphere(side, 0.15, radiusMm, 0);
        SurfaceField field = field(cloud, 0.6);
        double centre = 0.15 * (side - 1) / 2;
        double sum = 0;
        int n = 0;
        for (int row = 20; row < side - 20; row++) {
            for (int column = 20; column < side - 20; column++) {
                int p = row * side + column;
                double nx = (cloud.x()[p] - centre) / radiusMm;
                double ny = (cloud.y()[p] - centre) / radiusMm;
                double nz = (cloud.z()[p] - 500) / radiusMm;
                double dot = nx * field.nx[p] + ny * field.ny[p] + nz * field.nz[p];
                assertEquals(1, dot, 1e-3);
                sum += Math.acos(Math.min(1, dot));
                n++;
            }
        }
        assertTrue(sum / n < 6e-3, "mean error " + sum / n);
    }

    @Test
    void compute_depthJump_bothSidesAreFlat() {
        OrganizedCloud cloud = TestScans.step(30, 20, 0.25, 5);
        SurfaceField field = field(cloud, 1);
        for (int p = 0; p < cloud.size(); p++) {
            assertEquals(-1, field.nz[p], 1e-6);
            assertEquals(0, field.lambda0[p], 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.5, 2.5, 3.1})
    void compute_movedScan_movesNormalsAndKeepsShape(double angleRad) {
        OrganizedCloud cloud = TestScans.sphere(41, 0.3, 8, 0.01);
        double[] r = TestScans.rotation(angleRad);
        OrganizedCloud moved = TestScans.moved(cloud, r, new double[] {10, -700, 30});
        SurfaceField a = field(cloud, 1.2);
        SurfaceField b = field(moved, 1.2);
        int compared = 0;
        for (int p = 0; p < cloud.size(); p++) {
            if (a.isDefined(p) && b.isDefined(p)) {
                compared++;
                double nx = r[0] * a.nx[p] + r[1] * a.ny[p] + r[2] * a.nz[p];
                double ny = r[3] * a.nx[p] + r[4] * a.ny[p] + r[5] * a.nz[p];
                double nz = r[6] * a.nx[p] + r[7] * a.ny[p] + r[8] * a.nz[p];
                assertEquals(
                        1, nx * b.nx[p] + ny * b.ny[p] + nz * b.nz[p], 2e-3, "same side at " + p);
                assertEquals(a.lambda0[p], b.lambda0[p], 1e-3);
            }
        }
        assertTrue(compared > 900, compared + " compared");
    }

    @Test
    void compute_tooFewNeighbours_isUndefined() {
        SurfaceField none = field(TestScans.empty(9, 7), 1);
        assertFalse(none.isDefined(30));
        assertTrue(Float.isNaN(none.lambda0[30]));

        assertFalse(field(TestScans.plane(1, 1, 1, 0, 0, 0), 2).isDefined(0), "one point");
        assertFalse(field(TestScans.plane(2, 1, 0.3, 0, 0, 0), 1).isDefined(0), "two points");
        SurfaceField line = field(TestScans.plane(40, 1, 0.3, 0.2, 0, 0.001), 1);
        for (int p = 0; p < 40; p++) {
            assertFalse(line.isDefined(p), "points on a line");
        }
        OrganizedCloud same = new OrganizedCloud(8, 8, new float[64], new float[64], new float[64]);
        assertFalse(field(same, 1).isDefined(20), "duplicates");
        assertTrue(
                field(TestScans.plane(2, 2, 0.3, 0, 0, 0), 1).isDefined(0),
                "four points are a surface");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void construct_badLink_isNamed(double linkMm) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> new SurfaceNormals(linkMm));
        assertTrue(e.getMessage().contains("longestLinkMm: " + linkMm), e.getMessage());
    }

    @Test
    void compute_anyWorkers_sameBits() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.sphere(550, 0.2, 50, 0.02), 0.05, 9);
        SurfaceField one = field(cloud, 0.8);
        for (int threads : new int[] {2, 3}) {
            try (Workers workers = Workers.of(threads)) {
                SurfaceField other = new SurfaceNormals(0.8).compute(cloud, workers);
                assertArrayEquals(one.nx, other.nx);
                assertArrayEquals(one.nz, other.nz);
                assertArrayEquals(one.lambda0, other.lambda0);
                assertArrayEquals(one.lambda2, other.lambda2);
            }
        }
    }
}
