package org.lacuna.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;

import java.util.Arrays;
import java.util.Map;

class FusionParametersTest {
    private static final SvmParameters.Schedule CONSTANT = SvmParameters.Schedule.CONSTANT;

    @Test
    void paper_isThePublishedOperatingPoint() {
        SvmParameters p = SvmParameters.paper();
        assertEquals(1.3e-4, p.learningRate());
        assertEquals(900, p.iterations());
        assertEquals(4, FusionParameters.defaults(1).mapSigmaPx());
    }

    @Test
    void badValues_areNamed() {
        assertNames("nu: 0", () -> new SvmParameters(0, CONSTANT, 0.1, 1, 0));
        assertNames("nu: 1.5", () -> new SvmParameters(1.5, CONSTANT, 0.1, 1, 0));
        assertNames("nu: NaN", () -> new SvmParameters(Double.NaN, CONSTANT, 0.1, 1, 0));
        assertNames("learningRate: 0", () -> new SvmParameters(0.5, CONSTANT, 0, 1, 0));
        assertNames("iterations: 0", () -> new SvmParameters(0.5, CONSTANT, 0.1, 0, 0));
        assertNames("tolerance: NaN", () -> new SvmParameters(0.5, CONSTANT, 0.1, 1, Double.NaN));
        assertNames("reviewRate: 0", () -> new ThresholdParameters(0, 2, 0.1));
        assertNames("reviewRate: 1", () -> new ThresholdParameters(1, 2, 0.1));
        assertNames("defectMargin: 1", () -> new ThresholdParameters(0.1, 1, 0.1));
        assertNames("minimumGap: 0", () -> new ThresholdParameters(0.1, 2, 0));
        assertNames("mapSigmaPx: -1", () -> with(-1, 10));
        assertNames("mapSigmaPx: 57", () -> with(57, 10));
        assertNames("pixelSamples: 0", () -> with(4, 0));
    }

    private static FusionParameters with(double sigma, int pixelSamples) {
        return new FusionParameters(
                SvmParameters.paper(), ThresholdParameters.defaults(), sigma, pixelSamples, 1);
    }

    private static void assertNames(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void partScores_areTheLargestPatches_withoutWhatIsNotScored() {
        float[] rgb = new float[PatchGrid.PATCHES];
        Arrays.fill(rgb, Float.NaN);
        rgb[7] = 2;
        rgb[8] = 3.5f;
        float[] nothing = new float[PatchGrid.PATCHES];
        Arrays.fill(nothing, Float.NaN);
        PartScores scores = PartScores.of(Map.of(Modality.RGB, rgb, Modality.XYZ, nothing));
        assertEquals(ModalitySet.RGB, scores.modalities());
        assertEquals(3.5, scores.part().get(Modality.RGB));
        assertTrue(scores.restrict(ModalitySet.XYZ).modalities().isEmpty());
        assertNames(
                "3 patch scores",
                () ->
                        new PartScores(
                                Map.of(Modality.RGB, new float[3]), Map.of(Modality.RGB, 1.0)));
        assertNames(
                "the same modalities",
                () -> new PartScores(Map.of(Modality.RGB, rgb), Map.of(Modality.XYZ, 1.0)));
        float[] infinite = rgb.clone();
        infinite[9] = Float.POSITIVE_INFINITY;
        assertNames("of patch 9", () -> PartScores.of(Map.of(Modality.RGB, infinite)));
    }
}
