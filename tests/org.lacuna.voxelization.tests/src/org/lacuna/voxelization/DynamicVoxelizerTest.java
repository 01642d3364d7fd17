package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class DynamicVoxelizerTest {
    private static final double LINK_MM = 1.2;

    /** Of s_max. */
    private static final double UNIT = 1.0 / (1 << 14);

    private static DynamicVoxelParameters fixed(
            double min, double max, double alpha, EdgeRetention edges) {
        return new DynamicVoxelParameters(new VoxelSizing.Fixed(min, max), alpha, edges, 0.1);
    }

    private static float[] response(OrganizedCloud cloud, double linkMm) {
        SurfaceField field = new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
        return new EdgeResponse().compute(field, Workers.sequential());
    }

    private static SampledCloud sample(OrganizedCloud cloud, DynamicVoxelParameters parameters) {
        return new DynamicVoxelizer(parameters)
                .sample(cloud, response(cloud, LINK_MM), Workers.sequential());
    }

    private static SampledCloud sample(Points points, DynamicVoxelParameters parameters) {
        return new DynamicVoxelizer(parameters).sample(points, Workers.sequential());
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

    /** Coordinates that are multiples of a power of two: fixed point holds them. */
    private static Points rounded(Points points, double unitMm) {
        float[][] axes = {points.x().clone(), points.y().clone(), points.z().clone()};
        for (float[] axis : axes) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = (float) (unitMm * Math.rint(axis[i] / unitMm)); // NaN stays NaN
            }
        }
        return new Points(axes[0], axes[1], axes[2]);
    }

    private static Points shuffled(Points points, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] axes = {points.x().clone(), points.y().clone(), points.z().clone()};
        for (int i = points.size() - 1; i > 0; i--) {
            int j = (int) random.uniform(0, i + 1);
            for (float[] axis : axes) {
                float v = axis[i];
                axis[i] = axis[j];
                axis[j] = v;
            }
        }
        return new Points(axes[0], axes[1], axes[2]);
    }

    /** Responses with a few high ones, some equal, some undefined. */
    private static float[] made(int n, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] response = new float[n];
        for (int i = 0; i < n; i++) {
            double v = random.nextDouble();
            response[i] =
                    v < 0.05
                            ? (float) (0.5 + 0.05 * Math.floor(10 * random.nextDouble()))
                            : v < 0.1 ? Float.NaN : (float) (0.02 * random.nextDouble());
        }
        return response;
    }

    record Case(String name, Points points, double maxMm) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** With coordinates that are multiples of 2^-14 of s_max. */
    private static List<Case> clouds() {
        List<Case> all = new ArrayList<>();
        Points scan = Points.of(TestScans.dropped(twoDensities(), 0.05, 3));
        all.add(new Case("scan", rounded(scan, 2 * UNIT), 2));
        all.add(new Case("shuffled", shuffled(rounded(scan, 2 * UNIT), 4), 2));
        Points large =
                Points.of(TestScans.dropped(TestScans.ridge(900, 720, 0.25, 0.7, 0.1), 0.1, 6));
        all.add(new Case("several chunks", rounded(large, UNIT), 1));
        all.add(new Case("several chunks, shuffled", shuffled(rounded(large, UNIT), 5), 1));
        OrganizedCloud plane = TestScans.plane(60, 50, 1500, 0.3, 0.1, 200);
        Points far =
                Points.of(
                        TestScans.moved(
                                plane, TestScans.rotation(0), new double[] {1e7, -1e7, 1e7}));
        all.add(new Case("at 1e7 mm", rounded(far, 1), 1 << 14));
        float[] none = {};
        all.add(new Case("nothing", new Points(none, none, none), 2));
        all.add(new Case("all invalid", Points.of(TestScans.empty(8, 7)), 2));
        all.add(new Case("one point", Points.of(TestScans.plane(1, 1, 1, 0, 0, 0)), 2));
        float[] same = new float[300];
        Arrays.fill(same, 7.25f);
        all.add(new Case("equal points", new Points(same, same, same), 2));
        Points some = rounded(Points.of(TestScans.plane(30, 20, 0.3, 0.5, 0.5, 0.2)), 2 * UNIT);
        for (int i = 0; i < some.size(); i += 7) {
            some.x()[i] = Float.NaN;
            some.y()[i] = Float.NaN;
            some.z()[i] = Float.NaN;
        }
        all.add(new Case("entries without a point", some, 2));
        return all;
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void sample_anyCloud_equalsDefinition(Case c) {
        float[] response = made(c.points.size(), 9);
        for (EdgeRetention edges : EdgeRetention.values()) {
            DynamicVoxelParameters p = fixed(0.21 * c.maxMm, c.maxMm, 1.1, edges);
            double threshold = EdgeThreshold.of(response, p.edgeShare());
            SlowVoxels slow =
                    new SlowVoxels(
                            c.points, 0.21 * c.maxMm, c.maxMm, 1.1, response, threshold, edges);
            DynamicVoxelizer voxelizer = new DynamicVoxelizer(p);
            SampledCloud out = voxelizer.sample(c.points, response, Workers.sequential());
            assertArrayEquals(slow.pointOf, out.pointOf());
            assertArrayEquals(slow.count, out.pointCount());
            assertArrayEquals(slow.edge, out.edge());
            float[][] axes = {out.points().x(), out.points().y(), out.points().z()};
            for (int i = 0; i < out.size(); i++) {
                for (int k = 0; k < 3; k++) {
                    double v = slow.place[i][k];
                    double half = out.edge()[i] ? 0 : 0.5 * UNIT * c.maxMm + Math.ulp((float) v);
                    assertEquals(v, axes[k][i], half);
                }
            }
            assertLinked(c.points, out);
            if (edges == EdgeRetention.NONE) {
                assertSame(out, voxelizer.sample(c.points, Workers.sequential()));
            }
            for (int threads = 2; threads <= 3; threads++) {
                try (Workers workers = Workers.of(threads)) {
                    assertSame(out, voxelizer.sample(c.points, response, workers));
                }
            }
        }
    }

    /** Indices lead both ways, and the source is the nearest of a point's own. */
    private static void assertLinked(Points points, SampledCloud out) {
        double[] best = new double[out.size()];
        int[] members = new int[out.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int i = 0; i < points.size(); i++) {
            int p = out.pointOf()[i];
            assertEquals(points.isValid(i), p >= 0);
            if (p >= 0) {
                members[p]++;
                best[p] = Math.min(best[p], distance(points, i, out.points(), p));
            }
        }
        assertArrayEquals(members, out.pointCount());
        for (int p = 0; p < out.size(); p++) {
            int source = out.source()[p];
            assertEquals(p, out.pointOf()[source], "one of its own");
            if (out.edge()[p]) {
                assertEquals(points.x()[source], out.points().x()[p]);
                assertEquals(points.y()[source], out.points().y()[p]);
                assertEquals(points.z()[source], out.points().z()[p]);
            } else {
                assertEquals(
                        best[p], distance(points, source, out.points(), p), 1e-6 * (1 + best[p]));
            }
        }
    }

    private static double distance(Points a, int i, Points b, int j) {
        double dx = (double) a.x()[i] - b.x()[j];
        double dy = (double) a.y()[i] - b.y()[j];
        double dz = (double) a.z()[i] - b.z()[j];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private static void assertSame(SampledCloud a, SampledCloud b) {
        assertArrayEquals(a.points().x(), b.points().x());
        assertArrayEquals(a.points().y(), b.points().y());
        assertArrayEquals(a.points().z(), b.points().z());
        assertArrayEquals(a.source(), b.source());
        assertArrayEquals(a.pointCount(), b.pointCount());
        assertArrayEquals(a.pointOf(), b.pointOf());
        assertArrayEquals(a.edge(), b.edge());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 1, 3})
    void sample_noEdges_equalsDefinition(double alpha) {
        // Sizes that are no multiples of the spacing: rounding then decides nothing.
        OrganizedCloud cloud = TestScans.dropped(twoDensities(), 0.05, 3);
        SampledCloud reduced = sample(cloud, fixed(0.517, 2.171, alpha, EdgeRetention.NONE));
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
