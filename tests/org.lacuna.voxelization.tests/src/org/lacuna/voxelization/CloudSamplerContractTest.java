package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every sampler must do with every cloud. */
class CloudSamplerContractTest {
    /** Spacing of float numbers at the coordinates of {@link #clouds}' far cloud. */
    private static final double FAR_ULP = Math.ulp(1e7f);

    record Case(String name, CloudSampler sampler, Points points) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<CloudSampler> samplers() {
        return List.of(
                new VoxelGridSampler(2.5),
                new DynamicVoxelizer(DynamicVoxelParameters.defaults()),
                new DynamicVoxelizer(DynamicVoxelParameters.paper()),
                RandomSampler.ofCount(50, 3),
                RandomSampler.ofShare(0.3, 4),
                new UniformSampler(7),
                new FarthestPointSampler(40, FarthestPointSampler.Method.PLAIN),
                new FarthestPointSampler(40, FarthestPointSampler.Method.ACCELERATED));
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (CloudSampler sampler : samplers()) {
            for (Case cloud : clouds()) {
                cases.add(
                        new Case(
                                sampler.getClass().getSimpleName() + " of " + cloud.name,
                                sampler,
                                cloud.points));
            }
        }
        return cases;
    }

    private static List<Case> clouds() {
        float[] none = {};
        float[] nan = {Float.NaN, Float.NaN, Float.NaN};
        float[] one = {3};
        float[] same = new float[500];
        Arrays.fill(same, 7.3f);
        OrganizedCloud scan =
                TestScans.dropped(TestScans.sphere(60, 0.5, 14, 0.02), 0.1, 5); // with holes
        return List.of(
                new Case("nothing", null, new Points(none, none, none)),
                new Case("invalid entries", null, new Points(nan, nan, nan)),
                new Case("one point", null, new Points(one, one, one)),
                new Case("equal points", null, new Points(same, same, same)),
                new Case("a scan", null, Points.of(scan)),
                new Case("points far out", null, far()));
    }

    private static Points far() {
        SeededRandom random = new SeededRandom(6);
        float[][] p = new float[3][800];
        for (float[] axis : p) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = (float) random.uniform(1e7, 1e7 + 100);
            }
        }
        return new Points(p[0], p[1], p[2]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sample_anyCloud_linksOutputsAndSources(Case c) {
        SampledCloud out = c.sampler.sample(c.points, Workers.sequential());
        int valid = c.points.validCount();
        assertTrue(out.size() <= valid);
        assertEquals(valid > 0, out.size() > 0);
        int[] standsFor = new int[out.size()];
        for (int i = 0; i < c.points.size(); i++) {
            int p = out.pointOf()[i];
            assertTrue(c.points.isValid(i) || p == -1);
            if (p >= 0) {
                standsFor[p]++;
            }
        }
        assertArrayEquals(standsFor, out.pointCount());
        for (int p = 0; p < out.size(); p++) {
            assertTrue(out.points().isValid(p));
            assertEquals(p, out.pointOf()[out.source()[p]]);
            assertFalse(out.edge()[p]);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sample_anyCloud_staysWithinTheBoundsOfItsPoints(Case c) {
        SampledCloud out = c.sampler.sample(c.points, Workers.sequential());
        assertWithin(c.points.x(), out.points().x());
        assertWithin(c.points.y(), out.points().y());
        assertWithin(c.points.z(), out.points().z());
    }

    private static void assertWithin(float[] source, float[] reduced) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float v : source) {
            if (!Float.isNaN(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
            }
        }
        for (float v : reduced) {
            assertTrue(v >= low && v <= high, v + " outside " + low + ".." + high);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sample_again_onMoreThreads_givesTheSameBits(Case c) {
        SampledCloud first = c.sampler.sample(c.points, Workers.sequential());
        try (Workers workers = Workers.of(3)) {
            SampledCloud second = c.sampler.sample(c.points, workers);
            assertArrayEquals(first.points().x(), second.points().x());
            assertArrayEquals(first.points().y(), second.points().y());
            assertArrayEquals(first.points().z(), second.points().z());
            assertArrayEquals(first.source(), second.source());
            assertArrayEquals(first.pointOf(), second.pointOf());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sample_pickedPoint_isItsSourceAndAnAveragedOneIsNearIt(Case c) {
        SampledCloud out = c.sampler.sample(c.points, Workers.sequential());
        // Half a voxel's diagonal, and what float coordinates can say that far out.
        double reach = c.sampler instanceof VoxelGridSampler v ? v.edgeMm() * Math.sqrt(3) / 2 : 0;
        // Of the largest voxels anything here is cut into.
        reach = c.sampler instanceof DynamicVoxelizer ? 30 : reach;
        reach += reach > 0 && c.name.endsWith("far out") ? FAR_ULP : 0;
        for (int p = 0; p < out.size(); p++) {
            int s = out.source()[p];
            double dx = out.points().x()[p] - (double) c.points.x()[s];
            double dy = out.points().y()[p] - (double) c.points.y()[s];
            double dz = out.points().z()[p] - (double) c.points.z()[s];
            assertTrue(Math.sqrt(dx * dx + dy * dy + dz * dz) <= reach);
        }
    }
}
