package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lacuna.voxelization.Reductions.UNIT;
import static org.lacuna.voxelization.Reductions.assertLinked;
import static org.lacuna.voxelization.Reductions.fixed;
import static org.lacuna.voxelization.Reductions.sample;

import org.junit.jupiter.api.Test;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.List;

class DynamicVoxelizerInputTest {
    @Test
    void sample_degenerateClouds_work() {
        DynamicVoxelParameters p = DynamicVoxelParameters.defaults();
        assertEquals(0, sample(TestScans.empty(5, 5), p).size());
        SampledCloud one = sample(TestScans.plane(1, 1, 1, 0, 0, 0), p);
        assertEquals(1, one.size());
        assertEquals(500, one.points().z()[0]);
        assertEquals(
                2,
                sample(TestScans.plane(2, 1, 1, 0, 0, 0), fixed(0.3, 0.9, 0, EdgeRetention.ALL))
                        .size());
        OrganizedCloud heap = new OrganizedCloud(6, 5, new float[30], new float[30], new float[30]);
        SampledCloud same = sample(heap, p);
        assertEquals(1, same.size());
        assertEquals(30, same.pointCount()[0]);
        assertEquals(1, sample(heap, DynamicVoxelParameters.paper()).size());
        SampledCloud block =
                sample(
                        TestScans.plane(30, 30, 0.1, 0, 0, 0),
                        fixed(50, 100, 1, EdgeRetention.NONE));
        assertEquals(1, block.size(), "all in one voxel");
        assertEquals(1.45, block.points().x()[0], 0.5 * UNIT * 100);
        assertEquals(500, block.points().z()[0]);
        assertEquals(0, sample(TestScans.empty(5, 5), DynamicVoxelParameters.paper()).size());
    }

    @Test
    void sample_manyPointsInOneVoxel_sumsDoNotOverflow() {
        int n = 300_000;
        SeededRandom random = new SeededRandom(2);
        float[][] p = new float[3][n];
        double[] mean = new double[3];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                p[k][i] = i < 100 ? 0 : (float) random.uniform(1.9, 1.99); // near the far corner
                mean[k] += p[k][i] / (double) n;
            }
        }
        SampledCloud out = sample(new Points(p[0], p[1], p[2]), fixed(2, 2, 1, EdgeRetention.NONE));
        assertEquals(1, out.size());
        assertEquals(n, out.pointCount()[0]);
        assertEquals(mean[0], out.points().x()[0], UNIT);
        assertEquals(mean[1], out.points().y()[0], UNIT);
        assertEquals(mean[2], out.points().z()[0], UNIT);
    }

    @Test
    void sample_farOutliers_enlargeCellsInsteadOfFailing() {
        SeededRandom random = new SeededRandom(3);
        float[][] p = new float[3][5000];
        for (int i = 0; i < p[0].length; i++) {
            for (int k = 0; k < 3; k++) {
                p[k][i] = (float) random.uniform(0, 40);
            }
        }
        // More lonely outliers than cells with others: those cells are dense against the median.
        for (int i = 0; i < 9; i++) {
            p[i % 3][i] = 1e8f * (i + 2);
        }
        Points points = new Points(p[0], p[1], p[2]);
        for (DynamicVoxelParameters parameters :
                List.of(
                        fixed(0.5, 8, 1, EdgeRetention.NONE),
                        DynamicVoxelParameters.defaults(),
                        DynamicVoxelParameters.paper())) {
            SampledCloud out = sample(points, parameters);
            assertEquals(5000, Arrays.stream(out.pointCount()).sum());
            assertTrue(out.size() >= 10, out.size() + " points");
            assertLinked(points, out);
        }
    }

    @Test
    void sample_heapOfDuplicatesBesideAScan_isSizedByTheScan() {
        OrganizedCloud scan = TestScans.plane(200, 200, 0.5, 0.1, 0, 0);
        float[] x = Arrays.copyOf(scan.x(), 140_000);
        float[] y = Arrays.copyOf(scan.y(), 140_000);
        float[] z = Arrays.copyOf(scan.z(), 140_000); // the rest at the origin
        Points points = new Points(x, y, z);
        assertEquals(
                0.5, PointSpacing.of(points, Workers.sequential()).orElseThrow().medianMm(), 1e-3);
        SampledCloud out = sample(points, DynamicVoxelParameters.defaults());
        assertTrue(out.size() > 300 && out.size() < 20_000, out.size() + " points");
    }

    @Test
    void sample_otherResponses_areRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new DynamicVoxelizer(DynamicVoxelParameters.defaults())
                                        .sample(
                                                TestScans.empty(3, 2),
                                                new float[5],
                                                Workers.sequential()));
        assertTrue(e.getMessage().contains("edgeResponse: 5"), e.getMessage());
    }

    @Test
    void parameters_badValues_areNamed() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> fixed(1, 1, -1, EdgeRetention.NONE));
        assertTrue(e.getMessage().contains("alpha: -1"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new VoxelSizing.Fixed(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new VoxelSizing.Fixed(1, 17));
        assertThrows(IllegalArgumentException.class, () -> new VoxelSizing.Spacings(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new VoxelSizing.Target(1));
        assertThrows(IllegalArgumentException.class, () -> new VoxelSizing.Target(0));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new DynamicVoxelParameters(
                                new VoxelSizing.Fixed(1, 2), 1, EdgeRetention.ALL, 1.1));
    }

    @Test
    void points_infiniteOrHalfMissing_areRefused() {
        float[] fine = {1, 2};
        float[] infinite = {1, Float.POSITIVE_INFINITY};
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> new Points(fine, infinite, fine));
        assertTrue(e.getMessage().startsWith("entry 1: (2.0, Infinity, 2.0)"), e.getMessage());
        float[] missing = {Float.NaN, 1};
        assertThrows(IllegalArgumentException.class, () -> new Points(missing, fine, fine));
        assertThrows(IllegalArgumentException.class, () -> new Points(fine, new float[1], fine));
        assertEquals(1, new Points(missing, missing, missing).validCount());
    }
}
