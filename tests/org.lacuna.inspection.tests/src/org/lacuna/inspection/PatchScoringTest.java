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
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.fusion.PartScores;
import org.lacuna.memorybank.BankBuilder;
import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.MemoryBank;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

class PatchScoringTest {
    private static final PatchScoring SCORING =
            new PatchScoring(Map.of(), ScoringParameters.defaults());

    private static float[] scores(float value) {
        float[] s = new float[PatchGrid.PATCHES];
        Arrays.fill(s, value);
        return s;
    }

    private static double part(float[] distances, Availability availability) {
        PartScores combined =
                SCORING.combine(
                        Map.of(Modality.XYZ, seen(availability)),
                        Map.of(Modality.XYZ, distances),
                        ModalitySet.XYZ,
                        null);
        return combined.part().getOrDefault(Modality.XYZ, -1.0);
    }

    /** No patch is looked up: scores are given. */
    private static BankMatch seen(Availability availability) {
        return new BankMatch(new int[0], new float[0], new float[0], new int[0], availability);
    }

    private static int patch(int column, int row) {
        return row * PatchGrid.SIDE + column;
    }

    private static float[] distances(PatchScoring scoring, FeatureMap features) {
        return scoring.distances(Modality.XYZ, match(scoring, features));
    }

    private static BankMatch match(PatchScoring scoring, FeatureMap features) {
        return scoring.match(features, Modality.XYZ, Optional.empty(), Workers.sequential());
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
        assertTrue(narrowScore < 2.5 && wideScore > 4, narrowScore + " and " + wideScore);
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
                if (Math.abs(dx) <= 2 && Math.abs(dy) <= 2 && !Float.isNaN(d[p])) {
                    double w = Math.exp(-(dx * dx + dy * dy) / 0.98) * a[p];
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
        PartScores combined =
                SCORING.combine(
                        Map.of(Modality.RGB, seen(Availability.full())),
                        Map.of(Modality.RGB, scores(1)),
                        ModalitySet.BOTH,
                        onPart);
        assertEquals(1, PatchScoring.scoredPatches(combined));
    }

    @Test
    void around_marksThePatchesOfThePart_andTwoBeside() {
        boolean[] set = new boolean[224 * 224];
        set[9 * 224 + 17] = true;
        set[150 * 224 + 223] = true;
        boolean[] around =
                PatchScoring.around(
                        new PixelMask(224, 224, set), GridTransform.squarePad(224, 224));
        for (int p = 0; p < around.length; p++) {
            int column = p % PatchGrid.SIDE;
            int row = p / PatchGrid.SIDE;
            boolean expected =
                    Math.abs(column - 4) <= 2 && Math.abs(row - 2) <= 2
                            || column >= 53 && Math.abs(row - 37) <= 2;
            assertEquals(expected, around[p], "patch " + p);
        }
    }

    @Test
    void distance_isBeyondTheSpread_andDrawnToNormalByWhatIsMissing() {
        float[] normal = {0, 1, 2, 3, 4, 5, 6, 7};
        MemoryBank bank =
                new BankBuilder(BankParameters.defaults(1).withFixedEntries(4))
                        .build(normal, 8, 1, Progress.NONE, Workers.sequential())
                        .bank();
        PatchScoring scoring =
                new PatchScoring(
                        Map.of(
                                Modality.XYZ,
                                new TrainedBank("test", bank, Optional.empty(), 0, 8, 0)),
                        ScoringParameters.defaults());
        float[] values = new float[PatchGrid.PATCHES];
        Arrays.fill(values, 20);
        float[] available = new float[PatchGrid.PATCHES];
        available[0] = 1;
        available[1] = 0.8f;
        available[2] = 0.5f;
        available[3] = 0.49f;
        float[] d = distances(scoring, new FeatureMap(1, values, new Availability(available)));
        float[] nearest = new float[1];
        int[] entry = new int[1];
        bank.nearest(new float[] {20}, 1, nearest, entry, Workers.sequential());
        double whole = 1 + (nearest[0] - bank.spread(entry[0])) / bank.meanSpread();
        assertTrue(whole > 5);
        assertEquals(whole, d[0], 1e-4);
        assertEquals(1 + 0.64 * (whole - 1), d[1], 1e-4);
        assertEquals(1 + 0.25 * (whole - 1), d[2], 1e-4);
        assertTrue(Float.isNaN(d[3]));
    }

    @Test
    void nearerThanUsual_isNotBelowZero() {
        float[] rows = new float[64];
        for (int i = 0; i < 32; i++) {
            rows[i] = i * 1e-3f;
            rows[32 + i] = 100 + 10 * i;
        }
        MemoryBank bank =
                new BankBuilder(BankParameters.defaults(1).withFixedEntries(8))
                        .build(rows, 64, 1, Progress.NONE, Workers.sequential())
                        .bank();
        int loosest = 0;
        for (int e = 0; e < bank.entries(); e++) {
            loosest = bank.spread(e) > bank.spread(loosest) ? e : loosest;
        }
        assertTrue(bank.spread(loosest) > 1.1 * bank.meanSpread());
        PatchScoring scoring =
                new PatchScoring(
                        Map.of(
                                Modality.XYZ,
                                new TrainedBank("test", bank, Optional.empty(), 0, 64, 0)),
                        ScoringParameters.defaults());
        float[] d = distances(scoring, new FeatureMap(1, spreadOut(rows), Availability.full()));
        float least = Float.MAX_VALUE;
        for (float v : d) {
            least = Math.min(least, v);
        }
        assertEquals(0, least);
    }

    @Test
    void reweighting_multipliesThePartScoreByTheWeightOfItsPeak() {
        float[] rows = new float[64];
        for (int i = 0; i < 64; i++) {
            rows[i] = i;
        }
        MemoryBank bank =
                new BankBuilder(BankParameters.defaults(1).withFixedEntries(64))
                        .build(rows, 64, 1, Progress.NONE, Workers.sequential())
                        .bank();
        Map<Modality, TrainedBank> banks =
                Map.of(Modality.XYZ, new TrainedBank("test", bank, Optional.empty(), 0, 64, 0));
        float[] values = spreadOut(rows);
        values[patch(30, 12)] = 90;
        FeatureMap features = new FeatureMap(1, values, Availability.full());
        double[] part = new double[2];
        for (int i = 0; i < 2; i++) {
            PatchScoring scoring =
                    new PatchScoring(banks, ScoringParameters.defaults().withReweighting(5 * i));
            float[] d = distances(scoring, features);
            part[i] =
                    scoring.combine(
                                    Map.of(Modality.XYZ, match(scoring, features)),
                                    Map.of(Modality.XYZ, d),
                                    ModalitySet.XYZ,
                                    null)
                            .part()
                            .get(Modality.XYZ);
        }
        double weight = bank.reweighting(new float[] {90}, 5);
        assertTrue(weight > 0.1 && weight < 0.9, "weight " + weight);
        assertEquals(part[0] * weight, part[1], 1e-9);
    }

    /** The rows again and again until every patch has one. */
    private static float[] spreadOut(float[] rows) {
        float[] values = new float[PatchGrid.PATCHES];
        for (int p = 0; p < values.length; p++) {
            values[p] = rows[p % rows.length];
        }
        return values;
    }
}
