package org.lacuna.acquisition.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

class PlaneSearchTest {
    private static Plane find(OrganizedCloud cloud, long seed) {
        boolean[] usable = new boolean[cloud.size()];
        for (int i = 0; i < usable.length; i++) {
            usable[i] = cloud.isValid(i);
        }
        return new PlaneSearch(cloud, usable, seed).find();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0.1", "0.6, 0.2, 0.1", "-0.8, 0.4, 1", "0.3, -0.7, 3"})
    void find_noisyTiltedTable_givesItsPlaneAndNoise(double tiltX, double tiltY, double noise) {
        OrganizedCloud cloud = new TestScene(120, 100, 700, tiltX, tiltY).noise(noise, 4).cloud();
        OrganizedCloud exact = new TestScene(120, 100, 700, tiltX, tiltY).cloud();
        Plane plane = find(cloud, 1);
        assertNotNull(plane);
        for (int i = 0; i < exact.size(); i += 37) {
            double h = plane.height(exact.x()[i], exact.y()[i], exact.z()[i]);
            // The error of a fit to n points falls with the root of n; here n is 12 000.
            assertEquals(0, h, 0.06 * noise + 1e-3);
        }
        // Noise is along the ray, the spread along the normal.
        assertTrue(plane.spreadMm() < 1.3 * noise, "spread " + plane.spreadMm());
        assertTrue(plane.spreadMm() > 0.3 * noise, "spread " + plane.spreadMm());
    }

    @Test
    void find_partOverTwoFifthsOfTheBorder_stillFindsTheTable() {
        TestScene scene =
                new TestScene(150, 150, 600, 0.2, 0.1).noise(0.3, 2).shape(60, (u, v) -> v > 100);
        Plane plane = find(scene.cloud(), 7);
        OrganizedCloud table = new TestScene(150, 150, 600, 0.2, 0.1).cloud();
        assertNotNull(plane);
        assertEquals(0, plane.height(table.x()[0], table.y()[0], table.z()[0]), 0.3);
    }

    @Test
    void find_borderOfFloorAndWall_takesTheDominantPlaneOfTheScene() {
        // The border sees random clutter; the table fills the middle.
        TestScene scene = new TestScene(160, 120, 600, 0.3, 0).noise(0.2, 3);
        OrganizedCloud cloud = scene.cloud();
        SeededRandom random = new SeededRandom(5);
        for (int i = 0; i < cloud.size(); i++) {
            int x = i % 160;
            int y = i / 160;
            if (Math.min(Math.min(x, 159 - x), Math.min(y, 119 - y)) < 8) {
                float factor = (float) random.uniform(0.6, 1.8);
                cloud.x()[i] *= factor;
                cloud.y()[i] *= factor;
                cloud.z()[i] *= factor;
            }
        }
        Plane plane = find(cloud, 1);
        assertNotNull(plane);
        OrganizedCloud exact = new TestScene(160, 120, 600, 0.3, 0).cloud();
        int middle = 60 * 160 + 80;
        assertEquals(0, plane.height(exact.x()[middle], exact.y()[middle], exact.z()[middle]), 0.1);
    }

    @Test
    void find_scatteredPoints_isNoPlane() {
        float[][] axis = new float[3][2500];
        SeededRandom random = new SeededRandom(8);
        for (int i = 0; i < 2500; i++) {
            for (float[] a : axis) {
                a[i] = (float) random.uniform(-100, 100);
            }
        }
        assertNull(find(new OrganizedCloud(50, 50, axis[0], axis[1], axis[2]), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 11})
    void find_fewPoints_isNoPlane(int points) {
        float[][] axis = new float[3][400];
        for (float[] a : axis) {
            Arrays.fill(a, Float.NaN);
        }
        for (int k = 0; k < points; k++) {
            axis[0][k] = k * k;
            axis[1][k] = k;
            axis[2][k] = 5;
        }
        assertNull(find(new OrganizedCloud(20, 20, axis[0], axis[1], axis[2]), 1));
    }

    @Test
    void find_pointsOnALine_isNoPlane() {
        float[][] axis = new float[3][400];
        for (int i = 0; i < 400; i++) {
            for (float[] a : axis) {
                a[i] = i;
            }
        }
        assertNull(find(new OrganizedCloud(20, 20, axis[0], axis[1], axis[2]), 1));
    }

    @Test
    void find_sameSeed_givesTheSameBits() {
        OrganizedCloud cloud = new TestScene(90, 70, 600, 0.5, 0.1).noise(1, 6).cloud();
        assertEquals(find(cloud, 11), find(cloud, 11));
    }

    @Test
    void fit_farFromTheOrigin_keepsItsPrecision() {
        SeededRandom random = new SeededRandom(3);
        PlaneFit fit = new PlaneFit(1e6, -1e6, 2e6);
        for (int i = 0; i < 1000; i++) {
            double x = 1e6 + random.uniform(-50, 50);
            double y = -1e6 + random.uniform(-50, 50);
            fit.add(x, y, 2e6 + 0.25 * (x - 1e6) - 0.5 * (y + 1e6));
        }
        Plane plane = fit.plane(0);
        double norm = Math.sqrt(1 + 0.0625 + 0.25);
        double sign = Math.signum(plane.nz());
        assertArrayEquals(
                new double[] {-0.25 / norm, 0.5 / norm, 1 / norm},
                new double[] {sign * plane.nx(), sign * plane.ny(), sign * plane.nz()},
                1e-9);
        assertEquals(0, plane.height(1e6, -1e6, 2e6), 1e-6);
    }

    @Test
    void fit_withoutAPlane_isNull() {
        PlaneFit fit = new PlaneFit(0, 0, 0);
        assertNull(fit.plane(0));
        fit.add(1, 2, 3);
        fit.add(2, 4, 6);
        assertNull(fit.plane(0));
        fit.add(3, 6, 9);
        assertNull(fit.plane(0), "collinear");
        fit.add(0, 0, 1);
        assertNotNull(fit.plane(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 101, 1000})
    void kth_anyValues_isWhatSortingGives(int n) {
        SeededRandom random = new SeededRandom(n);
        for (int distinct : new int[] {1, 3, 1_000_000}) {
            double[] values = new double[n + 5];
            for (int i = 0; i < n; i++) {
                values[i] = random.nextInt(distinct);
            }
            double[] sorted = Arrays.copyOf(values, n);
            Arrays.sort(sorted);
            for (int k : new int[] {0, n / 3, n / 2, n - 1}) {
                assertEquals(sorted[k], Selection.kth(values.clone(), n, k));
            }
        }
    }
}
