package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

class SurfaceErrorTest {
    /** Pixels along a side; odd, so that there is a middle one. */
    private static final int SIDE = 41;

    private static final int LAST = SIDE * SIDE - 1;
    private static final int[] CORNERS = {0, SIDE - 1, SIDE * (SIDE - 1), LAST};

    /** A scan at 1 mm with that depth; x and y are column and row. */
    private static OrganizedCloud scan(DoubleBinaryOperator depth) {
        return TestScans.depth(SIDE, SIDE, 1, 0, 0, depth);
    }

    private static SurfaceError keeping(OrganizedCloud cloud, int... pixels) {
        return SurfaceError.of(cloud, Picks.of(Points.of(cloud), pixels));
    }

    private static double pyramid(double x, double y) {
        double half = SIDE / 2;
        return 500 + Math.max(Math.abs(x - half), Math.abs(y - half));
    }

    @Test
    void plane_itsCornersLeft_isZero() {
        OrganizedCloud plane = scan((x, y) -> 500 + 0.25 * x - 0.5 * y);
        SurfaceError error = keeping(plane, CORNERS);
        assertEquals(SIDE * SIDE, error.points());
        assertEquals(0, error.maxMm(), 1e-4);
    }

    @Test
    void anything_allLeft_isZero() {
        OrganizedCloud sphere = TestScans.dropped(TestScans.sphere(50, 0.5, 12, 0.1), 0.2, 1);
        SampledCloud all = new UniformSampler(1).sample(Points.of(sphere), Workers.sequential());
        assertEquals(0, SurfaceError.of(sphere, all).maxMm());
    }

    @Test
    void pyramid_withItsApex_isZero() {
        int[] five = Arrays.copyOf(CORNERS, 5);
        five[4] = LAST / 2;
        assertEquals(0, keeping(scan(SurfaceErrorTest::pyramid), five).maxMm(), 1e-4);
    }

    @Test
    void pyramid_withoutItsApex_losesItsHeight() {
        SurfaceError error = keeping(scan(SurfaceErrorTest::pyramid), CORNERS);
        // Height 20 - k stands on 8 k pixels, k = 1..20, and on one for the apex.
        double sum = 400;
        for (int k = 1; k <= 20; k++) {
            sum += 8.0 * k * (20 - k) * (20 - k);
        }
        assertEquals(20, error.maxMm(), 1e-4);
        assertEquals(Math.sqrt(sum / (SIDE * SIDE)), error.rmsMm(), 1e-4);
        // (2 k + 1)^2 pixels are higher than 20 - k - 1: 95 % are left of the 81 of k = 4.
        assertEquals(15, error.quantile95Mm(), 1e-4);
    }

    @Test
    void step_itsCornersLeft_isTheDistanceToTheSlantedPlane() {
        double jump = 10;
        OrganizedCloud step = scan((x, y) -> x <= SIDE / 2 ? 500 : 500 + jump);
        double slope = jump / (SIDE - 1);
        double off = SIDE / 2 * slope / Math.sqrt(1 + slope * slope);
        // Near the diagonal the foot lies in the other triangle: a hair farther to this one.
        assertEquals(off, keeping(step, CORNERS).maxMm(), 2e-3);
    }

    @Test
    void step_itsBordersLeft_isZero() {
        OrganizedCloud step = scan((x, y) -> x <= SIDE / 2 ? 500 : 510);
        int[] eight = Arrays.copyOf(CORNERS, 8);
        for (int i = 0; i < 2; i++) {
            eight[4 + i] = SIDE / 2 + i;
            eight[6 + i] = SIDE * (SIDE - 1) + SIDE / 2 + i;
        }
        assertEquals(0, keeping(step, eight).maxMm(), 1e-4);
    }

    @Test
    void outsideTheMesh_countsTheTrianglesAroundTheNearestPoint() {
        OrganizedCloud plane = scan((x, y) -> 500);
        int half = SIDE / 2;
        int[] triangle = {0, half, half * SIDE};
        double expected = Math.sqrt(2) * (SIDE - 1 - half / 2);
        assertEquals(expected, keeping(plane, triangle).maxMm(), 1e-4);
        assertEquals(Math.hypot(SIDE - 1, SIDE - 1), keeping(plane, 0).maxMm(), 1e-4);
    }

    /** Samplers that average and samplers that pick; about one point of ten is left. */
    private static List<CloudSampler> samplers() {
        return List.of(
                new VoxelGridSampler(3.17),
                RandomSampler.ofCount(170, 1),
                new UniformSampler(7),
                new FarthestPointSampler(170, FarthestPointSampler.Method.ACCELERATED),
                new DynamicVoxelizer(
                        DynamicVoxelParameters.paper().withSizing(new VoxelSizing.Target(0.9))));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void planeInsideTheHull_isZero_forEverySampler(CloudSampler sampler) {
        OrganizedCloud plane = scan((x, y) -> 500 + 0.25 * x - 0.5 * y);
        SampledCloud reduced = sampler.sample(Points.of(plane), Workers.sequential());
        assertTrue(reduced.size() < SIDE * SIDE / 5, "" + reduced.size());
        ReducedSurface surface = new ReducedSurface(plane, reduced);
        int margin = 6;
        for (int row = margin; row < SIDE - margin; row++) {
            for (int column = margin; column < SIDE - margin; column++) {
                int p = row * SIDE + column;
                double d = surface.distance(column, row, plane.x()[p], plane.y()[p], plane.z()[p]);
                assertEquals(0, d, 3e-4, column + ", " + row);
            }
        }
    }

    @Test
    void centroidsOfAPlane_errOnlyAtItsBorder() {
        OrganizedCloud plane = scan((x, y) -> 500 + 0.25 * x);
        SampledCloud reduced =
                new VoxelGridSampler(4.1).sample(Points.of(plane), Workers.sequential());
        SurfaceError error = SurfaceError.of(plane, reduced);
        assertTrue(error.maxMm() > 1 && error.maxMm() < 4.1 * Math.sqrt(3), error.toString());
        assertTrue(error.rmsMm() < 0.7, error.toString());
    }

    @Test
    void twoPointsOfOnePixel_theLaterIsLeftOut() {
        OrganizedCloud plane = scan((x, y) -> 500);
        int[] pixels = {0, SIDE - 1, SIDE * (SIDE - 1), LAST, LAST};
        float[] x = {0, SIDE - 1, 0, SIDE - 1, 7};
        float[] y = {0, 0, SIDE - 1, SIDE - 1, 7};
        float[] z = {500, 500, 500, 500, 900};
        SampledCloud reduced =
                new SampledCloud(
                        new Points(x, y, z),
                        pixels,
                        new int[5],
                        new boolean[5],
                        new int[plane.size()]);
        assertEquals(0, SurfaceError.of(plane, reduced).maxMm(), 1e-6);
    }

    @Test
    void nothing_isZero_andNothingLeftOrAnotherScan_isRefused() {
        OrganizedCloud empty = TestScans.empty(SIDE, SIDE);
        assertEquals(new SurfaceError(0, 0, 0, 0), keeping(empty));
        OrganizedCloud plane = scan((x, y) -> 500);
        assertThrows(IllegalArgumentException.class, () -> keeping(plane));
        SampledCloud small = Picks.of(Points.of(TestScans.empty(2, 2)), new int[0]);
        assertThrows(IllegalArgumentException.class, () -> SurfaceError.of(plane, small));
    }
}
