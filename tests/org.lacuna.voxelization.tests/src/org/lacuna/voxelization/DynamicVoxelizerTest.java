package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class DynamicVoxelizerTest {
    private static final double LINK_MM = 1.2;

    private static DynamicVoxelParameters fixed(
            double min, double max, double alpha, EdgeRetention edges) {
        return new DynamicVoxelParameters(new VoxelSizing.Fixed(min, max), alpha, edges, 0.1);
    }

    private static SampledCloud reduce(OrganizedCloud cloud, DynamicVoxelParameters parameters) {
        SurfaceField field = new SurfaceNormals(LINK_MM).compute(cloud, Workers.sequential());
        float[] edge = new EdgeResponse(LINK_MM).compute(cloud, field, Workers.sequential());
        return new DynamicVoxelizer(parameters).sample(cloud, edge, Workers.sequential());
    }

    /** Two densities: the left half is scanned twice as densely in both directions. */
    private static OrganizedCloud twoDensities() {
        int w = 150;
        int h = 100;
        float[] x = new float[w * h];
        float[] y = new float[w * h];
        float[] z = new float[w * h];
        for (int i = 0; i < w * h; i++) {
            int column = i % w;
            x[i] = column < 100 ? 0.2f * column : 20 + 0.4f * (column - 100);
            y[i] = (column < 100 ? 0.2f : 0.4f) * (i / w);
            z[i] = (float) (100 + Math.sin(x[i] / 3));
        }
        return new OrganizedCloud(w, h, x, y, z);
    }

    /** The definition in method.md 2, by tree maps: centroid and count of every sub-voxel. */
    private static List<double[]> slow(OrganizedCloud cloud, double min, double max, double alpha) {
        double[] low = {1e300, 1e300, 1e300};
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < cloud.size(); i++) {
            if (cloud.isValid(i)) {
                double[] p = {cloud.x()[i], cloud.y()[i], cloud.z()[i]};
                points.add(p);
                for (int k = 0; k < 3; k++) {
                    low[k] = Math.min(low[k], p[k]);
                }
            }
        }
        Map<List<Integer>, List<double[]>> cells = new TreeMap<>(DynamicVoxelizerTest::compare);
        for (double[] p : points) {
            cells.computeIfAbsent(key(p, low, max), k -> new ArrayList<>()).add(p);
        }
        int[] counts = cells.values().stream().mapToInt(List::size).sorted().toArray();
        double median = counts[counts.length / 2];
        List<double[]> result = new ArrayList<>();
        cells.forEach(
                (key, cell) -> {
                    double s = min + (max - min) * Math.exp(-alpha * cell.size() / median);
                    double sub = max / Math.round(max / s);
                    double[] corner = new double[3];
                    for (int k = 0; k < 3; k++) {
                        corner[k] = low[k] + key.get(k) * max;
                    }
                    Map<List<Integer>, double[]> voxels =
                            new TreeMap<>(DynamicVoxelizerTest::compare);
                    for (double[] p : cell) {
                        double[] sum =
                                voxels.computeIfAbsent(key(p, corner, sub), k -> new double[4]);
                        for (int k = 0; k < 3; k++) {
                            sum[k] += p[k];
                        }
                        sum[3]++;
                    }
                    for (double[] v : voxels.values()) {
                        result.add(new double[] {v[0] / v[3], v[1] / v[3], v[2] / v[3], v[3]});
                    }
                });
        return result;
    }

    private static List<Integer> key(double[] p, double[] low, double size) {
        List<Integer> key = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            key.add((int) Math.floor((p[k] - low[k]) / size));
        }
        return key;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int k = 0; k < 3; k++) {
            int c = a.get(k).compareTo(b.get(k));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 1, 3})
    void reduce_noEdges_equalsDefinition(double alpha) {
        // Sizes that are no multiples of the spacing: rounding then decides nothing.
        OrganizedCloud cloud = TestScans.dropped(twoDensities(), 0.05, 3);
        SampledCloud reduced = reduce(cloud, fixed(0.517, 2.171, alpha, EdgeRetention.NONE));
        List<double[]> expected = slow(cloud, 0.517, 2.171, alpha);
        assertEquals(expected.size(), reduced.size());
        boolean[] met = new boolean[reduced.size()];
        for (double[] v : expected) {
            int match = -1;
            for (int i = 0; i < reduced.size() && match < 0; i++) {
                Points p = reduced.points();
                if (!met[i]
                        && Math.abs(p.x()[i] - v[0]) < 1e-4
                        && Math.abs(p.y()[i] - v[1]) < 1e-4
                        && Math.abs(p.z()[i] - v[2]) < 1e-4
                        && reduced.pointCount()[i] == v[3]) {
                    match = i;
                }
            }
            assertTrue(match >= 0, "no point for the voxel at " + Arrays.toString(v));
            met[match] = true;
        }
    }

    @Test
    void reduce_denserHalf_getsSmallerVoxels() {
        OrganizedCloud cloud = twoDensities();
        SampledCloud reduced = reduce(cloud, fixed(0.4, 3.2, 1, EdgeRetention.NONE));
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
    void reduce_indices_leadBothWays(EdgeRetention edges) {
        OrganizedCloud cloud = TestScans.dropped(TestScans.ridge(120, 90, 0.3, 1, 0.01), 0.1, 2);
        SampledCloud reduced = reduce(cloud, fixed(0.6, 2.4, 1, edges));
        int[] members = new int[reduced.size()];
        for (int i = 0; i < cloud.size(); i++) {
            int p = reduced.pointOf()[i];
            assertEquals(cloud.isValid(i), p >= 0);
            if (p >= 0) {
                members[p]++;
                double d =
                        TestScans.square(reduced.points().x()[p] - cloud.x()[i])
                                + TestScans.square(reduced.points().y()[p] - cloud.y()[i])
                                + TestScans.square(reduced.points().z()[p] - cloud.z()[i]);
                assertTrue(d <= 3 * 2.4 * 2.4, "stands in the same cell");
            }
        }
        assertArrayEquals(reduced.pointCount(), members);
        for (int p = 0; p < reduced.size(); p++) {
            int source = reduced.source()[p];
            assertEquals(p, reduced.pointOf()[source], "the nearest point is one of its own");
            if (reduced.edge()[p]) {
                assertEquals(cloud.x()[source], reduced.points().x()[p]);
                assertEquals(cloud.z()[source], reduced.points().z()[p]);
            }
        }
    }

    @Test
    void reduce_source_isNearestToCentroid() {
        OrganizedCloud cloud = TestScans.sphere(61, 0.3, 8, 0.02);
        SampledCloud reduced = reduce(cloud, fixed(0.5, 2, 1, EdgeRetention.NONE));
        double[] best = new double[reduced.size()];
        double[] ofSource = new double[reduced.size()];
        Arrays.fill(best, 1e9);
        for (int i = 0; i < cloud.size(); i++) {
            int p = reduced.pointOf()[i];
            if (p >= 0) {
                double d =
                        TestScans.square((double) reduced.points().x()[p] - cloud.x()[i])
                                + TestScans.square((double) reduced.points().y()[p] - cloud.y()[i])
                                + TestScans.square((double) reduced.points().z()[p] - cloud.z()[i]);
                best[p] = Math.min(best[p], d);
                if (reduced.source()[p] == i) {
                    ofSource[p] = d;
                }
            }
        }
        assertArrayEquals(best, ofSource, 1e-4);
    }

    @Test
    void reduce_ridge_keepsEdgePointsOnTheRidge() {
        OrganizedCloud cloud = TestScans.ridge(121, 80, 0.3, 1.2, 0.005);
        SampledCloud none = reduce(cloud, fixed(0.6, 2.4, 1, EdgeRetention.NONE));
        SampledCloud strongest = reduce(cloud, fixed(0.6, 2.4, 1, EdgeRetention.STRONGEST));
        SampledCloud all = reduce(cloud, fixed(0.6, 2.4, 1, EdgeRetention.ALL));
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
    @ValueSource(doubles = {0.5, 0.9, 0.919, 0.99})
    void reduce_target_isHit(double simplification) {
        OrganizedCloud cloud = TestScans.sphere(301, 0.2, 30, 0.01);
        for (EdgeRetention edges : EdgeRetention.values()) {
            SampledCloud reduced =
                    reduce(
                            cloud,
                            new DynamicVoxelParameters(
                                    new VoxelSizing.Target(simplification), 1, edges, 0.005));
            int n = cloud.validCount();
            double tolerance = 0.011;
            assertEquals(
                    1 - simplification,
                    reduced.size() / (double) n,
                    tolerance * (1 - simplification));
        }
    }

    @Test
    void reduce_spacings_scalesWithTheScan() {
        DynamicVoxelParameters defaults =
                new DynamicVoxelParameters(
                        new VoxelSizing.Spacings(2.03, 8.11), 1, EdgeRetention.NONE, 0);
        SampledCloud small = reduce(TestScans.plane(90, 90, 0.25, 0, 0, 0), defaults);
        SampledCloud large = reduce(TestScans.plane(90, 90, 1, 0, 0, 0), defaults);
        assertEquals(small.size(), large.size());
        assertArrayEquals(small.pointOf(), large.pointOf());
    }

    @ParameterizedTest
    @EnumSource(EdgeRetention.class)
    void withNormals_areUnitMeans_edgePointsKeepTheirOwn(EdgeRetention edges) {
        OrganizedCloud cloud = TestScans.dropped(TestScans.ridge(60, 40, 0.3, 1, 0.01), 0.1, 2);
        SurfaceField field = new SurfaceNormals(LINK_MM).compute(cloud, Workers.sequential());
        SampledCloud reduced = reduce(cloud, fixed(0.6, 2.4, 1, edges));
        SurfacePoints points = reduced.withNormals(field);
        double[][] sums = new double[reduced.size()][3];
        for (int i = 0; i < cloud.size(); i++) {
            int p = reduced.pointOf()[i];
            boolean counts = p >= 0 && (!reduced.edge()[p] || reduced.source()[p] == i);
            if (counts && field.isDefined(i)) {
                sums[p][0] += field.nx[i];
                sums[p][1] += field.ny[i];
                sums[p][2] += field.nz[i];
            }
        }
        for (int p = 0; p < reduced.size(); p++) {
            double length = Math.hypot(Math.hypot(sums[p][0], sums[p][1]), sums[p][2]);
            double scale = length == 0 ? 0 : 1 / length;
            assertEquals(scale * sums[p][0], points.nx()[p], 1e-6);
            assertEquals(scale * sums[p][1], points.ny()[p], 1e-6);
            assertEquals(scale * sums[p][2], points.nz()[p], 1e-6);
        }
    }

    @Test
    void reduce_degenerateClouds_work() {
        DynamicVoxelParameters p = DynamicVoxelParameters.defaults();
        assertEquals(0, reduce(TestScans.empty(5, 5), p).size());
        SampledCloud one = reduce(TestScans.plane(1, 1, 1, 0, 0, 0), p);
        assertEquals(1, one.size());
        assertEquals(500, one.points().z()[0], 8.0 / (1 << 14));
        assertEquals(
                2,
                reduce(TestScans.plane(2, 1, 1, 0, 0, 0), fixed(0.3, 0.9, 0, EdgeRetention.ALL))
                        .size());
        SampledCloud same =
                reduce(new OrganizedCloud(6, 5, new float[30], new float[30], new float[30]), p);
        assertEquals(1, same.size());
        assertEquals(30, same.pointCount()[0]);
        SampledCloud block =
                reduce(
                        TestScans.plane(30, 30, 0.1, 0, 0, 0),
                        fixed(50, 100, 1, EdgeRetention.NONE));
        assertEquals(1, block.size(), "all in one voxel");
        assertEquals(1.45, block.points().x()[0], 1e-4);
        assertEquals(0, reduce(TestScans.empty(5, 5), DynamicVoxelParameters.paper()).size());
    }

    @Test
    void reduce_farOutlier_enlargesCellsInsteadOfFailing() {
        float[] x = new float[101];
        for (int i = 0; i < 100; i++) {
            x[i] = i;
        }
        x[100] = 1e9f;
        SampledCloud reduced =
                reduce(
                        new OrganizedCloud(101, 1, x, new float[101], new float[101]),
                        fixed(0.5, 1, 1, EdgeRetention.NONE));
        assertTrue(reduced.size() < 101, "cells of 1 mm cannot be numbered that far");
        assertEquals(101, Arrays.stream(reduced.pointCount()).sum());
        assertEquals(1e9f, reduced.points().x()[reduced.pointOf()[100]], 100);
    }

    @Test
    void sample_cloudOfSeveralChunks_equalsDefinitionForAnyWorkers() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.sphere(901, 0.2, 100, 0.01), 0.1, 5);
        assertTrue(cloud.size() > 3 * InitialCells.CHUNK);
        DynamicVoxelizer voxelizer =
                new DynamicVoxelizer(fixed(1.031, 5.017, 1, EdgeRetention.NONE));
        SampledCloud one = voxelizer.sample(Points.of(cloud), Workers.sequential());
        List<double[]> expected = slow(cloud, 1.031, 5.017, 1);
        // A few points in a million lie so near to a border that float rounding moves them.
        assertEquals(expected.size(), one.size(), 5);
        assertEquals(sum(expected, 0), sum(one, one.points().x()), 2e-5 * cloud.size());
        assertEquals(sum(expected, 2), sum(one, one.points().z()), 2e-5 * cloud.size());
        for (int threads : new int[] {2, 3}) {
            try (Workers workers = Workers.of(threads)) {
                SampledCloud other = voxelizer.sample(Points.of(cloud), workers);
                assertArrayEquals(one.points().x(), other.points().x());
                assertArrayEquals(one.points().z(), other.points().z());
                assertArrayEquals(one.pointOf(), other.pointOf());
                assertArrayEquals(one.source(), other.source());
            }
        }
        int next = 0;
        for (int i = 0; i < cloud.size(); i++) {
            if (one.pointOf()[i] == next) {
                next++;
            }
            assertTrue(one.pointOf()[i] < next, "numbered as they are met");
        }
        assertEquals(one.size(), next);
    }

    /** Sum of a coordinate over all source points. */
    private static double sum(List<double[]> voxels, int axis) {
        return voxels.stream().mapToDouble(v -> v[axis] * v[3]).sum();
    }

    private static double sum(SampledCloud sampled, float[] axis) {
        double sum = 0;
        for (int p = 0; p < sampled.size(); p++) {
            sum += (double) axis[p] * sampled.pointCount()[p];
        }
        return sum;
    }

    @Test
    void sample_manyPointsInOneVoxel_giveTheirCentroid() {
        int n = 700_000;
        float[] x = new float[n];
        float[] y = new float[n];
        float[] z = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 1000;
            y[i] = i / 1000;
            z[i] = 1e7f;
        }
        SampledCloud sampled =
                new DynamicVoxelizer(fixed(2e4, 2e4, 1, EdgeRetention.NONE))
                        .sample(new Points(x, y, z), Workers.sequential());
        assertEquals(1, sampled.size());
        assertEquals(n, sampled.pointCount()[0]);
        assertEquals(499.5, sampled.points().x()[0], 1);
        assertEquals(349.5, sampled.points().y()[0], 1);
        assertEquals(1e7, sampled.points().z()[0], 1);
        assertEquals(0, sampled.simplification(0));
        assertEquals(1 - 1.0 / n, sampled.simplification(n), 1e-12);
    }

    @Test
    void sample_farFromTheOrigin_isTheSameCloudMoved() {
        OrganizedCloud cloud = TestScans.plane(60, 60, 16, 0.25, 0, 0);
        OrganizedCloud far =
                TestScans.moved(cloud, TestScans.rotation(0), new double[] {1e7, -1e7, 0});
        DynamicVoxelizer voxelizer = new DynamicVoxelizer(fixed(37, 149, 1, EdgeRetention.NONE));
        SampledCloud a = voxelizer.sample(Points.of(cloud), Workers.sequential());
        SampledCloud b = voxelizer.sample(Points.of(far), Workers.sequential());
        assertArrayEquals(a.pointOf(), b.pointOf());
        for (int p = 0; p < a.size(); p++) {
            assertEquals(a.points().x()[p] + 1e7, b.points().x()[p], 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.919, 0.97})
    void sample_targetOfUnorganizedCloud_isHit(double simplification) {
        OrganizedCloud scan = TestScans.sphere(250, 0.2, 25, 0.02);
        float[][] shuffled = TestScans.shuffled(scan, 4);
        Points points = new Points(shuffled[0], shuffled[1], shuffled[2]);
        SampledCloud sampled =
                new DynamicVoxelizer(
                                new DynamicVoxelParameters(
                                        new VoxelSizing.Target(simplification),
                                        1,
                                        EdgeRetention.NONE,
                                        0))
                        .sample(points, Workers.sequential());
        assertEquals(
                1 - simplification,
                sampled.size() / (double) points.size(),
                0.01 * (1 - simplification));
    }

    @Test
    void points_infiniteOrHalfMissing_areRefused() {
        float[] fine = {1, 2};
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Points(fine, new float[] {1, Float.POSITIVE_INFINITY}, fine));
        assertTrue(e.getMessage().startsWith("entry 1: (2.0, Infinity, 2.0)"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Points(new float[] {Float.NaN, 2}, fine, fine));
        assertThrows(IllegalArgumentException.class, () -> new Points(fine, new float[1], fine));
        float[] missing = {Float.NaN, 1};
        assertEquals(1, new Points(missing, missing, missing).validCount());
    }

    @ParameterizedTest
    @EnumSource(EdgeRetention.class)
    void reduce_anyWorkers_sameBits(EdgeRetention edges) {
        OrganizedCloud cloud = TestScans.ridge(300, 200, 0.2, 1, 0.02);
        SurfaceField field = new SurfaceNormals(LINK_MM).compute(cloud, Workers.sequential());
        float[] edge = new EdgeResponse(LINK_MM).compute(cloud, field, Workers.sequential());
        DynamicVoxelizer voxelizer = new DynamicVoxelizer(fixed(0.3, 0.9, 1, edges));
        SampledCloud a = voxelizer.sample(cloud, edge, Workers.sequential());
        try (Workers three = Workers.of(3)) {
            SampledCloud b = voxelizer.sample(cloud, edge, three);
            assertArrayEquals(a.points().x(), b.points().x());
            assertArrayEquals(a.points().y(), b.points().y());
            assertArrayEquals(a.points().z(), b.points().z());
            assertArrayEquals(a.source(), b.source());
            assertArrayEquals(a.pointOf(), b.pointOf());
            assertArrayEquals(a.pointCount(), b.pointCount());
            assertArrayEquals(a.edge(), b.edge());
        }
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
}
