package org.lacuna.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.ModalitySet;

import java.util.Map;

class MapScaleTest {
    private static final int BOTH = MapScale.bits(ModalitySet.BOTH);
    private static final int RGB = MapScale.bits(ModalitySet.RGB);
    private static final int XYZ = MapScale.bits(ModalitySet.XYZ);

    private static ScoreCalibration level(double mapDefect) {
        return new ScoreCalibration(new double[] {1}, 1, 2, mapDefect / 2, mapDefect);
    }

    private static ModalityFusion factors(double rgb, double xyz) {
        return new ModalityFusion(new double[] {rgb, xyz}, new OneClassSvm(new double[] {1, 1}, 0));
    }

    /** Typical patches: RGB 0.5 * 2 = 1, 3D 3 * 1 = 3, both 4. */
    private static MapScale scale(double both, double rgb, double xyz) {
        return new MapScale(
                factors(0.5, 3),
                new double[] {2, 1},
                Map.of(
                        ModalitySet.BOTH, level(both),
                        ModalitySet.RGB, level(rgb),
                        ModalitySet.XYZ, level(xyz)));
    }

    @Test
    void wholePatches_areDividedByTheirLevel() {
        MapScale scale = scale(16, 4, 9);
        assertEquals(0.5, scale.calibrated(8, BOTH, BOTH), 1e-12);
        assertEquals(0.5, scale.calibrated(2, RGB, RGB), 1e-12);
        assertEquals(0, scale.calibrated(0, XYZ, XYZ), 1e-12);
    }

    @Test
    void typicalAndDefective_comeOutTheSame_whateverThePatchLacks() {
        MapScale scale = scale(16, 4, 9);
        double typical = scale.calibrated(4, BOTH, BOTH);
        assertEquals(0.25, typical, 1e-12);
        assertEquals(typical, scale.calibrated(1, RGB, BOTH), 1e-12);
        assertEquals(typical, scale.calibrated(3, XYZ, BOTH), 1e-12);
        assertEquals(1, scale.calibrated(4, RGB, BOTH), 1e-12);
        assertEquals(1, scale.calibrated(9, XYZ, BOTH), 1e-12);
        assertTrue(scale.calibrated(6, RGB, BOTH) > 1.4);
    }

    @Test
    void score_isNeverNegative() {
        assertEquals(0, scale(400, 2.1, 9).calibrated(0, RGB, BOTH));
    }

    @Test
    void levelBelowTheTypicalPatch_keepsTheOrder() {
        MapScale scale = scale(2, 0.5, 1);
        double last = -1;
        for (double fused = 0.3; fused < 3; fused += 0.1) {
            double score = scale.calibrated(fused, RGB, BOTH);
            assertTrue(score > last && Double.isFinite(score), "at " + fused);
            last = score;
        }
    }

    @Test
    void patternWithoutCalibration_borrowsALevel() {
        MapScale scale =
                new MapScale(
                        factors(1, 1), new double[] {1, 1}, Map.of(ModalitySet.BOTH, level(10)));
        assertEquals(0.2, scale.calibrated(1, RGB, BOTH), 1e-12);
        assertEquals(1, scale.calibrated(10, RGB, BOTH), 1e-12);
    }
}
