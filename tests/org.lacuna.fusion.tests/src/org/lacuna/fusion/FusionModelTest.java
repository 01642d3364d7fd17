package org.lacuna.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.GridTransform;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class FusionModelTest {
    private static final FusionParameters PARAMETERS = FusionParameters.defaults(5);

    /**
     * Distances of a good part: RGB around 10, 3D around 0.2; {@code hotRgb} and {@code hotXyz} are
     * added at patch 1000.
     */
    private static PartScores part(long seed, double hotRgb, double hotXyz) {
        SeededRandom random = new SeededRandom(seed);
        float[] rgb = new float[PatchGrid.PATCHES];
        float[] xyz = new float[PatchGrid.PATCHES];
        for (int p = 0; p < rgb.length; p++) {
            rgb[p] = (float) (10 + Math.abs(random.nextGaussian()));
            xyz[p] = (float) (0.2 + 0.02 * Math.abs(random.nextGaussian()));
        }
        rgb[1000] += (float) hotRgb;
        xyz[1000] += (float) hotXyz;
        Map<Modality, float[]> patches = new EnumMap<>(Modality.class);
        patches.put(Modality.RGB, rgb);
        patches.put(Modality.XYZ, xyz);
        return PartScores.of(patches);
    }

    private static Map<ModalitySet, List<PartScores>> good(int parts, List<ModalitySet> patterns) {
        Map<ModalitySet, List<PartScores>> good = new LinkedHashMap<>();
        for (ModalitySet pattern : patterns) {
            List<PartScores> of = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                of.add(part(i, 0, 0).restrict(pattern));
            }
            good.put(pattern, of);
        }
        return good;
    }

    private static FusionModel fit(int parts, List<ModalitySet> patterns) {
        return new FusionTrainer(PARAMETERS)
                .fit(good(parts, patterns), Progress.NONE, Workers.sequential());
    }

    @Test
    void withNote_addsARemarkAndNothingElse() {
        FusionModel model = fit(20, ModalitySet.SETTINGS);
        FusionModel noted = model.withNote("first").withNote("second");
        assertEquals(List.of("first", "second"), noted.notes());
        assertTrue(model.notes().isEmpty());
        PartScores part = part(100, 3, 0.6);
        assertEquals(model.partScore(part), noted.partScore(part));
        assertEquals(model.thresholds(ModalitySet.BOTH), noted.thresholds(ModalitySet.BOTH));
    }

    @Test
    void goodParts_scoreBelowOne_hotOnesAbove_inEveryPattern() {
        FusionModel model = fit(20, ModalitySet.SETTINGS);
        assertEquals(ModalitySet.SETTINGS, model.patterns());
        assertTrue(model.notes().isEmpty(), model.notes()::toString);
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            assertTrue(model.partScore(part(100, 0, 0).restrict(pattern)) < 1.2, pattern::toString);
            assertTrue(
                    model.partScore(part(100, 30, 0.6).restrict(pattern)) > 1.5, pattern::toString);
            assertEquals(20, model.calibrationParts(pattern));
            assertEquals(20, model.goodScores(pattern).length);
            assertTrue(model.thresholds(pattern).review() < 1);
            assertEquals(1, model.thresholds(pattern).defect());
        }
    }

    @Test
    void recalibrate_sameParts_givesTheSameModel_otherOnesOtherThresholdsAlone() {
        FusionModel model = fit(20, ModalitySet.SETTINGS);
        FusionTrainer trainer = new FusionTrainer(PARAMETERS);
        assertEquals(
                model,
                trainer.recalibrate(
                        model,
                        good(20, ModalitySet.SETTINGS),
                        Progress.NONE,
                        Workers.sequential()));
        List<PartScores> noisy = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            noisy.add(part(i, 25, 0));
        }
        FusionModel other =
                trainer.recalibrate(
                        model,
                        Map.of(ModalitySet.BOTH, noisy),
                        Progress.NONE,
                        Workers.sequential());
        assertEquals(List.of(ModalitySet.BOTH), other.patterns());
        assertArrayEquals(model.partWeights(), other.partWeights());
        PartScores hot = part(100, 25, 0);
        assertTrue(model.partScore(hot) > 1, "a defect for the first model");
        assertTrue(other.partScore(hot) < 1, "usual under the other conditions");
    }

    @Test
    void towards_thresholdsAreInProportion() {
        FusionModel quiet = fit(20, ModalitySet.SETTINGS);
        List<PartScores> noisy = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            noisy.add(part(i, 25, 0));
        }
        FusionModel loud =
                new FusionTrainer(PARAMETERS)
                        .recalibrate(
                                quiet,
                                Map.of(ModalitySet.BOTH, noisy),
                                Progress.NONE,
                                Workers.sequential());
        assertEquals(loud, quiet.towards(loud, 1));
        FusionModel between = quiet.towards(loud, 0.25);
        assertEquals(List.of(ModalitySet.BOTH), between.patterns(), "known to both");
        PartScores part = part(100, 10, 0.1);
        // Scores are divided by the defect threshold.
        double threshold = 0.75 / quiet.partScore(part) + 0.25 / loud.partScore(part);
        assertEquals(1 / threshold, between.partScore(part), 1e-12);
        assertThrows(
                IllegalArgumentException.class,
                () -> quiet.towards(fit(12, ModalitySet.SETTINGS), 0.5),
                "other weights");
        assertThrows(IllegalArgumentException.class, () -> quiet.towards(loud, 1.1));
    }

    @Test
    void scaledModalities_weighAlike_thoughDistancesDiffer() {
        double[] w = fit(20, ModalitySet.SETTINGS).partWeights();
        assertEquals(1, w[0] / w[1], 0.2);
    }

    /** A modality that ripples evenly must not hide what the other sees at one place. */
    @Test
    void ripplingModality_doesNotDrownTheOther() {
        SeededRandom ripple = new SeededRandom(9);
        List<PartScores> parts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            parts.add(rippled(part(i, 0, 0), ripple));
        }
        FusionModel model =
                new FusionTrainer(PARAMETERS)
                        .fit(Map.of(ModalitySet.BOTH, parts), Progress.NONE, Workers.sequential());
        for (int i = 0; i < 8; i++) {
            PartScores hot = rippled(part(300 + i, 0, 0), ripple);
            for (int p : new int[] {999, 1000, 1001}) {
                hot.patches().get(Modality.RGB)[p] += 3;
            }
            AnomalyMap map =
                    AnomalyMapBuilder.build(
                            model.patchScores(hot),
                            GridTransform.squarePad(224, 224),
                            model.mapSigmaPx(),
                            Optional.empty());
            int at = 0;
            for (int j = 0; j < map.score().length; j++) {
                at = map.score()[j] > map.score()[at] ? j : at;
            }
            assertEquals(4 * (1000 % PatchGrid.SIDE) + 2, at % 224, 8);
            assertEquals(4 * (1000 / PatchGrid.SIDE) + 2, at / 224, 8);
        }
    }

    /** The same with waves of 14 patches in 3D, half as high as the score. */
    private static PartScores rippled(PartScores part, SeededRandom random) {
        float[] xyz = part.patches().get(Modality.XYZ).clone();
        double phase = 2 * Math.PI * random.nextDouble();
        for (int p = 0; p < xyz.length; p++) {
            xyz[p] *= (float) (1 + 0.5 * Math.sin(phase + p % PatchGrid.SIDE * Math.PI / 7));
        }
        return PartScores.of(
                Map.of(Modality.RGB, part.patches().get(Modality.RGB), Modality.XYZ, xyz));
    }

    @Test
    void singleModality_ranksAsItsOwnDistances() {
        FusionModel model = fit(10, ModalitySet.SETTINGS);
        double last = -1;
        for (double hot : new double[] {0, 6, 8, 12, 40}) {
            double score = model.partScore(part(7, hot, 0).restrict(ModalitySet.RGB));
            assertTrue(score > last);
            last = score;
        }
    }

    @Test
    void modalityScore_isThatOfTheModalityAlone() {
        FusionModel model = fit(10, ModalitySet.SETTINGS);
        PartScores both = part(7, 30, 0);
        assertEquals(
                model.partScore(both.restrict(ModalitySet.RGB)),
                model.modalityScore(both, Modality.RGB),
                1e-12);
        assertTrue(Double.isNaN(model.modalityScore(both.restrict(ModalitySet.RGB), Modality.XYZ)));
    }

    @Test
    void mapOfGoodParts_staysBelowOne_alsoWherePatchesLackAModality() {
        FusionModel model = fit(20, ModalitySet.SETTINGS);
        PartScores whole = part(200, 0, 0);
        float[] holes = whole.patches().get(Modality.XYZ).clone();
        for (int p = 0; p < holes.length; p += 3) {
            holes[p] = Float.NaN;
        }
        PartScores partly =
                PartScores.of(
                        Map.of(
                                Modality.RGB,
                                whole.patches().get(Modality.RGB),
                                Modality.XYZ,
                                holes));
        for (PartScores scores : List.of(whole, partly)) {
            AnomalyMap map =
                    AnomalyMapBuilder.build(
                            model.patchScores(scores),
                            GridTransform.squarePad(224, 224),
                            model.mapSigmaPx(),
                            Optional.empty());
            assertTrue(map.max() < 1.15, map::toString);
        }
    }

    @Test
    void unscoredPatches_stayNaN() {
        float[] rgb = new float[PatchGrid.PATCHES];
        java.util.Arrays.fill(rgb, Float.NaN);
        rgb[3] = 11;
        float[] fused =
                fit(5, ModalitySet.SETTINGS).patchScores(PartScores.of(Map.of(Modality.RGB, rgb)));
        assertTrue(Float.isNaN(fused[2]) && fused[3] > 0);
    }

    @Test
    void onePatternOnly_refusesTheOthers() {
        FusionModel model = fit(5, List.of(ModalitySet.RGB));
        assertEquals(List.of(ModalitySet.RGB), model.patterns());
        assertThrows(IllegalArgumentException.class, () -> model.partScore(part(1, 0, 0)));
        assertThrows(IllegalArgumentException.class, () -> model.thresholds(ModalitySet.XYZ));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void roundTrip_keepsEverything(int parts) throws Exception {
        FusionModel model = fit(parts, ModalitySet.SETTINGS);
        assertEquals(model, read(bytes(model)));
    }

    @Test
    void cutOrNonsense_isRefused() throws Exception {
        byte[] good = bytes(fit(3, ModalitySet.SETTINGS));
        for (int length = 0; length < good.length; length += 7) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertThrows(IOException.class, () -> read(cut));
        }
        byte[] nan = good.clone();
        java.util.Arrays.fill(nan, 0, 8, (byte) 0xff);
        assertThrows(ModelException.class, () -> read(nan));
        byte[] negative = good.clone();
        negative[2 * 8] ^= (byte) 0x80;
        assertThrows(ModelException.class, () -> read(negative));
        byte[] typical = good.clone();
        typical[10 * 8] ^= (byte) 0x80;
        assertThrows(ModelException.class, () -> read(typical));
        byte[] huge = good.clone();
        // The first calibration's count follows thirteen doubles and a flag.
        java.util.Arrays.fill(huge, 13 * 8 + 1, 13 * 8 + 5, (byte) 0x7f);
        assertThrows(ModelException.class, () -> read(huge));
    }

    private static byte[] bytes(FusionModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private static FusionModel read(byte[] bytes) throws IOException, ModelException {
        return FusionModel.read(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
    }

    @Test
    void workers_doNotChangeTheBits() {
        try (Workers workers = Workers.of(3)) {
            assertEquals(
                    fit(9, ModalitySet.SETTINGS),
                    new FusionTrainer(PARAMETERS)
                            .fit(good(9, ModalitySet.SETTINGS), Progress.NONE, workers));
        }
    }

    @Test
    void goodParts_haveThePValuesOfTheirRanks() {
        int n = 13;
        FusionModel model = fit(n, ModalitySet.SETTINGS);
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            double[] p = new double[n];
            for (int i = 0; i < n; i++) {
                p[i] = model.pValue(pattern, model.partScore(part(i, 0, 0).restrict(pattern)));
            }
            java.util.Arrays.sort(p);
            for (int i = 0; i < n; i++) {
                assertEquals(
                        (i + 2.0) / (n + 1), p[i], 1e-12, "a part is at least as high as itself");
            }
        }
    }

    @Test
    void modalityThatIsAlwaysZero_isNotSilenced() {
        Map<ModalitySet, List<PartScores>> good = new LinkedHashMap<>();
        List<PartScores> parts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            PartScores p = part(i, 0, 0);
            parts.add(
                    PartScores.of(
                            Map.of(
                                    Modality.RGB,
                                    p.patches().get(Modality.RGB),
                                    Modality.XYZ,
                                    new float[PatchGrid.PATCHES])));
        }
        good.put(ModalitySet.BOTH, parts);
        FusionModel model =
                new FusionTrainer(PARAMETERS).fit(good, Progress.NONE, Workers.sequential());
        assertEquals(2, model.notes().size(), model.notes()::toString);
        assertEquals(model.partWeights()[0], model.partWeights()[1]);
        assertTrue(model.partScore(part(50, 0, 5)) > 1);
    }

    @Test
    void mapScores_stayFinite_evenAboveAZeroCalibration() {
        PartScores zero = PartScores.of(Map.of(Modality.RGB, new float[PatchGrid.PATCHES]));
        FusionModel model =
                new FusionTrainer(PARAMETERS)
                        .fit(
                                Map.of(ModalitySet.RGB, List.of(zero)),
                                Progress.NONE,
                                Workers.sequential());
        float[] wild = new float[PatchGrid.PATCHES];
        java.util.Arrays.fill(wild, Float.MAX_VALUE);
        PartScores scores = PartScores.of(Map.of(Modality.RGB, wild));
        AnomalyMap map =
                AnomalyMapBuilder.build(
                        model.patchScores(scores),
                        GridTransform.squarePad(30, 20),
                        4,
                        Optional.empty());
        assertTrue(map.max() > 1e20);
        assertTrue(Double.isFinite(model.partScore(scores)));
    }

    @Test
    void zeroScores_giveEqualWeightsWithANote() {
        float[] zero = new float[PatchGrid.PATCHES];
        PartScores part = PartScores.of(Map.of(Modality.RGB, zero));
        FusionModel model =
                new FusionTrainer(PARAMETERS)
                        .fit(
                                Map.of(ModalitySet.RGB, List.of(part)),
                                Progress.NONE,
                                Workers.sequential());
        assertTrue(model.notes().getFirst().contains("equal weights"), model.notes()::toString);
    }

    @Test
    void wrongInput_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new FusionTrainer(PARAMETERS)
                                .fit(Map.of(), Progress.NONE, Workers.sequential()));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new FusionTrainer(PARAMETERS)
                                .fit(
                                        Map.of(ModalitySet.RGB, List.of(part(1, 0, 0))),
                                        Progress.NONE,
                                        Workers.sequential()));
        assertThrows(
                IllegalArgumentException.class,
                () -> PartScores.of(Map.of(Modality.RGB, new float[3])));
        float[] negative = new float[PatchGrid.PATCHES];
        negative[5] = -1;
        assertThrows(
                IllegalArgumentException.class,
                () -> PartScores.of(Map.of(Modality.RGB, negative)));
    }
}
