package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.distillation.Checkpoint;
import org.lacuna.distillation.DistillationParameters;
import org.lacuna.distillation.Distilled;
import org.lacuna.distillation.GeneratorTrainer;
import org.lacuna.distillation.LabelledPatch;
import org.lacuna.distillation.NetworkTrainer;
import org.lacuna.distillation.PatchPair;
import org.lacuna.inspection.TestParts.Flaw;
import org.lacuna.synthesis.ScanDegradation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

class StudentTrainerTest {
    private static final DataSet BOTH = TestParts.dataSet(8, 4, ModalitySet.BOTH);

    private static InspectionModel taught;
    private static InspectionModel plain;

    @BeforeAll
    static void trainOnce() throws Exception {
        taught = train(BOTH, parameters(), 1);
        plain = train(BOTH, TestParts.parameters(), 1);
    }

    private static InspectionParameters parameters() {
        InspectionParameters p = TestParts.parameters();
        return p.withLessons(p.lessons().withEnabled(true));
    }

    private static InspectionModel train(DataSet data, InspectionParameters p, int threads)
            throws Exception {
        try (Workers workers = Workers.of(threads)) {
            return new Trainer(p, TestParts.extractors()).train(data, Progress.NONE, workers);
        }
    }

    @Test
    void train_threads_doNotChangeTheModel() throws Exception {
        String one = taught.sha256();
        assertEquals(one, train(BOTH, parameters(), 1).sha256());
        assertEquals(one, train(BOTH, parameters(), 2).sha256());
        assertNotEquals(one, train(BOTH, parameters().withSeed(8), 1).sha256());
        assertNotEquals(one, plain.sha256());
    }

    @Test
    void train_otherNetworkTrainer_isAskedForEachNetwork() throws Exception {
        List<String> asked = new ArrayList<>();
        NetworkTrainer listed =
                new NetworkTrainer() {
                    @Override
                    public Distilled distil(
                            DistillationParameters parameters,
                            List<LabelledPatch> training,
                            List<LabelledPatch> validation,
                            Checkpoint checkpoint,
                            Progress progress,
                            Workers workers)
                            throws DataException, StorageException {
                        asked.add("student");
                        return JAVA.distil(
                                parameters, training, validation, checkpoint, progress, workers);
                    }

                    @Override
                    public GeneratorTrainer.Trained generator(
                            DistillationParameters parameters,
                            Modality to,
                            List<PatchPair> training,
                            List<PatchPair> validation,
                            Checkpoint checkpoint,
                            Progress progress,
                            Workers workers)
                            throws DataException, StorageException {
                        asked.add("generator of " + to.label());
                        return JAVA.generator(
                                parameters,
                                to,
                                training,
                                validation,
                                checkpoint,
                                progress,
                                workers);
                    }
                };
        InspectionModel model =
                new Trainer(parameters(), TestParts.extractors(), listed)
                        .train(BOTH, Progress.NONE, Workers.sequential());
        assertEquals(List.of("student", "generator of RGB", "generator of 3D"), asked);
        assertEquals(taught.sha256(), model.sha256());
    }

    @Test
    void train_student_knowsEveryPatternAndTellsHowItLearned() throws Exception {
        TrainedStudent student = taught.student().orElseThrow();
        assertEquals(
                Set.copyOf(ModalitySet.SETTINGS),
                student.terms().get(EvidenceStream.STUDENT).keySet());
        assertEquals(
                Set.of(
                        "teacher RGB",
                        "teacher 3D",
                        "student",
                        "generator 3D to RGB",
                        "generator RGB to 3D"),
                student.epochs().stream().map(e -> e.network()).collect(Collectors.toSet()));
        // Whitened features, deviation, magnitude, surroundings; and the distance.
        assertEquals(4 * 3 + 1, student.student().width(Modality.RGB));
        assertEquals(4 + 1, student.student().width(Modality.XYZ));
    }

    @Test
    void train_distillationOff_hasNoStudentAndTriesNothing() throws Exception {
        assertEquals(Optional.empty(), plain.student());
        assertEquals(Optional.empty(), plain.detection());
        assertEquals(List.of(), plain.notes());
    }

    /** A stain is not in the cloud, a bump (here) not in the image, and good parts pass. */
    @Test
    void detection_countsWhatIsNotLetPassByWhatIsThere() throws Exception {
        Map<Flaw, Map<ModalitySet, Integer>> stopped = new LinkedHashMap<>();
        for (Flaw flaw : Flaw.values()) {
            stopped.put(flaw, trials(flaw).stopped());
        }
        ModalitySet both = ModalitySet.BOTH;
        ModalitySet rgb = ModalitySet.RGB;
        ModalitySet xyz = ModalitySet.XYZ;
        assertEquals(Map.of(both, 0, rgb, 0, xyz, 0), stopped.get(Flaw.NONE));
        assertEquals(Map.of(both, 4, rgb, 4, xyz, 0), stopped.get(Flaw.STAIN));
        assertEquals(Map.of(both, 4, rgb, 0, xyz, 4), stopped.get(Flaw.BUMP));
    }

    /** The model without a student, tried on four of its calibration parts with a flaw. */
    private static DetectionRates trials(Flaw flaw) throws Exception {
        PatchScoring scoring = new PatchScoring(plain.banks(), plain.parameters().scoring());
        Perception perception = new Inspector(plain, TestParts.extractors()).perception();
        List<Judge.Evidence> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Perception.Percept percept =
                    perception.perceive(
                            TestParts.part(TestParts.id("good", i), 200 + i, flaw),
                            Workers.sequential(),
                            new StageClock());
            Map<Modality, BankMatch> matches =
                    scoring.match(percept.features(), Optional.empty(), Workers.sequential());
            parts.add(
                    new Judge.Evidence(
                            matches,
                            scoring.distances(matches),
                            PatchScoring.around(
                                    percept.prepared().part(), percept.prepared().transform()),
                            percept.prepared().transform(),
                            Optional.empty()));
        }
        Judge judge =
                new Judge(
                        scoring,
                        new EvidenceScoring(plain.banks()),
                        Optional.empty(),
                        plain.fusion(),
                        plain.usage(),
                        plain.parameters().scoring());
        return new DefectTrials(judge, scoring, ModalitySet.SETTINGS)
                .of(parts, Progress.NONE, Workers.sequential())
                .orElseThrow();
    }

    /** The trial of blurred parts has the very defects that the trial of sharp ones has. */
    @Test
    void blurred_defectiveCopies_areTheSameOnes() throws Exception {
        InspectionParameters p = parameters();
        List<SampleSource> parts = BOTH.samples(Split.TRAIN);
        Perception perception = new Inspector(plain, TestParts.extractors()).perception();
        StudentTrainer teacher =
                new StudentTrainer(p, plain.banks(), perception, NetworkTrainer.JAVA);
        Workers one = Workers.sequential();
        List<Judge.Evidence> lessons =
                teacher.collect("disc", parts, List.of(), ModalitySet.BOTH, Progress.NONE, one)
                        .defective();
        List<Judge.Evidence> same =
                teacher.blurred(
                        lessons, parts, ModalitySet.BOTH, ScanDegradation.NONE, Progress.NONE, one);
        List<Judge.Evidence> blurred =
                teacher.blurred(
                        lessons,
                        parts,
                        ModalitySet.BOTH,
                        ScanDegradation.blur(3),
                        Progress.NONE,
                        one);
        assertFalse(lessons.isEmpty());
        assertEquals(lessons.size(), same.size());
        assertEquals(lessons.size(), blurred.size());
        for (int i = 0; i < lessons.size(); i++) {
            Map<Modality, float[]> before = lessons.get(i).distances();
            assertArrayEquals(before.get(Modality.RGB), same.get(i).distances().get(Modality.RGB));
            Map<Modality, float[]> after = blurred.get(i).distances();
            assertArrayEquals(before.get(Modality.XYZ), after.get(Modality.XYZ));
            assertFalse(Arrays.equals(before.get(Modality.RGB), after.get(Modality.RGB)));
        }
    }

    @Test
    void detectionRates_areSharesOfTheDefects() {
        DetectionRates rates = taught.detection().orElseThrow();
        // Two held-out parts; a copy may find no place for its defect.
        assertTrue(rates.defects() <= 2 * parameters().lessons().defectsPerPart());
        assertEquals(Set.copyOf(ModalitySet.SETTINGS), rates.stopped().keySet());
        assertEquals(0.25, new DetectionRates(4, Map.of(ModalitySet.RGB, 1)).of(ModalitySet.RGB));
        assertTrue(Double.isNaN(new DetectionRates(3, Map.of()).of(ModalitySet.RGB)));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new DetectionRates(3, Map.of(ModalitySet.RGB, 4)));
        assertEquals("detection rates: 4 stopped by RGB, expected 0..3", e.getMessage());
    }

    /** Asked for, but not there: that is said. */
    @Test
    void notes_studentAskedForButNotThere_saySo() {
        InspectionModel model =
                new InspectionModel(
                        plain.category(),
                        parameters(),
                        plain.provenance(),
                        plain.banks(),
                        Optional.empty(),
                        plain.fusion(),
                        plain.usage(),
                        Optional.empty(),
                        Optional.empty());
        assertTrue(model.notes().getFirst().startsWith("no student: "), model.notes().toString());
    }

    @Test
    void train_moreParts_takesARandomChoiceOfThem() throws Exception {
        LessonParameters all = parameters().lessons();
        LessonParameters few =
                new LessonParameters(
                        true,
                        3,
                        all.defectsPerPart(),
                        all.partPatches(),
                        all.copyPatches(),
                        1,
                        all.validationShare(),
                        1,
                        1,
                        1,
                        all.networks());
        InspectionModel model = train(BOTH, TestParts.parameters().withLessons(few), 1);
        assertTrue(model.student().isPresent());
        assertNotEquals(taught.student(), model.student());
        assertEquals(
                model.student(), train(BOTH, TestParts.parameters().withLessons(few), 2).student());
    }

    @Test
    void train_oneModality_hasAStudentOfThatAlone() throws Exception {
        InspectionModel model = train(TestParts.dataSet(8, 4, ModalitySet.RGB), parameters(), 1);
        TrainedStudent student = model.student().orElseThrow();
        assertEquals(Set.of(EvidenceStream.STUDENT), student.terms().keySet());
        assertEquals(Set.of(ModalitySet.RGB), student.terms().get(EvidenceStream.STUDENT).keySet());
        assertEquals(0, student.student().width(Modality.XYZ));
    }

    @Test
    void modelFile_withStudent_isReadAsWritten(@TempDir Path folder) throws Exception {
        InspectionModel model = taught;
        Path file = folder.resolve("disc.lacuna");
        ModelFile.write(file, model);
        InspectionModel copy = ModelFile.read(file);
        assertEquals(model.student(), copy.student());
        assertEquals(model.sha256(), copy.sha256());
    }

    /** Inspection does with the student what calibration did. */
    @Test
    void inspect_heldOutGoodParts_scoreAsCalibrated() throws Exception {
        Inspector inspector = new Inspector(taught, TestParts.extractors());
        double[] good = inspector.model().fusion().goodScores(ModalitySet.BOTH);
        double[] found =
                BOTH.samples(Split.VALIDATION).stream()
                        .mapToDouble(s -> score(inspector, s))
                        .sorted()
                        .toArray();
        for (int i = 0; i < good.length; i++) {
            assertEquals(good[i], found[i], 1e-9);
        }
    }

    private static double score(Inspector inspector, SampleSource source) {
        try {
            return inspector.inspect(source, ModalitySet.BOTH, Workers.sequential()).score();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Inspection inspect(InspectionModel model, ModalitySet pattern, Flaw flaw)
            throws Exception {
        return new Inspector(model, TestParts.extractors())
                .inspect(
                        TestParts.part(TestParts.id("flaw", 1), 900, flaw).restrictedTo(pattern),
                        Workers.sequential());
    }

    /** The same model with another weight of the student for every pattern. */
    private static InspectionModel heard(InspectionModel model, double weight) {
        TrainedStudent s = model.student().orElseThrow();
        Map<EvidenceStream, Map<ModalitySet, EvidenceTerm>> terms = new LinkedHashMap<>();
        s.terms()
                .forEach(
                        (stream, byPattern) -> {
                            Map<ModalitySet, EvidenceTerm> changed = new LinkedHashMap<>();
                            byPattern.forEach(
                                    (p, t) ->
                                            changed.put(
                                                    p,
                                                    new EvidenceTerm(
                                                            t.mean(), t.deviation(), weight)));
                            terms.put(stream, changed);
                        });
        return model.withStudent(Optional.of(s.with(terms)));
    }

    @Test
    void sharpen_silentStudent_leavesScoresAsTheyAre() throws Exception {
        InspectionModel silent = heard(taught, 0);
        assertTrue(silent.student().orElseThrow().isSilent());
        InspectionModel same = plain.withStudent(silent.student());
        for (Flaw flaw : Flaw.values()) {
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                assertEquals(
                        inspect(plain, pattern, flaw).score(),
                        inspect(same, pattern, flaw).score());
            }
        }
    }

    @Test
    void sharpen_defectThatTheStudentKnows_standsOutMore() throws Exception {
        InspectionModel loud = heard(taught, 1);
        InspectionModel silent = heard(taught, 0);
        for (ModalitySet pattern : ModalitySet.SETTINGS) {
            Flaw flaw = pattern.xyz() ? Flaw.BUMP : Flaw.STAIN;
            double gap =
                    inspect(loud, pattern, flaw).score()
                            - inspect(loud, pattern, Flaw.NONE).score();
            double without =
                    inspect(silent, pattern, flaw).score()
                            - inspect(silent, pattern, Flaw.NONE).score();
            assertTrue(gap > without, pattern.label() + ": " + gap + " and " + without);
        }
    }

    /** What was lost with the cloud cannot be found, and no OK may say otherwise. */
    @Test
    void inspect_defectInTheLostModality_isSaidToBeUnseen() throws Exception {
        InspectionModel model = taught;
        Inspection image = inspect(model, ModalitySet.RGB, Flaw.BUMP);
        assertEquals(ModalitySet.RGB, image.modalities());
        assertTrue(image.reason().contains("3D absent"), image.reason());
        DetectionRates rates = model.detection().orElseThrow();
        assertEquals(rates.of(ModalitySet.RGB), image.detectionRate());
        assertTrue(image.reason().contains("of synthetic defects, complete data"), image.reason());
        Inspection nothing = inspect(model, ModalitySet.NONE, Flaw.BUMP);
        assertTrue(Double.isNaN(nothing.detectionRate()));
        assertEquals(Verdict.NOT_INSPECTED, nothing.verdict());
        assertFalse(inspect(model, ModalitySet.BOTH, Flaw.BUMP).verdict() == Verdict.OK);
    }

    @Test
    void train_cancelled_stops() {
        Progress cancelled =
                new Progress() {
                    private boolean inLessons;

                    @Override
                    public void begin(String task, long steps) {
                        inLessons |= task.contains("synthetic defects");
                    }

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return inLessons;
                    }
                };
        assertThrows(
                CancelledException.class,
                () ->
                        new Trainer(parameters(), TestParts.extractors())
                                .train(BOTH, cancelled, Workers.sequential()));
    }

    @Test
    void parameters_outOfRange_areRefused() {
        LessonParameters p = LessonParameters.defaults(1);
        for (int copies : List.of(0, 101)) {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    new LessonParameters(
                                            true, 9, copies, 9, 9, 1, 0.25, 1, 1, 1, p.networks()));
            assertEquals("defectsPerPart: " + copies + ", expected 1..100", e.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new LessonParameters(true, 9, 1, 9, 9, 1, 0, 1, 1, 1, p.networks()));
        assertThrows(IllegalArgumentException.class, () -> new EvidenceTerm(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new EvidenceTerm(0, 1, -1));
    }
}
