package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

class EdgeResponseTest {
    private static SurfaceField normals(OrganizedCloud cloud, double radiusMm) {
        return new SurfaceNormals(new WindowRadius(radiusMm, 4))
                .compute(cloud, Workers.sequential());
    }

    private static float[] response(OrganizedCloud cloud, SurfaceField normals, double radiusMm) {
        return new EdgeResponse(new WindowRadius(radiusMm, 4))
                .compute(cloud, normals, Workers.sequential());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.35, 0.8, 1.1})
    void compute_noisyRidgeWithHoles_equalsDefinition(double radiusMm) {
        OrganizedCloud cloud = TestScans.dropped(TestScans.ridge(41, 30, 0.3, 1.5, 0.05), 0.1, 4);
        SurfaceField n = normals(cloud, 0.8);
        float[] e = response(cloud, n, radiusMm);
        Neighbourhoods.Search search = new WindowNeighbourhoods(cloud, 4).search();
        for (int p = 0; p < cloud.size(); p++) {
            if (!n.isDefined(p)) {
                assertTrue(Float.isNaN(e[p]));
                continue;
            }
            double sum = 0;
            int count = 0;
            int found = search.around(p, radiusMm);
            for (int k = 0; k < found; k++) {
                int q = search.neighbour(k);
                if (n.isDefined(q)) {
                    double dot =
                            (double) n.nx[p] * n.nx[q]
                                    + (double) n.ny[p] * n.ny[q]
                                    + (double) n.nz[p] * n.nz[q];
                    sum += Math.acos(Math.min(1, Math.abs(dot)));
                    count++;
                }
            }
            // acos itself is good to 3e-4 near 1 for float normals.
            assertEquals(count == 0 ? 0 : sum / count, e[p], 6e-4, "pixel " + p);
        }
    }

    @Test
    void compute_plane_isZero() {
        OrganizedCloud cloud = TestScans.plane(20, 20, 0.3, 0.5, 0.2, 0);
        for (float v : response(cloud, normals(cloud, 0.8), 0.8)) {
            assertEquals(0, v, 1e-3);
        }
    }

    @Test
    void compute_ridge_peaksAtTheRidge() {
        OrganizedCloud cloud = TestScans.ridge(41, 21, 0.3, 1, 0);
        float[] e = response(cloud, normals(cloud, 0.8), 0.8);
        int row = 10 * 41;
        assertTrue(e[row + 20] > Math.toRadians(20), "45 degree slopes meet: " + e[row + 20]);
        assertTrue(e[row + 20] > e[row + 17]);
        assertEquals(0, e[row + 8], 1e-3, "away from the ridge");
    }

    @Test
    void compute_cylinder_isMeanArcOfTheNeighbours() {
        double radiusMm = 12;
        OrganizedCloud cloud = TestScans.cylinder(81, 0.3, radiusMm);
        float[] e = response(cloud, normals(cloud, 0.9), 0.95);
        // On the crest normals turn by dx / R.
        double sum = 0;
        int n = 0;
        for (int r = -3; r <= 3; r++) {
            for (int c = -3; c <= 3; c++) {
                if ((r != 0 || c != 0) && 0.09 * (r * r + c * c) <= 0.9) {
                    sum += Math.abs(0.3 * c) / radiusMm;
                    n++;
                }
            }
        }
        assertEquals(sum / n, e[40 * 81 + 40], 0.05 * sum / n);
    }

    @Test
    void compute_loneNormal_isZero() {
        OrganizedCloud cloud = TestScans.plane(20, 20, 0.3, 0, 0, 0);
        float[] e = response(cloud, normals(cloud, 0.8), 0.01);
        assertEquals(0, e[210]);
    }

    @Test
    void compute_otherGrid_isRefused() {
        OrganizedCloud cloud = TestScans.plane(4, 4, 0.3, 0, 0, 0);
        SurfaceField n = normals(TestScans.plane(2, 8, 0.3, 0, 0, 0), 0.8);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> response(cloud, n, 0.8));
        assertTrue(e.getMessage().contains("2 x 8"), e.getMessage());
    }

    @Test
    void compute_anyWorkers_sameBits() {
        OrganizedCloud cloud = TestScans.sphere(120, 0.2, 11, 0.02);
        SurfaceField n = normals(cloud, 0.6);
        float[] one = response(cloud, n, 0.6);
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(
                    one, new EdgeResponse(new WindowRadius(0.6, 4)).compute(cloud, n, three));
        }
    }
}
