package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

class NormalCurvatureTest {
    private static SurfaceField normals(OrganizedCloud cloud, WindowRadius radius) {
        double linkMm = 4.0 * radius.radiusMm() / radius.reachPx();
        return new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
    }

    private static NormalCurvature.Field curvature(OrganizedCloud cloud, WindowRadius radius) {
        return new NormalCurvature(radius)
                .compute(cloud, normals(cloud, radius), Workers.sequential());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.35, 0.8, 1.1})
    void compute_noisyRidgeWithHoles_equalsDefinition(double radiusMm) {
        OrganizedCloud cloud = TestScans.dropped(TestScans.ridge(41, 30, 0.3, 1.5, 0.05), 0.1, 4);
        SurfaceField n = normals(cloud, new WindowRadius(0.8, 4));
        NormalCurvature.Field field =
                new NormalCurvature(new WindowRadius(radiusMm, 4))
                        .compute(cloud, n, Workers.sequential());
        Neighbourhoods.Search search = new WindowNeighbourhoods(cloud, 4).search();
        for (int p = 0; p < cloud.size(); p++) {
            double turn = 0;
            double chord = 0;
            double step = 0;
            int found = n.isDefined(p) ? search.around(p, radiusMm) : 0;
            for (int k = 0; k < found; k++) {
                int q = search.neighbour(k);
                if (!n.isDefined(q)) {
                    continue;
                }
                double[] d = {
                    (double) cloud.x()[q] - cloud.x()[p],
                    (double) cloud.y()[q] - cloud.y()[p],
                    (double) cloud.z()[q] - cloud.z()[p]
                };
                double[] normal = {n.nx[p], n.ny[p], n.nz[p]};
                double[] e = {n.nx[q] - normal[0], n.ny[q] - normal[1], n.nz[q] - normal[2]};
                double w = 1 - search.squaredDistance(k) / (radiusMm * radiusMm);
                double along = 0;
                for (int i = 0; i < 3; i++) {
                    along += normal[i] * d[i];
                }
                for (int i = 0; i < 3; i++) {
                    double t = d[i] - along * normal[i];
                    turn += w * e[i] * t;
                    chord += w * e[i] * e[i];
                    step += w * t * t;
                }
            }
            if (step == 0) {
                assertTrue(Float.isNaN(field.mean()[p]), "pixel " + p);
                assertTrue(Float.isNaN(field.difference()[p]));
            } else {
                double h = turn / step;
                assertEquals(h, field.mean()[p], 2e-4);
                double c = Math.max(0, chord / step - h * h);
                assertEquals(c, TestScans.square(field.difference()[p]), 1e-3 * (1 + chord / step));
            }
        }
    }

    @Test
    void compute_sphere_isOneOverRadiusWithoutDifference() {
        OrganizedCloud cloud = TestScans.sphere(101, 0.15, 10, 0);
        NormalCurvature.Field field = curvature(cloud, new WindowRadius(0.9, 7));
        for (int row = 25; row < 76; row++) {
            for (int column = 25; column < 76; column++) {
                assertEquals(0.1, field.mean()[row * 101 + column], 0.005);
                assertEquals(0, field.difference()[row * 101 + column], 0.02);
            }
        }
    }

    @Test
    void compute_cylinder_hasHalfMeanAndHalfDifference() {
        OrganizedCloud cloud = TestScans.cylinder(81, 0.3, 12);
        NormalCurvature.Field field = curvature(cloud, new WindowRadius(1.2, 5));
        int crest = 40 * 81 + 40;
        assertEquals(1 / 24.0, field.mean()[crest], 0.002);
        assertEquals(1 / 24.0, field.difference()[crest], 0.01);
    }

    @Test
    void compute_planeAndItsBorder_isZero() {
        OrganizedCloud cloud = TestScans.plane(20, 20, 0.3, 0.5, -0.4, 0);
        NormalCurvature.Field field = curvature(cloud, new WindowRadius(0.8, 4));
        for (float h : field.mean()) {
            assertEquals(0, h, 8e-3); // fixed point turns normals by 1e-3 rad
        }
    }

    @Test
    void compute_dentAndBulge_differInSign() {
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
            float h = curvature(cloud, new WindowRadius(0.75, 4)).mean()[20 * 41 + 20];
            assertEquals(-Math.signum(depth), Math.signum(h));
            assertTrue(Math.abs(h) > 0.2);
        }
    }

    @Test
    void compute_nothingThere_isNaN() {
        NormalCurvature.Field field = curvature(TestScans.empty(5, 4), new WindowRadius(1, 3));
        assertTrue(Float.isNaN(field.mean()[7]));
        field = curvature(TestScans.plane(1, 1, 1, 0, 0, 0), new WindowRadius(1, 3));
        assertTrue(Float.isNaN(field.mean()[0]));
    }

    @Test
    void compute_otherGrid_isRefused() {
        WindowRadius radius = new WindowRadius(1, 3);
        SurfaceField n = normals(TestScans.empty(3, 5), radius);
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new NormalCurvature(radius)
                                .compute(TestScans.empty(4, 4), n, Workers.sequential()));
    }

    @Test
    void compute_anyWorkers_sameBits() {
        OrganizedCloud cloud = TestScans.sphere(120, 0.2, 11, 0.02);
        WindowRadius radius = new WindowRadius(0.6, 4);
        SurfaceField n = normals(cloud, radius);
        try (Workers three = Workers.of(3)) {
            assertEquals(
                    new NormalCurvature(radius).compute(cloud, n, Workers.sequential()),
                    new NormalCurvature(radius).compute(cloud, n, three));
        }
    }
}
