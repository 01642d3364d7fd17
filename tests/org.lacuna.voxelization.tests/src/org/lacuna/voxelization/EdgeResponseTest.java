package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.List;

class EdgeResponseTest {
    private static final double LINK_MM = 1.2;

    private static SurfaceField normals(OrganizedCloud cloud, double linkMm) {
        return new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
    }

    private static float[] response(SurfaceField normals) {
        return new EdgeResponse().compute(normals, Workers.sequential());
    }

    private static List<SurfaceClouds.Case> clouds() {
        return SurfaceClouds.all();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void compute_anyScan_equalsDefinition(SurfaceClouds.Case c) {
        SurfaceField n = normals(c.cloud(), c.linkMm());
        float[] e = response(n);
        SlowSurface slow = new SlowSurface(c.cloud(), c.linkMm());
        // Normals on opposite sides: a chord near 2 is float, and the angle its root.
        boolean wild =
                c.name().contains("noise as high as links") || c.name().contains("more holes");
        double tolerance = wild ? 1e-3 : 1e-5;
        int skipped = 0;
        for (int p = 0; p < e.length; p++) {
            if (!c.isExact() && slow.isClose(p, 0.006)) {
                skipped++;
            } else {
                assertEquals(slow.edgeResponse(n, p), e[p], tolerance, "pixel " + p);
            }
        }
        assertTrue(skipped <= 0.25 * e.length, skipped + " pixels skipped");
    }

    /** Whatever the signs of normals, also where rounding makes a chord longer than 2. */
    @Test
    void compute_normalsOfAnySign_equalsDefinition() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.plane(60, 40, 0.3, 0.2, 0.7, 0), 0.1, 5);
        SeededRandom random = new SeededRandom(6);
        SurfaceField n = normals(cloud, LINK_MM);
        for (int p = 0; p < n.size(); p++) {
            float sign = (float) (random.nextDouble() < 0.5 ? 1 : -1);
            float length = (float) random.uniform(1 - 2e-7, 1 + 2e-7);
            n.nx[p] *= sign * length;
            n.ny[p] *= sign * length;
            n.nz[p] *= sign * length;
        }
        float[] e = response(n);
        SlowSurface slow = new SlowSurface(cloud, LINK_MM);
        for (int p = 0; p < e.length; p++) {
            // A chord of float normals is good to 1e-7, and so near 2 the angle is its root.
            assertEquals(slow.edgeResponse(n, p), e[p], 2e-3, "pixel " + p);
        }
    }

    @Test
    void compute_plane_isZero() {
        OrganizedCloud cloud = TestScans.plane(20, 20, 0.3, 0.5, 0.2, 0);
        for (float v : response(normals(cloud, LINK_MM))) {
            assertEquals(0, v, 3e-3);
        }
    }

    @Test
    void compute_ridge_peaksAtTheRidge() {
        OrganizedCloud cloud = TestScans.ridge(41, 21, 0.3, 1, 0);
        float[] e = response(normals(cloud, LINK_MM));
        int row = 10 * 41;
        assertTrue(e[row + 20] > Math.toRadians(20), "45 degree slopes meet: " + e[row + 20]);
        assertTrue(e[row + 20] > e[row + 17]);
        assertEquals(0, e[row + 8], 1e-3, "away from the ridge");
    }

    @Test
    void compute_sharperCreases_respondMore() {
        double last = 0;
        for (double slope : new double[] {0.05, 0.1, 0.2, 0.4, 0.8, 1.6}) {
            OrganizedCloud cloud = TestScans.ridge(41, 21, 0.3, slope, 0);
            float e = response(normals(cloud, 2))[10 * 41 + 20];
            double turn = Math.atan(slope); // of each side against the crest
            assertTrue(e > last, "slope " + slope);
            assertTrue(e > 0.3 * turn && e < turn, "slope " + slope + ": " + e);
            last = e;
        }
    }

    @Test
    void compute_cylinder_isMeanArcOfTheNeighbours() {
        double radiusMm = 12;
        OrganizedCloud cloud = TestScans.cylinder(81, 0.3, radiusMm);
        float[] e = response(normals(cloud, LINK_MM));
        // On the crest normals turn by dx / R; of the 12 pixels 6 are a column off and 2 are two.
        double mean = (6 * 0.3 + 2 * 0.6) / 12 / radiusMm;
        assertEquals(mean, e[40 * 81 + 40], 0.05 * mean);
    }

    @Test
    void compute_depthJump_isZeroOnBothSides() {
        OrganizedCloud cloud = TestScans.step(30, 20, 0.3, 5);
        for (float v : response(normals(cloud, LINK_MM))) {
            assertEquals(0, v, 1e-6);
        }
    }

    @Test
    void compute_loneNormal_isZero() {
        OrganizedCloud cloud = TestScans.plane(20, 20, 0.3, 0, 0, 0);
        SurfaceField n = normals(cloud, LINK_MM);
        for (int p = 0; p < n.size(); p++) {
            if (p != 210) {
                n.undefine(p);
            }
        }
        assertEquals(0, response(n)[210]);
        assertTrue(Float.isNaN(response(n)[209]));
    }

    @Test
    void compute_surfaceWithoutAGrid_isRefused() {
        SurfaceField n = new SurfaceField(15);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> response(n));
        assertTrue(e.getMessage().contains("15 points without a grid"), e.getMessage());
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void compute_anyWorkers_sameBits(SurfaceClouds.Case c) {
        SurfaceField n = normals(c.cloud(), c.linkMm());
        float[] one = response(n);
        for (int threads = 2; threads <= 3; threads++) {
            try (Workers workers = Workers.of(threads)) {
                assertArrayEquals(one, new EdgeResponse().compute(n, workers));
            }
        }
    }
}
