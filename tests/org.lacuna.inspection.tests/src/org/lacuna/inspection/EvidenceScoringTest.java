package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacuna.acquisition.Preprocessor;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.Workers;
import org.lacuna.inspection.TestParts.Flaw;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Streams of evidence, on parts that are whole, flawed, or full of holes. */
class EvidenceScoringTest {
    private static final Set<EvidenceStream> ALL = EnumSet.allOf(EvidenceStream.class);
    private static final Workers HERE = Workers.sequential();

    private static InspectionModel model;
    private static EvidenceScoring scoring;
    private static PatchScoring banks;
    private static Perception perception;

    @BeforeAll
    static void train() throws Exception {
        InspectionParameters p = TestParts.parameters();
        p = p.withLessons(p.lessons().withEnabled(true).withWeights(1, 1, 1));
        model =
                new Trainer(p, TestParts.extractors())
                        .train(TestParts.dataSet(8, 4, ModalitySet.BOTH), Progress.NONE, HERE);
        scoring = new EvidenceScoring(model.banks());
        banks = new PatchScoring(model.banks(), p.scoring());
        perception =
                new Perception(
                        new Preprocessor(p.preprocess()),
                        Extractors.select(p.extractors(), TestParts.extractors()));
    }

    private static Map<EvidenceStream, float[]> streams(Sample sample, ModalitySet pattern) {
        return scoring.streams(student(), look(sample), pattern, ALL, HERE);
    }

    private static TrainedStudent student() {
        return model.student().orElseThrow();
    }

    private static PartViews look(Sample sample) {
        Perception.Percept percept = perception.perceive(sample, HERE, new StageClock());
        return scoring.look(banks.match(percept.features(), Optional.empty(), HERE), HERE);
    }

    private static Sample part(Flaw flaw) {
        return TestParts.part(TestParts.id("x", 1), 500, flaw);
    }

    /** A part whose cloud lacks the right half. */
    private static Sample halfSeen() {
        Sample whole = part(Flaw.NONE);
        OrganizedCloud cloud = whole.cloud().orElseThrow();
        int side = TestParts.SIDE;
        float[] x = new float[side * side];
        float[] y = new float[side * side];
        float[] z = new float[side * side];
        for (int i = 0; i < z.length; i++) {
            boolean seen = i % side < side / 2;
            x[i] = seen ? cloud.x()[i] : Float.NaN;
            y[i] = seen ? cloud.y()[i] : Float.NaN;
            z[i] = seen ? cloud.z()[i] : Float.NaN;
        }
        return new Sample(
                whole.id(), whole.rgb(), Optional.of(new OrganizedCloud(side, side, x, y, z)));
    }

    private static int told(float[] stream) {
        int n = 0;
        for (float v : stream) {
            n += Float.isNaN(v) ? 0 : 1;
        }
        return n;
    }

    @Test
    void streams_bothModalities_haveResidualsAndGenerateOnlyBesideThePart() {
        Map<EvidenceStream, float[]> s = streams(part(Flaw.NONE), ModalitySet.BOTH);
        assertEquals(ALL, s.keySet());
        boolean[] cloud = look(part(Flaw.NONE)).use(Modality.XYZ, ModalitySet.BOTH);
        int onPart = 0;
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            onPart += cloud[p] ? 1 : 0;
            assertEquals(cloud[p], !Float.isNaN(s.get(EvidenceStream.RESIDUAL_RGB)[p]));
            // The table is no part of the cloud, but of the image.
            assertEquals(cloud[p], Float.isNaN(s.get(EvidenceStream.GENERATED_XYZ)[p]));
        }
        assertTrue(onPart > 1000, onPart + " patches");
        assertEquals(0, told(s.get(EvidenceStream.GENERATED_RGB)));
    }

    @Test
    void streams_oneModality_haveTheOtherOneGenerated() {
        Map<EvidenceStream, float[]> rgb = streams(part(Flaw.NONE), ModalitySet.RGB);
        assertEquals(0, told(rgb.get(EvidenceStream.RESIDUAL_XYZ)));
        assertTrue(told(rgb.get(EvidenceStream.GENERATED_XYZ)) > 1000);
        assertTrue(!rgb.containsKey(EvidenceStream.GENERATED_RGB));
        Map<EvidenceStream, float[]> xyz = streams(part(Flaw.NONE), ModalitySet.XYZ);
        assertTrue(told(xyz.get(EvidenceStream.GENERATED_RGB)) > 1000);
        assertTrue(!xyz.containsKey(EvidenceStream.GENERATED_XYZ));
    }

    /** Holes are a missing modality, patch by patch: the numbers are the same. */
    @Test
    void streams_holes_areTheSamePathAsAMissingModality() {
        Sample half = halfSeen();
        float[] holes = streams(half, ModalitySet.BOTH).get(EvidenceStream.GENERATED_XYZ);
        float[] without = streams(half, ModalitySet.RGB).get(EvidenceStream.GENERATED_XYZ);
        boolean[] seen = look(half).use(Modality.XYZ, ModalitySet.BOTH);
        int generated = 0;
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            assertEquals(seen[p] ? Float.NaN : without[p], holes[p]);
            generated += Float.isNaN(holes[p]) ? 0 : 1;
        }
        assertTrue(generated > 500, generated + " generated patches");
    }

    @Test
    void streams_bump_isNotWhatTheImageLetsExpect() {
        float[] good = streams(part(Flaw.NONE), ModalitySet.BOTH).get(EvidenceStream.RESIDUAL_XYZ);
        float[] bump = streams(part(Flaw.BUMP), ModalitySet.BOTH).get(EvidenceStream.RESIDUAL_XYZ);
        // The flaw lies at column 54..65, row 45..55 of 112: patches of two pixels.
        int p = 25 * PatchGrid.SIDE + 30;
        assertTrue(bump[p] > good[p] + 1, bump[p] + " and " + good[p]);
        int away = 20 * PatchGrid.SIDE + 18;
        assertEquals(good[away], bump[away], 0.5);
    }

    @Test
    void carriedOver_sameBank_keepsErrors_strangeBank_takesTheMean() {
        TrainedGenerator g = student().generators().get(Modality.XYZ);
        var bank = model.banks().get(Modality.RGB).bank();
        assertEquals(g.error(3), g.carriedOver(bank, bank).error(3));
        var other = model.banks().get(Modality.XYZ).bank();
        TrainedGenerator strange = g.carriedOver(bank, other);
        assertEquals(other.entries(), strange.entries());
    }

    @Test
    void errors_fewPatches_areDrawnTowardsTheMean() {
        TrainedGenerator.Errors errors = new TrainedGenerator.Errors(3);
        for (int i = 0; i < 92; i++) {
            errors.add(0, 1);
        }
        for (int i = 0; i < 8; i++) {
            errors.add(1, 3.5);
        }
        TrainedGenerator g = errors.of(student().generators().get(Modality.XYZ).generator());
        double mean = (92 + 8 * 3.5) / 100;
        assertEquals(mean, g.meanError(), 1e-12);
        assertEquals((92 + 8 * mean) / 100, g.error(0), 1e-6);
        assertEquals((8 * 3.5 + 8 * mean) / 16, g.error(1), 1e-6);
        assertEquals(mean, g.error(2), 1e-6);
    }

    @Test
    void context_averagesOverWhatIsUsable() {
        float[] views = new float[PatchGrid.PATCHES * 2];
        boolean[] use = new boolean[PatchGrid.PATCHES];
        int centre = 10 * PatchGrid.SIDE + 10;
        set(views, use, centre, 1);
        set(views, use, centre + 1, 4);
        set(views, use, centre + 3, 10);
        views[2 * (centre - 1)] = 1000;
        float[] context = PatchContext.of(views, 2, 1, use, new int[] {centre, centre + 1});
        assertArrayEquals(new float[] {1, 2.5f, 5, 4, 2.5f, 5}, context);
    }

    private static void set(float[] views, boolean[] use, int patch, float value) {
        views[2 * patch] = value;
        use[patch] = true;
    }

    @Test
    void model_networksOfOtherBanks_areRefused() {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new InspectionModel(
                                        model.category(),
                                        model.parameters(),
                                        model.provenance(),
                                        Map.of(
                                                Modality.RGB,
                                                model.banks().get(Modality.XYZ),
                                                Modality.XYZ,
                                                model.banks().get(Modality.XYZ)),
                                        model.student(),
                                        model.fusion(),
                                        model.usage(),
                                        model.detection(),
                                        model.blur()));
        assertEquals("student takes 13 numbers of RGB, expected 5", e.getMessage());
    }
}
