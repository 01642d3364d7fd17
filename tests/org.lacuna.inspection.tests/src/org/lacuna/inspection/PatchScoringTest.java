package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PixelMask;
import org.lacuna.fusion.PartScores;

import java.util.Arrays;
import java.util.Map;

class PatchScoringTest {
    private static final PatchScoring SCORING =
            new PatchScoring(Map.of(), ScoringParameters.defaults());

    private static float[] scores(float value) {
        float[] s = new float[PatchGrid.PATCHES];
        Arrays.fill(s, value);
        return s;
    }

    private static double part(float[] distances, Availability availability) {
        Map<Modality, FeatureMap> features =
                Map.of(Modality.XYZ, new FeatureMap(1, new float[PatchGrid.PATCHES], availability));
        PartScores combined =
                SCORING.combine(features, Map.of(Modality.XYZ, distances), ModalitySet.XYZ, null);
        return combined.part().getOrDefault(Modality.XYZ, -1.0);
    }

    private static int patch(int column, int row) {
        return row * PatchGrid.SIDE + column;
    }

    @Test
    void constantScores_giveThatScore() {
        assertEquals(0.7, part(scores(0.7f), Availability.full()), 1e-6);
    }

    @Test
    void singleFalsePeak_countsLessThanAWideDefectOfTheSameHeight() {
        float[] single = scores(1);
        single[patch(20, 20)] = 5;
        float[] wide = scores(1);
        for (int row = 19; row <= 22; row++) {
            for (int column = 19; column <= 22; column++) {
                wide[patch(column, row)] = 5;
            }
        }
        double narrowScore = part(single, Availability.full());
        double wideScore = part(wide, Availability.full());
        assertTrue(narrowScore < 1.5 && wideScore > 2.5, narrowScore + " and " + wideScore);
    }

    @Test
    void peak_agreesWithADirectComputation() {
        float[] d = new float[PatchGrid.PATCHES];
        float[] a = new float[PatchGrid.PATCHES];
        org.lacuna.core.SeededRandom random = new org.lacuna.core.SeededRandom(3);
        for (int p = 0; p < d.length; p++) {
            a[p] = (float) random.nextDouble();
            d[p] = a[p] < 0.5 ? Float.NaN : (float) random.nextDouble();
        }
        double best = -1;
        for (int c = 0; c < d.length; c++) {
            if (Float.isNaN(d[c]) || a[c] < 0.75) {
                continue;
            }
            double sum = 0;
            double weight = 0;
            for (int p = 0; p < d.length; p++) {
                int dx = p % PatchGrid.SIDE - c % PatchGrid.SIDE;
                int dy = p / PatchGrid.SIDE - c / PatchGrid.SIDE;
                if (Math.abs(dx) <= 4 && Math.abs(dy) <= 4 && !Float.isNaN(d[p])) {
                    double w = Math.exp(-(dx * dx + dy * dy) / 4.5) * a[p];
                    sum += w * d[p];
                    weight += w;
                }
            }
            best = Math.max(best, sum / weight);
        }
        assertEquals(best, part(d, new Availability(a)), 1e-9);
    }

    @Test
    void frayedPatches_cannotDecide() {
        float[] little = new float[PatchGrid.PATCHES];
        Arrays.fill(little, 0.6f);
        assertEquals(-1, part(scores(9), new Availability(little)));
    }

    @Test
    void rgbOffThePart_isLeftOut_whenTheCloudTellsThePart() {
        boolean[] onPart = new boolean[PatchGrid.PATCHES];
        onPart[patch(5, 5)] = true;
        FeatureMap full = new FeatureMap(1, new float[PatchGrid.PATCHES], Availability.full());
        PartScores combined =
                SCORING.combine(
                        Map.of(Modality.RGB, full),
                        Map.of(Modality.RGB, scores(1)),
                        ModalitySet.BOTH,
                        onPart);
        assertEquals(1, PatchScoring.scoredPatches(combined));
    }

    @Test
    void touching_marksExactlyThePatchesThatHoldAPixel() {
        boolean[] set = new boolean[224 * 224];
        set[9 * 224 + 17] = true;
        boolean[] touched =
                PatchScoring.touching(
                        new PixelMask(224, 224, set), GridTransform.squarePad(224, 224));
        for (int p = 0; p < touched.length; p++) {
            assertEquals(p == patch(4, 2), touched[p], "patch " + p);
        }
    }
}
