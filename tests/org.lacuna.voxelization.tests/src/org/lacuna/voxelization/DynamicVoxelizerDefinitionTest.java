package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lacuna.voxelization.Reductions.UNIT;
import static org.lacuna.voxelization.Reductions.assertLinked;
import static org.lacuna.voxelization.Reductions.assertSame;
import static org.lacuna.voxelization.Reductions.fixed;
import static org.lacuna.voxelization.Reductions.sample;
import static org.lacuna.voxelization.Reductions.shuffled;
import static org.lacuna.voxelization.Reductions.twoDensities;

import org.junit.jupiter.params.ParameterizedTest;
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

class DynamicVoxelizerDefinitionTest {
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
        Map<List<Integer>, List<double[]>> cells =
                new TreeMap<>(DynamicVoxelizerDefinitionTest::compare);
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
                            new TreeMap<>(DynamicVoxelizerDefinitionTest::compare);
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
        Points gaps = new Points(some.x(), some.y(), some.z());
        all.add(new Case("entries without a point", gaps, 2));
        return all;
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void sample_anyCloud_equalsDefinition(Case c) {
        float[] response = made(c.points.size(), 9);
        for (EdgeRetention edges : EdgeRetention.values()) {
            assertEqualsDefinition(c, response, 0.21 * c.maxMm, edges);
            assertEqualsDefinition(c, response, c.maxMm, edges);
        }
    }

    private static void assertEqualsDefinition(
            Case c, float[] response, double minMm, EdgeRetention edges) {
        DynamicVoxelParameters p = fixed(minMm, c.maxMm, 1.1, edges);
        double threshold = EdgeThreshold.of(response, p.edgeShare());
        SlowVoxels slow = new SlowVoxels(c.points, minMm, c.maxMm, 1.1, response, threshold, edges);
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
}
