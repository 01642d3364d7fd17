package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Optional;

class PointSpacingTest {
    @Test
    void of_plane_isGridSpacing() {
        PointSpacing spacing = PointSpacing.of(TestScans.plane(60, 40, 0.25, 0, 0, 0)).get();
        assertEquals(0.25, spacing.medianMm(), 1e-5);
        assertEquals(0.25, spacing.lowMm(), 1e-5);
    }

    @Test
    void of_planeTiltedAboutOneAxis_isUnchanged() {
        PointSpacing spacing = PointSpacing.of(TestScans.plane(60, 40, 0.25, 1, 0, 0)).get();
        assertEquals(0.25, spacing.medianMm(), 1e-4);
    }

    @Test
    void of_largeScanWithDropouts_staysWithinTwoPercent() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.plane(400, 300, 0.5, 0.1, 0, 0), 0.1, 7);
        assertEquals(0.5, PointSpacing.of(cloud).get().medianMm(), 0.01);
    }

    @Test
    void of_twoDensities_lowIsTheDenserOne() {
        int n = 40;
        float[] x = new float[n * n];
        float[] y = new float[n * n];
        float[] z = new float[n * n];
        for (int i = 0; i < n * n; i++) {
            double s = i % n < n / 4 ? 0.2 : 0.5;
            x[i] = (float) (s * (i % n) + (i % n < n / 4 ? 0 : 100));
            y[i] = (float) (s * (i / n));
        }
        PointSpacing spacing = PointSpacing.of(new OrganizedCloud(n, n, x, y, z)).get();
        assertEquals(0.5, spacing.medianMm(), 1e-4);
        assertEquals(0.2, spacing.lowMm(), 1e-4);
    }

    @Test
    void of_noTwoDifferentNeighbours_isEmpty() {
        assertEquals(Optional.empty(), PointSpacing.of(TestScans.empty(5, 4)));
        assertEquals(Optional.empty(), PointSpacing.of(TestScans.plane(1, 1, 1, 0, 0, 0)));
        assertEquals(
                Optional.empty(),
                PointSpacing.of(new OrganizedCloud(2, 1, new float[2], new float[2], new float[2])),
                "duplicates");
        float nan = Float.NaN;
        float[] apart = {0, nan, 1};
        assertTrue(
                PointSpacing.of(new OrganizedCloud(3, 1, apart, new float[3], new float[3]))
                        .isEmpty());
    }

    @Test
    void of_twoPoints_isTheirDistance() {
        float[] x = {0, 3};
        float[] y = {0, 4};
        PointSpacing spacing = PointSpacing.of(new OrganizedCloud(2, 1, x, y, new float[2])).get();
        assertEquals(5, spacing.medianMm(), 1e-6);
    }

    @Test
    void constructor_lowAboveMedian_namesBoth() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new PointSpacing(1, 2));
        assertTrue(e.getMessage().contains("lowMm: 2"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new PointSpacing(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new PointSpacing(1, 0));
    }

    private static Optional<PointSpacing> of(float[] x, float[] y) {
        float[] z = new float[x.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = 0 * x[i]; // NaN where there is no point
        }
        return PointSpacing.of(new Points(x, y, z), Workers.sequential());
    }

    @Test
    void of_pointsOfALattice_isItsSpacingInAnyOrder() {
        int side = 150;
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        for (int i = 0; i < x.length; i++) {
            int p = (int) (i * 7919L % x.length); // prime to 150^2: every place once
            x[i] = 0.5f * (p % side);
            y[i] = 0.75f * (p / side);
        }
        PointSpacing spacing = of(x, y).orElseThrow();
        assertEquals(0.5, spacing.medianMm(), 1e-6);
        assertEquals(0.5, spacing.lowMm(), 1e-6);
    }

    @Test
    void of_pointsOfAScan_isAboutThatOfTheScan() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.sphere(120, 0.4, 22, 0.01), 0.1, 3);
        double grid = PointSpacing.of(cloud).orElseThrow().medianMm();
        PointSpacing one = PointSpacing.of(Points.of(cloud), Workers.sequential()).orElseThrow();
        assertEquals(grid, one.medianMm(), 0.02 * grid);
        try (Workers three = Workers.of(3)) {
            assertEquals(one, PointSpacing.of(Points.of(cloud), three).orElseThrow());
        }
    }

    @Test
    void of_duplicatedPoints_looksBeyondThem() {
        float[] x = new float[900];
        float[] y = new float[900];
        for (int i = 0; i < x.length; i++) {
            x[i] = 2f * (i / 30); // 30 of each
        }
        assertEquals(2, of(x, y).orElseThrow().medianMm(), 1e-6);
        float[] heaps = new float[2000];
        for (int i = 0; i < heaps.length; i++) {
            heaps[i] = i % 2 == 0 ? 1 : 4;
        }
        assertEquals(3, of(heaps, new float[2000]).orElseThrow().medianMm(), 1e-6);
    }

    @Test
    void of_noTwoDifferentPoints_isEmpty() {
        float[] none = {};
        float[] one = {3};
        float[] nan = {Float.NaN, Float.NaN};
        assertEquals(Optional.empty(), of(none, none));
        assertEquals(Optional.empty(), of(one, one));
        assertEquals(Optional.empty(), of(nan, nan));
        assertEquals(Optional.empty(), of(new float[3000], new float[3000]));
    }
}
