package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.GridTransform;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;
import org.lacuna.voxelization.NormalCurvature;
import org.lacuna.voxelization.PointSpacing;
import org.lacuna.voxelization.SurfaceField;
import org.lacuna.voxelization.SurfaceNormals;
import org.lacuna.voxelization.WindowRadius;

import java.util.Arrays;

class CurvaturePoolingTest {
    private static final int SIDE = 224;
    private static final int CENTRE = 28 * PatchGrid.SIDE + 28;
    private static final GridTransform TRANSFORM = GridTransform.squarePad(SIDE, SIDE);

    private static SurfaceField plane() {
        return normals(new float[SIDE * SIDE]);
    }

    private static SurfaceField normals(float[] z) {
        OrganizedCloud cloud = cloud(z);
        double linkMm = 4 * PointSpacing.of(cloud).orElseThrow().medianMm();
        return new SurfaceNormals(linkMm).compute(cloud, Workers.sequential());
    }

    private static OrganizedCloud cloud(float[] z) {
        float[] x = new float[SIDE * SIDE];
        float[] y = new float[SIDE * SIDE];
        float[] deep = z.clone();
        for (int p = 0; p < x.length; p++) {
            x[p] = 0.3f * (p % SIDE);
            y[p] = 0.3f * (p / SIDE);
            deep[p] += 300;
        }
        return new OrganizedCloud(SIDE, SIDE, x, y, deep);
    }

    private static WindowRadius radius(OrganizedCloud cloud) {
        return WindowRadius.of(5, PointSpacing.of(cloud).orElseThrow());
    }

    private static float[] pool(float[] mean, float[] difference, double radiusMm) {
        float[] values = new float[PatchGrid.PATCHES * CurvaturePooling.CHANNELS];
        CurvaturePooling.pool(
                new NormalCurvature.Field(mean, difference),
                SIDE,
                0,
                radiusMm,
                cloud(new float[SIDE * SIDE]),
                plane(),
                TRANSFORM,
                values,
                CurvaturePooling.CHANNELS,
                0);
        return values;
    }

    private static float[] filled(double value) {
        float[] all = new float[SIDE * SIDE];
        Arrays.fill(all, (float) value);
        return all;
    }

    /** What the five channels say, back in plain numbers. */
    private static double[] plain(float[] values, int patch) {
        int at = patch * CurvaturePooling.CHANNELS;
        return new double[] {
            0.05 * Math.sinh(values[at]),
            Math.exp(values[at + 1]) - 0.015,
            Math.exp(values[at + 2]) - 0.015,
            0.05 * Math.sinh(values[at + 3]),
            Math.exp(values[at + 4]) - 0.015
        };
    }

    @Test
    void constantCurvature_isKept_timesTheRadius() {
        double[] raised = plain(pool(filled(0.1), filled(0.04), 2), CENTRE);
        assertEquals(0.2, raised[0], 1e-6);
        assertEquals(0.2, raised[1], 1e-6);
        assertEquals(0, raised[2], 1e-6);
        assertEquals(0.08, raised[3], 1e-6);
        assertEquals(0.08, raised[4], 1e-6);
        double[] hollow = plain(pool(filled(-0.1), filled(0.04), 2), CENTRE);
        assertEquals(-0.2, hollow[0], 1e-6);
        assertEquals(0, hollow[1], 1e-6);
        assertEquals(0.2, hollow[2], 1e-6);
    }

    @Test
    void raisedAndHollow_doNotCancel() {
        float[] mixed = filled(0.1);
        for (int p = 0; p < mixed.length; p += 2) {
            mixed[p] = -0.1f;
        }
        double[] plain = plain(pool(mixed, filled(0), 1), CENTRE);
        assertEquals(0, plain[0], 1e-6);
        assertEquals(0.1 / Math.sqrt(2), plain[1], 1e-6);
        assertEquals(0.1 / Math.sqrt(2), plain[2], 1e-6);
    }

    @Test
    void patchesWithoutCurvature_stayAsTheyAre() {
        float[] undefined = filled(Float.NaN);
        for (float v : pool(undefined, undefined.clone(), 1)) {
            assertEquals(0, v);
        }
    }

    @Test
    void neighbours_reachHalfAPatchIn() {
        float[] spot = filled(0);
        // Pixels 116..117 are the first of patch 29: inside the overlap of patch 28, not of 27.
        for (int row = 112; row < 116; row++) {
            spot[row * SIDE + 116] = 1;
        }
        float[] values = pool(spot, filled(0), 1);
        assertTrue(plain(values, CENTRE)[0] > 0.01);
        assertEquals(0, plain(values, CENTRE - 1)[0], 1e-9);
    }

    @Test
    void cylinder_bendsOneWay() {
        double radiusMm = 20;
        float[] z = new float[SIDE * SIDE];
        for (int p = 0; p < z.length; p++) {
            double x = 0.3 * (p % SIDE - 112);
            z[p] = (float) (radiusMm - Math.sqrt(Math.max(0, radiusMm * radiusMm - x * x)));
        }
        OrganizedCloud cloud = cloud(z);
        SurfaceField normals = normals(z);
        WindowRadius window = radius(cloud);
        float[] values = new float[PatchGrid.PATCHES * CurvaturePooling.CHANNELS];
        CurvaturePooling.pool(
                new NormalCurvature(window).compute(cloud, normals, Workers.sequential()),
                SIDE,
                0,
                window.radiusMm(),
                cloud,
                normals,
                TRANSFORM,
                values,
                CurvaturePooling.CHANNELS,
                0);
        double[] plain = plain(values, CENTRE);
        // k1 = 1 / 20 mm, k2 = 0: mean and half difference are 1 / 40 mm.
        double expected = window.radiusMm() / 40;
        assertEquals(expected, plain[0], 0.05 * expected);
        assertEquals(expected, plain[3], 0.05 * expected);
    }
}
