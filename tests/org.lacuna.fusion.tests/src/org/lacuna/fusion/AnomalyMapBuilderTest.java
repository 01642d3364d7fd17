package org.lacuna.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

class AnomalyMapBuilderTest {
    private static float[] patches(float value) {
        float[] p = new float[PatchGrid.PATCHES];
        Arrays.fill(p, value);
        return p;
    }

    @ParameterizedTest
    @CsvSource({"224,224", "600,800", "1,1", "57,13", "640,480"})
    void constantScores_stayConstant(int width, int height) {
        AnomalyMap map =
                AnomalyMapBuilder.build(
                        patches(0.7f), GridTransform.squarePad(width, height), 4, Optional.empty());
        assertEquals(width, map.width());
        for (float s : map.score()) {
            assertEquals(0.7f, s, 1e-5f);
        }
    }

    @Test
    void map_agreesWithADirectComputation() {
        SeededRandom random = new SeededRandom(4);
        float[] p = new float[PatchGrid.PATCHES];
        for (int i = 0; i < p.length; i++) {
            p[i] = random.nextDouble() < 0.3 ? Float.NaN : (float) random.nextDouble();
        }
        GridTransform t = GridTransform.squarePad(PatchGrid.WORKING_SIDE, PatchGrid.WORKING_SIDE);
        AnomalyMap map = AnomalyMapBuilder.build(p, t, 2, Optional.empty());
        for (int pixel : new int[] {0, 5, 223, 30_000, 25_111, 50_175, 111 * 224 + 112}) {
            assertEquals(
                    direct(p, pixel % 224, pixel / 224, 2),
                    map.score()[pixel],
                    2e-5,
                    "pixel " + pixel);
        }
    }

    /**
     * Weighted mean over all working pixels of the bilinear interpolation of the scored patches.
     */
    private static double direct(float[] p, int x, int y, double sigma) {
        if (Float.isNaN(p[y / 4 * 56 + x / 4])) {
            return 0;
        }
        int radius = (int) Math.ceil(3 * sigma);
        double sum = 0;
        double weight = 0;
        for (int v = Math.max(0, y - radius); v <= Math.min(223, y + radius); v++) {
            for (int u = Math.max(0, x - radius); u <= Math.min(223, x + radius); u++) {
                double g =
                        Math.exp(-0.5 * ((u - x) * (u - x) + (v - y) * (v - y)) / (sigma * sigma));
                double px = Math.clamp((u + 0.5) / 4 - 0.5, 0.0, 55.0);
                double py = Math.clamp((v + 0.5) / 4 - 0.5, 0.0, 55.0);
                for (int r = 0; r < 56; r++) {
                    double wr = Math.max(0, 1 - Math.abs(py - r));
                    for (int c = 0; wr > 0 && c < 56; c++) {
                        double w = wr * Math.max(0, 1 - Math.abs(px - c)) * g;
                        if (w > 0 && !Float.isNaN(p[r * 56 + c])) {
                            sum += w * p[r * 56 + c];
                            weight += w;
                        }
                    }
                }
            }
        }
        return sum / weight;
    }

    @Test
    void hotPatch_landsAtItsSensorPixels() {
        float[] p = patches(0);
        p[10 * PatchGrid.SIDE + 20] = 1;
        GridTransform t = GridTransform.squarePad(600, 800);
        AnomalyMap map = AnomalyMapBuilder.build(p, t, 1, Optional.empty());
        int best = 0;
        for (int i = 0; i < map.score().length; i++) {
            best = map.score()[i] > map.score()[best] ? i : best;
        }
        assertEquals(20, t.patchColumn(best % 600));
        assertEquals(10, t.patchRow(best / 600));
    }

    @Test
    void neighboursWithoutScore_doNotPullDown() {
        float[] p = patches(Float.NaN);
        p[30 * PatchGrid.SIDE + 30] = 1;
        AnomalyMap map =
                AnomalyMapBuilder.build(p, GridTransform.squarePad(224, 224), 4, Optional.empty());
        assertEquals(1, map.score()[122 * 224 + 122], 1e-5);
        assertEquals(0, map.score()[110 * 224 + 122], "not scored, so zero");
    }

    @Test
    void outsideTheMask_isZero() {
        boolean[] set = new boolean[100 * 100];
        set[5050] = true;
        AnomalyMap map =
                AnomalyMapBuilder.build(
                        patches(1),
                        GridTransform.squarePad(100, 100),
                        4,
                        Optional.of(new PixelMask(100, 100, set)));
        assertEquals(1, map.score()[5050], 1e-5);
        assertEquals(0, map.score()[5051]);
    }

    /** A linear ramp is kept by both interpolations, so every sensor pixel has a known value. */
    @ParameterizedTest
    @CsvSource({"600,800,-100,0,800", "640,480,120.5,30.25,333.3", "50,40,-5,-10,60"})
    void ramp_isSampledAtPixelCentres(int width, int height, double x, double y, double side) {
        float[] p = new float[PatchGrid.PATCHES];
        for (int i = 0; i < p.length; i++) {
            p[i] = i % PatchGrid.SIDE + 2f * (i / PatchGrid.SIDE);
        }
        GridTransform t = new GridTransform(width, height, x, y, side);
        AnomalyMap map = AnomalyMapBuilder.build(p, t, 0, Optional.empty());
        int checked = 0;
        for (int i = 0; i < map.score().length; i++) {
            double u = t.toWorkingX(i % width + 0.5) / 4 - 0.5;
            double v = t.toWorkingY(i / width + 0.5) / 4 - 0.5;
            if (u >= 0.125 && v >= 0.125 && u <= 54.875 && v <= 54.875) {
                assertEquals(u + 2 * v, map.score()[i], 1e-4, "pixel " + i);
                checked++;
            }
            if (u < -0.5 || v < -0.5 || u >= 55.5 || v >= 55.5) {
                assertEquals(0, map.score()[i], "outside the window");
            }
        }
        assertTrue(checked > 100);
    }

    @Test
    void badSigma_isRefused() {
        for (double sigma : new double[] {-1, Double.NaN, 57}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () ->
                            AnomalyMapBuilder.build(
                                    patches(1),
                                    GridTransform.squarePad(9, 9),
                                    sigma,
                                    Optional.empty()));
        }
    }

    @Test
    void nothingScored_givesZeros() {
        AnomalyMap map =
                AnomalyMapBuilder.build(
                        patches(Float.NaN), GridTransform.squarePad(50, 40), 4, Optional.empty());
        assertEquals(0, map.max());
    }

    @Test
    void wrongLength_isRefused() {
        assertTrue(
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        AnomalyMapBuilder.build(
                                                new float[5],
                                                GridTransform.squarePad(50, 40),
                                                4,
                                                Optional.empty()))
                        .getMessage()
                        .contains("5 values"));
    }
}
