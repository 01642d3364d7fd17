package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lacuna.voxelization.Reductions.LINK_MM;
import static org.lacuna.voxelization.Reductions.assertLinked;
import static org.lacuna.voxelization.Reductions.distance;
import static org.lacuna.voxelization.Reductions.fixed;
import static org.lacuna.voxelization.Reductions.response;
import static org.lacuna.voxelization.Reductions.sample;
import static org.lacuna.voxelization.Reductions.shuffled;
import static org.lacuna.voxelization.Reductions.twoDensities;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.List;

class DynamicVoxelizerTest {
    @Test
    void sample_denserHalf_getsSmallerVoxels() {
        SampledCloud reduced = sample(twoDensities(), fixed(0.4, 3.2, 1, EdgeRetention.NONE));
        int dense = 0;
        int sparse = 0;
        for (float x : reduced.points().x()) {
            if (x < 20) {
                dense++;
            } else {
                sparse++;
            }
        }
        assertTrue(dense > 2 * sparse, dense + " points on 400 mm^2, " + sparse + " on 800 mm^2");
    }

    @ParameterizedTest
    @EnumSource(EdgeRetention.class)
    void sample_indices_leadBothWays(EdgeRetention edges) {
        OrganizedCloud cloud = TestScans.dropped(TestScans.ridge(120, 90, 0.3, 1, 0.01), 0.1, 2);
        SampledCloud reduced = sample(cloud, fixed(0.6, 2.4, 1, edges));
        assertLinked(Points.of(cloud), reduced);
        for (int i = 0; i < cloud.size(); i++) {
            int p = reduced.pointOf()[i];
            if (p >= 0) {
                double d = distance(Points.of(cloud), i, reduced.points(), p);
                assertTrue(d <= 2.4 * Math.sqrt(3), "stands in the same cell");
            }
        }
    }

    @Test
    void sample_ridge_keepsEdgePointsOnTheRidge() {
        OrganizedCloud cloud = TestScans.ridge(121, 80, 0.3, 1.2, 0.005);
        SampledCloud none = sample(cloud, fixed(0.6, 2.4, 1, EdgeRetention.NONE));
        SampledCloud strongest = sample(cloud, fixed(0.6, 2.4, 1, EdgeRetention.STRONGEST));
        SampledCloud all = sample(cloud, fixed(0.6, 2.4, 1, EdgeRetention.ALL));
        assertEquals(none.size(), strongest.size(), "an edge point takes the centroid's place");
        assertTrue(all.size() > none.size());
        for (SampledCloud reduced : List.of(strongest, all)) {
            boolean[] covered = new boolean[8];
            int edges = 0;
            for (int p = 0; p < reduced.size(); p++) {
                if (reduced.edge()[p]) {
                    edges++;
                    assertEquals(18, reduced.points().x()[p], 1.5, "near the ridge");
                    covered[(int) (reduced.points().y()[p] / 3)] = true;
                }
            }
            assertTrue(edges > 20);
            for (int k = 0; k < 8; k++) {
                assertTrue(covered[k], "no edge point on the ridge from y = " + 3 * k);
            }
        }
        for (boolean e : none.edge()) {
            assertFalse(e);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9, 0.919, 0.97, 0.99})
    void sample_target_isHit(double simplification) {
        OrganizedCloud scan = TestScans.sphere(301, 0.2, 30, 0.01);
        float[] edge = response(scan, 0.8);
        Points loose = shuffled(Points.of(TestScans.dropped(scan, 0.2, 8)), 8);
        for (EdgeRetention edges : EdgeRetention.values()) {
            DynamicVoxelizer voxelizer =
                    new DynamicVoxelizer(
                            new DynamicVoxelParameters(
                                    new VoxelSizing.Target(simplification), 1, edges, 0.005));
            assertTarget(
                    simplification,
                    scan.validCount(),
                    voxelizer.sample(scan, edge, Workers.sequential()));
            assertTarget(
                    simplification,
                    loose.validCount(),
                    voxelizer.sample(loose, Workers.sequential()));
        }
    }

    private static void assertTarget(double simplification, int points, SampledCloud out) {
        double kept = 1 - simplification;
        assertEquals(kept, out.size() / (double) points, 0.01 * kept);
        assertEquals(simplification, out.simplification(points), 0.01 * kept);
    }

    @Test
    void sample_spacings_scalesWithTheScan() {
        DynamicVoxelParameters defaults =
                new DynamicVoxelParameters(
                        new VoxelSizing.Spacings(2.03, 8.11), 1, EdgeRetention.NONE, 0);
        SampledCloud small = sample(TestScans.plane(90, 90, 0.25, 0, 0, 0), defaults);
        SampledCloud large = sample(TestScans.plane(90, 90, 1, 0, 0, 0), defaults);
        assertArrayEquals(small.pointOf(), large.pointOf());
        SampledCloud named =
                sample(
                        TestScans.plane(90, 90, 1, 0, 0, 0),
                        fixed(2.03, 8.11, 1, EdgeRetention.NONE));
        assertArrayEquals(named.pointOf(), large.pointOf());
    }

    @ParameterizedTest
    @EnumSource(EdgeRetention.class)
    void withNormals_anyPoint_isUnitMeanOrOwn(EdgeRetention edges) {
        OrganizedCloud cloud = TestScans.dropped(TestScans.ridge(90, 70, 0.3, 1, 0.02), 0.3, 5);
        SurfaceField field = new SurfaceNormals(LINK_MM).compute(cloud, Workers.sequential());
        SampledCloud reduced = sample(cloud, fixed(0.35, 2.4, 1, edges));
        SurfacePoints points = reduced.withNormals(field);
        int without = 0;
        for (int p = 0; p < reduced.size(); p++) {
            double[] sum = new double[3];
            for (int i = 0; i < cloud.size(); i++) {
                boolean own = reduced.edge()[p] ? reduced.source()[p] == i : true;
                if (reduced.pointOf()[i] == p && own && field.isDefined(i)) {
                    sum[0] += field.nx[i];
                    sum[1] += field.ny[i];
                    sum[2] += field.nz[i];
                }
            }
            double l = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]);
            without += l == 0 ? 1 : 0;
            double scale = l == 0 ? 0 : 1 / l;
            assertEquals(sum[0] * scale, points.nx()[p], 1e-6);
            assertEquals(sum[1] * scale, points.ny()[p], 1e-6);
            assertEquals(sum[2] * scale, points.nz()[p], 1e-6);
        }
        assertTrue(without < reduced.size() / 10, without + " points without a normal");
    }

    @Test
    void withNormals_otherCloud_isRefused() {
        SampledCloud reduced =
                sample(TestScans.plane(5, 4, 1, 0, 0, 0), DynamicVoxelParameters.defaults());
        SurfaceField other = new SurfaceField(7);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> reduced.withNormals(other));
        assertTrue(e.getMessage().contains("surface: 7"), e.getMessage());
    }

    @Test
    void sample_tiltedPlane_centroidNormalsPointToTheSensor() {
        OrganizedCloud cloud = TestScans.plane(40, 40, 0.3, 0.5, 0, 0);
        SurfaceField field = new SurfaceNormals(LINK_MM).compute(cloud, Workers.sequential());
        SurfacePoints points =
                sample(cloud, fixed(0.6, 2.4, 1, EdgeRetention.NONE)).withNormals(field);
        double l = Math.sqrt(1.25);
        for (int p = 0; p < points.size(); p++) {
            assertEquals(0.5 / l, points.nx()[p], 2e-3);
            assertEquals(-1 / l, points.nz()[p], 2e-3);
        }
    }
}
