package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

class CloudPyramidTest {
    private static OrganizedCloud halve(OrganizedCloud cloud, double maxStepMm) {
        return new CloudPyramid(maxStepMm).halve(cloud, Workers.sequential());
    }

    @Test
    void halve_plane_isMeanOfEachBlock() {
        OrganizedCloud half = halve(TestScans.plane(7, 5, 1, 0.5, 0.25, 0), 3);
        assertEquals(4, half.width());
        assertEquals(3, half.height());
        // Block (1, 1): columns 2-3, rows 2-3.
        int i = 5;
        assertEquals(2.5, half.x()[i], 1e-5);
        assertEquals(2.5, half.y()[i], 1e-5);
        assertEquals(500 + 0.5 * 2.5 + 0.25 * 2.5, half.z()[i], 1e-4);
        // The last column is half a block.
        assertEquals(6, half.x()[3], 1e-5);
        assertEquals(0.5, half.y()[3], 1e-5);
    }

    @Test
    void halve_depthJumpInsideBlock_keepsToTheFirstSurface() {
        float[] z = {500, 520, 500, 520};
        float[] x = {0, 1, 0, 1};
        float[] y = {0, 0, 1, 1};
        OrganizedCloud half = halve(new OrganizedCloud(2, 2, x, y, z), 3);
        assertEquals(500, half.z()[0]);
        assertEquals(0, half.x()[0]);
        assertEquals(0.5, half.y()[0]);
    }

    @Test
    void halve_invalidPixels_areLeftOut() {
        float nan = Float.NaN;
        OrganizedCloud half =
                halve(
                        new OrganizedCloud(
                                4,
                                1,
                                new float[] {nan, 1, nan, nan},
                                new float[4],
                                new float[] {nan, 7, nan, nan}),
                        3);
        assertTrue(half.isValid(0));
        assertEquals(7, half.z()[0]);
        assertFalse(half.isValid(1));
    }

    @Test
    void halve_farFromOrigin_losesNothing() {
        float[] x = {1e7f, 1e7f + 1, 1e7f, 1e7f + 1};
        OrganizedCloud half =
                halve(new OrganizedCloud(2, 2, x, new float[] {0, 0, 1, 1}, new float[4]), 3);
        // The spacing of floats is 1 here: the mean is as near as a float gets.
        assertEquals(1e7 + 0.5, half.x()[0], 0.51);
        assertEquals(0.5, half.y()[0], 1e-6);
    }

    @Test
    void halve_anyWorkers_sameBits() {
        OrganizedCloud cloud = TestScans.dropped(TestScans.sphere(121, 0.3, 15, 0.02), 0.1, 5);
        try (Workers three = Workers.of(3)) {
            assertEquals(halve(cloud, 1), new CloudPyramid(1).halve(cloud, three));
        }
    }

    @Test
    void constructor_noStep_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CloudPyramid(0));
        assertThrows(IllegalArgumentException.class, () -> new CloudPyramid(Double.NaN));
    }
}
