package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.Availability;
import org.lacuna.core.DataSet;
import org.lacuna.core.Inspection;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Split;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.fusion.FusionModel;
import org.lacuna.inspection.TestParts.Flaw;
import org.lacuna.synthesis.ScanDegradation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Blurred images, and such with highlights, on discs in memory. */
class BlurTest {
    private static InspectionModel model;
    private static Inspector inspector;

    @TempDir Path folder;

    @BeforeAll
    static void train() throws Exception {
        model = train(TestParts.parameters());
        inspector = new Inspector(model, TestParts.extractors());
    }

    private static InspectionModel train(InspectionParameters parameters) throws Exception {
        return new Trainer(parameters, TestParts.extractors())
                .train(
                        TestParts.dataSet(12, 8, ModalitySet.BOTH),
                        Progress.NONE,
                        Workers.sequential());
    }

    private static Sample part(int seed, Flaw flaw, ScanDegradation degradation) {
        return degradation.apply(
                TestParts.part(TestParts.id("unknown", seed), 5000 + seed, flaw),
                new SeededRandom(seed));
    }

    /** Motion as long as that many pixels of the working image. */
    private static ScanDegradation motion(double workingPx) {
        return ScanDegradation.blur(workingPx * TestParts.SIDE / PatchGrid.WORKING_SIDE);
    }

    private static Inspection inspect(Sample sample) throws Exception {
        return inspector.inspect(sample, Workers.sequential());
    }

    @Test
    void train_levels_haveThresholdsForEveryPattern() {
        BlurScale scale = model.blur().orElseThrow();
        // A disc has noise and one edge: some steps make it no less sharp, and are left out.
        List<Double> lengths = scale.levels().stream().map(BlurLevel::lengthPx).toList();
        assertFalse(lengths.isEmpty());
        assertTrue(ScoringParameters.defaults().blurPx().containsAll(lengths), lengths.toString());
        assertTrue(scale.leastUsable() <= scale.levels().getLast().sharpness());
        for (BlurLevel level : scale.levels()) {
            assertEquals(model.fusion().patterns(), level.fusion().patterns());
            assertEquals(8, level.fusion().calibrationParts(ModalitySet.BOTH));
            assertEquals(Optional.empty(), level.detection(), "no student, no trial");
        }
    }

    @Test
    void inspect_blurredImage_isJudgedAsSuchAndSaysSo() throws Exception {
        Inspection sharp = inspect(part(1, Flaw.NONE, ScanDegradation.NONE));
        assertEquals(State.USED, sharp.rgb().state());
        assertEquals(1, sharp.rgb().sharpness());
        assertTrue(Double.isNaN(sharp.xyz().sharpness()));
        Sample smeared = part(1, Flaw.NONE, motion(1));
        Inspection blurred = inspect(smeared);
        assertEquals(State.DEGRADED, blurred.rgb().state());
        assertEquals(State.USED, blurred.xyz().state());
        assertEquals(ModalitySet.BOTH, blurred.modalities());
        assertEquals(1, blurred.rgb().usableFraction());
        assertTrue(blurred.reason().contains("RGB blurred, sharpness "), blurred.reason());
        FusionModel between =
                model.blur().orElseThrow().fusion(model.fusion(), blurred.rgb().sharpness());
        assertEquals(between.thresholds(ModalitySet.BOTH), blurred.thresholds());
        assertNotEquals(sharp.thresholds(), blurred.thresholds());
    }

    @Test
    void inspect_tooBlurred_leavesTheImageOut() throws Exception {
        ScanDegradation much = motion(40);
        Inspection bump = inspect(part(2, Flaw.BUMP, much));
        assertEquals(State.UNUSABLE, bump.rgb().state());
        assertEquals(ModalitySet.XYZ, bump.modalities());
        assertEquals(Verdict.NOK, bump.verdict(), "the cloud shows it");
        Inspection alone = inspect(part(2, Flaw.STAIN, much).restrictedTo(ModalitySet.RGB));
        assertEquals(Verdict.NOT_INSPECTED, alone.verdict());
        assertTrue(alone.reason().contains("RGB too blurred, sharpness "), alone.reason());
    }

    @Test
    void inspect_withoutLevels_knowsNoBlur() throws Exception {
        InspectionParameters p = TestParts.parameters();
        InspectionModel plain = train(p.withScoring(p.scoring().withBlur(List.of())));
        assertEquals(Optional.empty(), plain.blur());
        Inspection result =
                new Inspector(plain, TestParts.extractors())
                        .inspect(part(1, Flaw.NONE, motion(1)), Workers.sequential());
        assertEquals(State.USED, result.rgb().state());
        assertTrue(Double.isNaN(result.rgb().sharpness()));
    }

    /**
     * A ramp has gradients, but none that is finer than others: nothing tells sharp from blurred.
     */
    @Test
    void train_imagesWithoutFineStructure_haveNoLevels() throws Exception {
        DataSet noisy = TestParts.dataSet(6, 4, ModalitySet.BOTH);
        DataSet ramps =
                new DataSet() {
                    @Override
                    public String category() {
                        return noisy.category();
                    }

                    @Override
                    public List<SampleSource> samples(Split split) {
                        return noisy.samples(split).stream().map(BlurTest::ramp).toList();
                    }
                };
        InspectionModel trained =
                new Trainer(TestParts.parameters(), TestParts.extractors())
                        .train(ramps, Progress.NONE, Workers.sequential());
        assertEquals(ModalitySet.BOTH, trained.modalities());
        assertEquals(Optional.empty(), trained.blur());
    }

    private static SampleSource ramp(SampleSource part) {
        byte[] rgb = new byte[3 * TestParts.SIDE * TestParts.SIDE];
        for (int i = 0; i < rgb.length; i++) {
            // Brighter by one percent a column, so that the logarithm is a ramp.
            rgb[i] = (byte) Math.round(240 * Math.exp((i / 3 % TestParts.SIDE - 112) / 100.0));
        }
        try {
            return TestParts.source(
                    new Sample(
                            part.id(),
                            Optional.of(new RgbImage(TestParts.SIDE, TestParts.SIDE, rgb)),
                            part.load(ModalitySet.XYZ).cloud()));
        } catch (LacunaException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void train_partsWithoutImages_haveNoLevels() throws Exception {
        InspectionModel trained =
                new Trainer(TestParts.parameters(), TestParts.extractors())
                        .train(
                                TestParts.dataSet(6, 4, ModalitySet.XYZ),
                                Progress.NONE,
                                Workers.sequential());
        assertEquals(Optional.empty(), trained.blur());
    }

    @Test
    void inspect_highlight_isLeftOutWithItsGlareAndTheRestStillJudged() throws Exception {
        ScanDegradation bright = ScanDegradation.exposure(12);
        List<Verdict> good = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            Inspection result = inspect(part(seed, Flaw.NONE, bright));
            assertEquals(State.DEGRADED, result.rgb().state());
            assertEquals(0.88, result.rgb().usableFraction(), 0.01);
            good.add(result.verdict());
            Inspection bump = inspect(part(seed, Flaw.BUMP, bright));
            assertEquals(Verdict.NOK, bump.verdict(), "the cloud lacks nothing: " + bump.reason());
        }
        assertTrue(
                good.stream().filter(v -> v == Verdict.OK).count() >= 5,
                "good parts with a highlight: " + good);
    }

    @Test
    void modelFile_keepsLevels() throws Exception {
        Path file = folder.resolve("m.lacuna");
        ModelFile.write(file, model);
        assertEquals(model.blur(), ModelFile.read(file).blur());
    }

    @Test
    void blurScale_thresholds_areInProportionBetweenLevels() {
        BlurScale scale = model.blur().orElseThrow();
        BlurLevel first = scale.levels().getFirst();
        FusionModel sharp = model.fusion();
        assertEquals(sharp, scale.fusion(sharp, 1));
        assertEquals(first.fusion(), scale.fusion(sharp, first.sharpness()));
        assertEquals(sharp, scale.fusion(sharp, scale.leastSharp()), "good parts differ, too");
        double half = (scale.leastSharp() + first.sharpness()) / 2;
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            assertEquals(
                    sharp.towards(first.fusion(), 0.5).thresholds(pattern).review(),
                    scale.fusion(sharp, half).thresholds(pattern).review(),
                    1e-12);
        }
        BlurLevel last = scale.levels().getLast();
        assertEquals(last.fusion(), scale.fusion(sharp, last.sharpness() / 2), "no further");
    }

    @Test
    void blurScale_detection_isThatOfTheNextLevel() {
        Optional<DetectionRates> sharp = rates(9);
        BlurLevel one = new BlurLevel(2, 0.64, model.fusion(), rates(6));
        BlurLevel two = new BlurLevel(4, 0.3, model.fusion(), rates(3));
        BlurScale scale = new BlurScale(5, 0.2, List.of(one, two));
        assertEquals(1, scale.relative(6), "sharper than the reference is sharp");
        assertEquals(0.8, scale.relative(4), 1e-12);
        assertEquals(1, scale.relative(Double.NaN), "nothing known: the strictest thresholds");
        assertEquals(0.8, scale.leastSharp(), 1e-12);
        assertEquals(sharp, scale.detection(sharp, 0.81));
        assertEquals(rates(6), scale.detection(sharp, 0.7));
        assertEquals(rates(6), scale.detection(sharp, 0.64));
        assertEquals(rates(3), scale.detection(sharp, 0.5));
        assertEquals(rates(3), scale.detection(sharp, 0.25));
    }

    private static Optional<DetectionRates> rates(int stopped) {
        return Optional.of(new DetectionRates(10, Map.of(ModalitySet.RGB, stopped)));
    }

    @Test
    void blurScale_levelsInDisorder_areRefused() {
        BlurLevel one = new BlurLevel(2, 0.6, model.fusion(), Optional.empty());
        BlurLevel two = new BlurLevel(4, 0.3, model.fusion(), Optional.empty());
        assertEquals(
                "blur scale: sharpness 0.6 after 0.3, expected less",
                refusal(() -> new BlurScale(5, 0.2, List.of(two, one))));
        assertEquals(
                "blur scale: 0 levels, expected 1..100",
                refusal(() -> new BlurScale(5, 0.2, List.of())));
        assertEquals(
                "blur scale: usable from 0.4, expected in (0, 0.3]",
                refusal(() -> new BlurScale(5, 0.4, List.of(one, two))));
        assertEquals(
                "blur level: sharpness 1.5, expected in (0, 1)",
                refusal(() -> new BlurLevel(2, 1.5, model.fusion(), Optional.empty())));
    }

    private static String refusal(Executable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong).getMessage();
    }

    @Test
    void scoringParameters_blurLengths_ascend() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ScoringParameters.defaults().withBlur(List.of(2.0, 2.0)));
        assertTrue(e.getMessage().startsWith("blurPx: 2.0, expected 2.0"), e.getMessage());
    }

    /** White in the middle of an image: lost, and around it its glare. */
    @Test
    void holeMargin_glare_growsWithTheHighlight() {
        int small = lostAround(3);
        int large = lostAround(9);
        assertTrue(small >= 3 + 2 && small <= 3 + 2 + 3, "radius 3, margin 2: " + small);
        assertTrue(large >= 9 + 2 + 6 && large <= 9 + 2 + 9, "radius 9, margin 2: " + large);
    }

    /** Patches to the right of the centre that are left out. */
    private static int lostAround(int radius) {
        int side = PatchGrid.SIDE;
        float[] fraction = new float[PatchGrid.PATCHES];
        for (int p = 0; p < fraction.length; p++) {
            double distance = Math.hypot(p % side - side / 2.0, p / side - side / 2.0);
            fraction[p] = distance <= radius ? 0 : 1;
        }
        Availability kept =
                HoleMargin.leaveOut(new Availability(fraction), 0.5, 2, HoleMargin.GLARE);
        int x = side / 2;
        while (kept.at(side / 2 * side + x) == 0) {
            x++;
        }
        return x - 1 - side / 2;
    }
}
