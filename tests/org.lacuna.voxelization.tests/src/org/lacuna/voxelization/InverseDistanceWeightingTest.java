package org.lacuna.voxelization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

class InverseDistanceWeightingTest {
    private static SurfacePoints random(int n, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[][] p = new float[6][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) {
                p[k][i] = (float) random.uniform(0, k == 2 ? 1 : 10);
            }
            double nx = random.nextGaussian();
            double ny = random.nextGaussian();
            double nz = random.nextGaussian();
            double l = Math.sqrt(nx * nx + ny * ny + nz * nz);
            p[3][i] = (float) (nx / l);
            p[4][i] = (float) (ny / l);
            p[5][i] = (float) (nz / l);
        }
        return new SurfacePoints(p[0], p[1], p[2], p[3], p[4], p[5]);
    }

    private static float[] features(int n, int channels, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] f = new float[n * channels];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) random.nextGaussian();
        }
        return f;
    }

    private static int[] each(int n) {
        int[] group = new int[n];
        Arrays.setAll(group, i -> i);
        return group;
    }

    /** Eq. 11-12, literally. */
    private static double[] slow(
            SurfacePoints s, float[] f, int channels, SurfacePoints places, int p, double radius) {
        double[] sum = new double[channels];
        double total = 0;
        for (int q = 0; q < s.size(); q++) {
            double d2 =
                    TestScans.square((double) places.x()[p] - s.x()[q])
                            + TestScans.square((double) places.y()[p] - s.y()[q])
                            + TestScans.square((double) places.z()[p] - s.z()[q]);
            double n2 =
                    TestScans.square((double) places.nx()[p] - s.nx()[q])
                            + TestScans.square((double) places.ny()[p] - s.ny()[q])
                            + TestScans.square((double) places.nz()[p] - s.nz()[q]);
            if (d2 <= radius * radius) {
                double w = Math.exp(-d2 / (0.8 * 0.8) - n2 / (0.7 * 0.7));
                total += w;
                for (int c = 0; c < channels; c++) {
                    sum[c] += w * f[q * channels + c];
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            sum[c] /= total;
        }
        return sum;
    }

    @Test
    void interpolate_eachPlaceAGroup_equalsEquation() {
        SurfacePoints samples = random(600, 1);
        SurfacePoints places = random(200, 2);
        float[] f = features(600, 5, 3);
        float[] fast =
                new InverseDistanceWeighting(0.8, 0.7, 3)
                        .interpolate(samples, f, 5, places, each(200), 200, Workers.sequential());
        for (int p = 0; p < 200; p++) {
            double[] slow = slow(samples, f, 5, places, p, 3);
            for (int c = 0; c < 5; c++) {
                assertEquals(slow[c], fast[5 * p + c], 1e-5);
            }
        }
    }

    @Test
    void interpolate_groups_areMeansOfTheirPlaces() {
        SurfacePoints samples = random(500, 4);
        SurfacePoints places = random(300, 5);
        float[] f = features(500, 4, 6);
        int[] group = new int[300];
        Arrays.setAll(group, i -> i % 11 == 10 ? -1 : i % 7);
        InverseDistanceWeighting idw = new InverseDistanceWeighting(0.8, 0.7, 2);
        float[] single =
                idw.interpolate(samples, f, 4, places, each(300), 300, Workers.sequential());
        float[] pooled = idw.interpolate(samples, f, 4, places, group, 9, Workers.sequential());
        for (int g = 0; g < 9; g++) {
            for (int c = 0; c < 4; c++) {
                double sum = 0;
                int n = 0;
                for (int p = 0; p < 300; p++) {
                    if (group[p] == g) {
                        sum += single[4 * p + c];
                        n++;
                    }
                }
                assertEquals(n == 0 ? 0 : sum / n, pooled[4 * g + c], 1e-5, "group " + g);
            }
        }
    }

    @Test
    void interpolate_acrossAnEdge_keepsToTheSideOfTheNormal() {
        // Two samples equally far off; the place shares its normal with the first.
        SurfacePoints samples =
                new SurfacePoints(
                        new float[] {-1, 1},
                        new float[2],
                        new float[2],
                        new float[] {0, 1},
                        new float[2],
                        new float[] {1, 0});
        SurfacePoints place =
                new SurfacePoints(
                        new float[1],
                        new float[1],
                        new float[1],
                        new float[1],
                        new float[1],
                        new float[] {1});
        float[] f = {10, 20};
        float[] r =
                new InverseDistanceWeighting(1, 0.5, 3)
                        .interpolate(samples, f, 1, place, new int[1], 1, Workers.sequential());
        double other = Math.exp(-2 / 0.25);
        assertEquals((10 + 20 * other) / (1 + other), r[0], 1e-5);
    }

    @Test
    void interpolate_noSampleInRadius_takesTheNearest() {
        SurfacePoints samples = random(50, 7);
        float[] f = features(50, 2, 8);
        float[] at = {-100};
        SurfacePoints place = new SurfacePoints(at, at, at, at, at, at);
        float[] r =
                new InverseDistanceWeighting(0.1, 0.5, 1)
                        .interpolate(samples, f, 2, place, new int[1], 1, Workers.sequential());
        int nearest =
                new VoxelNeighbourhoods(samples.x(), samples.y(), samples.z(), 1)
                        .search()
                        .nearest(-100, -100, -100);
        assertEquals(f[2 * nearest], r[0]);
        assertEquals(f[2 * nearest + 1], r[1]);
    }

    @Test
    void interpolate_nothingThere_isZeros() {
        float[] none = {};
        SurfacePoints nothing = new SurfacePoints(none, none, none, none, none, none);
        InverseDistanceWeighting idw = new InverseDistanceWeighting(1, 1, 1);
        assertArrayEquals(
                new float[6],
                idw.interpolate(nothing, none, 2, random(3, 1), each(3), 3, Workers.sequential()));
        assertArrayEquals(
                new float[4],
                idw.interpolate(
                        random(3, 1), new float[6], 2, nothing, none(), 2, Workers.sequential()));
    }

    private static int[] none() {
        return new int[0];
    }

    @Test
    void interpolate_badArguments_areNamed() {
        InverseDistanceWeighting idw = new InverseDistanceWeighting(1, 1, 1);
        SurfacePoints s = random(3, 1);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                idw.interpolate(
                                        s, new float[5], 2, s, each(3), 3, Workers.sequential()));
        assertTrue(e.getMessage().contains("features: 5"), e.getMessage());
        e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                idw.interpolate(
                                        s, new float[6], 2, s, each(3), 2, Workers.sequential()));
        assertTrue(e.getMessage().contains("group: 2"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new InverseDistanceWeighting(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new InverseDistanceWeighting(1, -1, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new InverseDistanceWeighting(1, 1, Double.NaN));
    }

    @Test
    void interpolate_anyWorkers_sameBits() {
        SurfacePoints samples = random(900, 9);
        SurfacePoints places = random(2000, 10);
        float[] f = features(900, 3, 11);
        int[] group = new int[2000];
        Arrays.setAll(group, i -> i % 400);
        InverseDistanceWeighting idw = new InverseDistanceWeighting(0.8, 0.7, 2);
        try (Workers three = Workers.of(3)) {
            assertArrayEquals(
                    idw.interpolate(samples, f, 3, places, group, 400, Workers.sequential()),
                    idw.interpolate(samples, f, 3, places, group, 400, three));
        }
    }
}
