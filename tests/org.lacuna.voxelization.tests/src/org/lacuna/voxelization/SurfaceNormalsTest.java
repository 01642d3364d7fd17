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

    /** The double version sees coordinates as they are, so it differs by what rounding does. */
    @ParameterizedTest
    @MethodSource("clouds")
    void compute_anyScan_equalsDefinition(SurfaceClouds.Case c) {
        SlowSurface slow = new SlowSurface(c.cloud(), c.linkMm());
        SurfaceField field = field(c.cloud(), c.linkMm());
        double unit = c.isExact() ? 0 : c.linkMm() / GridTile.UNITS;
        int skipped = 0;
        for (int p = 0; p < c.cloud().size(); p++) {
            if (!c.isExact() && slow.isClose(p, 0.006)
                    || slow.isNearlyALine(p, c.isExact() ? 1e-5 : 0.05)) {
                skipped++;
                continue;
            }
            SlowSurface.Shape shape = slow.shape(p);
            assertEquals(shape != null, field.isDefined(p), "pixel " + p);
            if (shape == null) {
                assertTrue(Float.isNaN(field.nz[p]) && Float.isNaN(field.lambda0[p]));
                assertTrue(Float.isNaN(field.lambda1[p]) && Float.isNaN(field.lambda2[p]));
                continue;
            }
            // Rounding is even noise of unit / sqrt(12) in each coordinate: six sigmas of what it
            // turns the normal by; and no more than half a unit in each, in all that is spread.
            double turn =
                    6
                            * unit
                            / Math.sqrt(12)
                            * Math.sqrt(shape.lambda()[1] / shape.pixels())
                            / shape.gap();
            if (turn < 0.3) { // else the direction means nothing
                assertEquals(0, angle(shape.normal(), field, p), 2e-6 + turn, "pixel " + p);
            }
            float[][] lambda = {field.lambda0, field.lambda1, field.lambda2};
            for (int k = 0; k < 3; k++) {
                double root = Math.sqrt(shape.lambda()[k]);
                double spread = Math.sqrt(0.75) * unit;
                double high = TestScans.square(root + spread);
                double low = TestScans.square(Math.max(0, root - spread));
                double tolerance = (k == 0 ? 2e-6 : 3e-4) * shape.trace();
                assertTrue(lambda[k][p] <= high + tolerance, "pixel " + p);
                assertTrue(lambda[k][p] >= low - tolerance, "pixel " + p);
            }
            double rest = shape.trace() - shape.lambda()[0];
            double sum = field.lambda1[p] + (double) field.lambda2[p];
            if (c.isExact()) {
                assertEquals(rest, sum, 1e-5 * shape.trace());
            }
        }
        assertTrue(skipped <= 0.25 * c.cloud().size(), skipped + " pixels skipped");
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void compute_scanFromAbove_normalsPointTowardsTheSensor(SurfaceClouds.Case c) {
        SurfaceField field = field(c.cloud(), c.linkMm());
        // Few or noisy points may lie on a plane as steep as the line of sight, or steeper.
        boolean wild =
                c.name().contains("noise as high as links") || c.name().contains("more holes");
        for (int p = 0; p < c.cloud().size(); p++) {
            if (field.isDefined(p) && !(wild && Math.abs(field.nz[p]) < 0.7)) {
                assertTrue(field.nz[p] < 0.05, "pixel " + p + ": " + field.nz[p]);
                assertEquals(
                        1,
                        Math.sqrt(
                                TestScans.square(field.nx[p])
                                        + TestScans.square(field.ny[p])
                                        + TestScans.square(field.nz[p])),
                        1e-6);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void compute_anyWorkers_sameBits(SurfaceClouds.Case c) {
        SurfaceField one = field(c.cloud(), c.linkMm());
        for (int threads = 2; threads <= 3; threads++) {
            try (Workers workers = Workers.of(threads)) {
                SurfaceField other = new SurfaceNormals(c.linkMm()).compute(c.cloud(), workers);
                assertArrayEquals(one.nx, other.nx);
                assertArrayEquals(one.ny, other.ny);
                assertArrayEquals(one.nz, other.nz);
                assertArrayEquals(one.lambda0, other.lambda0);
                assertArrayEquals(one.lambda1, other.lambda1);
                assertArrayEquals(one.lambda2, other.lambda2);
            }
        }
    }

    @Test
    void compute_tiltedPlane_hasItsNormalTowardsTheSensorUpToTheBorder() {
        OrganizedCloud cloud = TestScans.plane(33, 21, 0.25, 0.6, -0.3, 0);
        SurfaceField field = field(cloud, 1);
        double l = Math.sqrt(0.6 * 0.6 + 0.3 * 0.3 + 1);
        for (int p = 0; p < cloud.size(); p++) {
            assertTrue(field.isDefined(p));
            assertEquals(0.6 / l, field.nx[p], 4e-3);
            assertEquals(-0.3 / l, field.ny[p], 4e-3);
            assertEquals(-1 / l, field.nz[p], 4e-3, "towards the sensor, which looks along +z");
            assertEquals(0, field.lambda0[p], 1e-5);
        }
    }

    @Test
    void compute_sphere_normalsAreRadial() {
        double radiusMm = 10;
        int side = 101;
        OrganizedCloud cloud = TestScans.sphere(side, 0.15, radiusMm, 0);
        SurfaceField field = field(cloud, 0.6);
        double centre = 0.15 * (side - 1) / 2;
        for (int row = 20; row < side - 20; row++) {
            for (int column = 20; column < side - 20; column++) {
                int p = row * side + column;
                double nx = (cloud.x()[p] - centre) / radiusMm;
                double ny = (cloud.y()[p] - centre) / radiusMm;
                double nz = (cloud.z()[p] - 500) / radiusMm;
                double dot = nx * field.nx[p] + ny * field.ny[p] + nz * field.nz[p];
                assertEquals(1, dot, 1e-4);
            }
        }
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
        for (int p = 0; p < cloud.size(); p++) {
            if (a.isDefined(p)) {
                double nx = r[0] * a.nx[p] + r[1] * a.ny[p] + r[2] * a.nz[p];
                double ny = r[3] * a.nx[p] + r[4] * a.ny[p] + r[5] * a.nz[p];
                double nz = r[6] * a.nx[p] + r[7] * a.ny[p] + r[8] * a.nz[p];
                assertEquals(1, nx * b.nx[p] + ny * b.ny[p] + nz * b.nz[p], 1e-4, "same side");
                assertEquals(a.lambda0[p], b.lambda0[p], 5e-4);
            }
        }
    }

    @Test
    void compute_pixelWithoutNeighboursAboveAndBelow_stillFacesTheSensor() {
        OrganizedCloud whole = TestScans.plane(5, 5, 0.25, 0.4, 0.2, 0);
        float[] z = whole.z().clone();
        z[1 * 5 + 2] = Float.NaN;
        z[3 * 5 + 2] = Float.NaN;
        OrganizedCloud cloud = new OrganizedCloud(5, 5, whole.x().clone(), whole.y().clone(), z);
        for (double angle : new double[] {0, 1, 2, 3}) {
            double[] r = TestScans.rotation(angle);
            SurfaceField field = field(TestScans.moved(cloud, r, new double[3]), 1);
            double towards = 0;
            double[] n = {0.4, 0.2, -1};
            for (int k = 0; k < 3; k++) {
                towards +=
                        n[k]
                                * (r[k] * field.nx[12]
                                        + r[3 + k] * field.ny[12]
                                        + r[6 + k] * field.nz[12]);
            }
            assertEquals(Math.sqrt(1.2), towards, 1e-3);
        }
    }

    @Test
    void compute_tooFewNeighbours_isUndefined() {
        SurfaceField none = field(TestScans.empty(9, 7), 1);
        for (int p = 0; p < none.size(); p++) {
            assertFalse(none.isDefined(p));
        }
        assertFalse(field(TestScans.plane(1, 1, 1, 0, 0, 0), 4).isDefined(0), "one point");
        assertFalse(field(TestScans.plane(2, 1, 0.3, 0, 0, 0), 1).isDefined(0), "two points");
        SurfaceField line = field(TestScans.plane(40, 1, 0.3, 0.2, 0, 0.001), 1);
        SurfaceField bent = field(TestScans.ridge(41, 1, 0.3, 2, 0), 1.2);
        for (int p = 0; p < 40; p++) {
            assertFalse(line.isDefined(p), "points on a line");
            assertFalse(bent.isDefined(p), "a row shows no side");
        }
        OrganizedCloud same = new OrganizedCloud(8, 8, new float[64], new float[64], new float[64]);
        assertFalse(field(same, 1).isDefined(20), "duplicates");
        assertTrue(
                field(TestScans.plane(2, 2, 0.3, 0, 0, 0), 1).isDefined(0),
                "four points are a surface");
    }

    @Test
    void compute_columnsBeyondOneTile_areAllThere() {
        OrganizedCloud cloud = TestScans.plane(701, 5, 0.2, 0.1, 0, 0);
        SurfaceField field = field(cloud, 0.8);
        for (int p = 0; p < cloud.size(); p++) {
            assertTrue(field.isDefined(p), "pixel " + p);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void constructor_badLink_isNamed(double linkMm) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new SurfaceNormals(linkMm));
        assertTrue(e.getMessage().contains("longestLinkMm: " + linkMm), e.getMessage());
    }

    private static double angle(double[] n, SurfaceField f, int p) {
        double x = n[1] * f.nz[p] - n[2] * f.ny[p];
        double y = n[2] * f.nx[p] - n[0] * f.nz[p];
        double z = n[0] * f.ny[p] - n[1] * f.nx[p];
        double dot = n[0] * f.nx[p] + n[1] * f.ny[p] + n[2] * f.nz[p];
        return Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(dot));
    }
}
