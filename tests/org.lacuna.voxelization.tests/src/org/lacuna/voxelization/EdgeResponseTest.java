package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.List;

class EdgeResponseTest {
    private static SurfaceField normals(OrganizedCloud cloud, double linkMm) {
        return new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
    }

    private static float[] response(OrganizedCloud cloud, SurfaceField normals, double linkMm) {
        return new EdgeResponse(linkMm).compute(cloud, normals, Workers.sequential());
    }

    private static List<SurfaceClouds.Case> clouds() {
        return SurfaceClouds.all();
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void compute_anyCloud_equalsDefinition(SurfaceClouds.Case c) {
        SlowSurface slow = new SlowSurface(c.cloud(), c.linkMm());
        SurfaceField n = normals(c.cloud(), c.linkMm());
        float[] e = response(c.cloud(), n, c.linkMm());
        for (int p = 0; p < c.cloud().size(); p++) {
            if (c.isExact() || !slow.isClose(p, 0.02)) {
                assertEquals(slow.edgeResponse(n, p), e[p], 1e-4, "pixel " + p);
            }
        }
    }

    @Test
    void compute_plane_isZero() {
        OrganizedCloud cloud = TestScans.plane(20, 20, 0.3, 0.5, 0.2, 0);
        for (float v : response(cloud, normals(cloud, 1.2), 1.2)) {
            assertEquals(0, v, 0.02);
        }
    }

    @Test
    void compute_ridge_peaksAtTheRidge() {
        OrganizedCloud cloud = TestScans.ridge(41, 21, 0.3, 1, 0);
        float[] e = response(cloud, normals(cloud, 1.2), 1.2);
        int row = 10 * 41;
        assertTrue(e[row + 20] > Math.toRadians(20), "45 degree slopes meet: " + e[row + 20]);
        assertTrue(e[row + 20] > e[row + 17]);
        assertEquals(0, e[row + 8], 0.01, "away from the ridge");
    }

    @Test
    void compute_cylinder_isMeanArcOfTheNeighbours() {
        double radiusMm = 12;
        OrganizedCloud cloud = TestScans.cylinder(81, 0.3, radiusMm);
        float[] e = response(cloud, normals(cloud, 1.2), 1.2);
        // On the crest normals turn by dx / R: 0 for 2 + 2 pixels above and below, 1 step for 2 + 4
        // pixels beside, 2 steps for 2.
        double mean = 0.3 / radiusMm * (6 * 1 + 2 * 2) / 12;
        assertEquals(mean, e[40 * 81 + 40], 0.1 * mean);
    }

    @Test
    void compute_otherSize_isRefused() {
        OrganizedCloud cloud = TestScans.plane(4, 4, 0.3, 0, 0, 0);
        SurfaceField n = normals(TestScans.plane(2, 9, 0.3, 0, 0, 0), 1.2);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> response(cloud, n, 1.2));
        assertTrue(e.getMessage().contains("normals: 18, expected 16"), e.getMessage());
    }

    @Test
    void compute_anyWorkers_sameBits() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.sphere(550, 0.2, 50, 0.02), 0.05, 9);
        SurfaceField n = normals(cloud, 0.8);
        float[] one = response(cloud, n, 0.8);
        for (int threads : new int[] {2, 3}) {
            try (Workers workers = Workers.of(threads)) {
                assertArrayEquals(one, new EdgeResponse(0.8).compute(cloud, n, workers));
            }
        }
    }
}
