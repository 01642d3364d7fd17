package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.HashMap;
import java.util.Map;

class VoxelGridSamplerTest {
    private static SampledCloud sample(double edgeMm, Points points) {
        return new VoxelGridSampler(edgeMm).sample(points, Workers.sequential());
    }

    @Test
    void sample_handMadeCloud_givesCentroidsInOrderOfTheirFirstPoints() {
        float[] x = {0, 9.5f, Float.NaN, 1, 9, 0.2f};
        float[] y = {0, 0, Float.NaN, 0, 0, 0};
        float[] z = {0, 0, Float.NaN, 0, 0, 0};
        SampledCloud out = sample(2, new Points(x, y, z));
        assertArrayEquals(new float[] {0.4f, 9.25f}, out.points().x());
        assertArrayEquals(new int[] {3, 2}, out.pointCount());
        assertArrayEquals(new int[] {0, 1, -1, 0, 1, 0}, out.pointOf());
        // 0.2 is nearest to 0.4; 9.5 and 9 are equally near to 9.25.
        assertArrayEquals(new int[] {5, 1}, out.source());
    }

    @Test
    void sample_noise_equalsAMapOfVoxels() {
        SeededRandom random = new SeededRandom(2);
        float[][] p = new float[3][5_000];
        for (float[] axis : p) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = (float) random.uniform(-40, 40);
            }
            axis[0] = -40; // the grid starts here
        }
        double edge = 6.1;
        Map<String, double[]> voxels = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder key = new StringBuilder();
            for (float[] axis : p) {
                key.append((int) ((axis[i] + 40.0) / edge)).append(' ');
            }
            double[] sum = voxels.computeIfAbsent(key.toString(), k -> new double[4]);
            for (int a = 0; a < 3; a++) {
                sum[a] += p[a][i];
            }
            sum[3]++;
        }
        SampledCloud out = sample(edge, new Points(p[0], p[1], p[2]));
        assertEquals(voxels.size(), out.size());
        for (int v = 0; v < out.size(); v++) {
            StringBuilder key = new StringBuilder();
            for (float[] axis : p) {
                key.append((int) ((axis[out.source()[v]] + 40.0) / edge)).append(' ');
            }
            double[] sum = voxels.get(key.toString());
            assertEquals(sum[3], out.pointCount()[v]);
            assertEquals(sum[0] / sum[3], out.points().x()[v], 1e-5);
            assertEquals(sum[1] / sum[3], out.points().y()[v], 1e-5);
            assertEquals(sum[2] / sum[3], out.points().z()[v], 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 300, 2_500})
    void ofCount_scan_findsTheEdgeForTheWantedNumber(int wanted) {
        Points points = Points.of(TestScans.sphere(120, 0.4, 25, 0.02));
        VoxelGridSampler sampler = VoxelGridSampler.ofCount(points, wanted);
        int n = sampler.sample(points, Workers.sequential()).size();
        assertTrue(Math.abs(n - wanted) <= 1 + 0.01 * wanted, n + " of " + wanted);
    }

    @Test
    void ofCount_noTwoPoints_isAnyEdge() {
        float[] none = {};
        float[] two = {5, 5};
        assertEquals(1, VoxelGridSampler.ofCount(new Points(none, none, none), 9).edgeMm());
        assertEquals(1, VoxelGridSampler.ofCount(new Points(two, two, two), 2).edgeMm());
    }

    @Test
    void ofCount_moreThanThereAre_keepsAllApart() {
        Points points = Points.of(TestScans.plane(9, 9, 0.5, 0, 0, 0));
        VoxelGridSampler sampler = VoxelGridSampler.ofCount(points, 1_000);
        assertEquals(81, sampler.sample(points, Workers.sequential()).size());
    }

    @Test
    void badArguments_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VoxelGridSampler(0));
        assertThrows(IllegalArgumentException.class, () -> new VoxelGridSampler(Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> new VoxelGridSampler(Double.POSITIVE_INFINITY));
        float[] wide = {0, 1e7f};
        Points points = new Points(wide, wide, wide);
        assertThrows(IllegalArgumentException.class, () -> sample(1, points));
        assertThrows(IllegalArgumentException.class, () -> VoxelGridSampler.ofCount(points, 0));
        assertEquals(2, sample(10, points).size());
    }
}
