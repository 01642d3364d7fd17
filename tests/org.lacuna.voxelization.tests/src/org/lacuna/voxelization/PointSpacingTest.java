package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.OrganizedCloud;

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
}
