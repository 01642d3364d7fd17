package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.DataSetWriter;
import org.lacuna.acquisition.DataSets;
import org.lacuna.acquisition.SampleFiles;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.features.EmbeddedExtractors;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelLibrary;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.Learner;
import org.lacuna.inspection.ModelFile;
import org.lacuna.memorybank.UpdateParameters;
import org.lacuna.report.ResultFolder;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.ScanPlan;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.synthesis.SyntheticScan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whole tasks on a small synthetic part. */
class TasksTest {
    private static final PartKind KIND = PartKind.values()[0];

    @TempDir Path folder;

    private InstalledExtractors extractors;
    private Path root;

    @BeforeEach
    void parts() throws Exception {
        root = folder.resolve("data");
        PartSynthesizer synthesizer =
                new PartSynthesizer(new SynthesisParameters(96, 96, 4, 2, 1, 1, 5));
        for (ScanPlan plan : synthesizer.plans(KIND)) {
            SyntheticScan scan = synthesizer.render(plan);
            new DataSetWriter(root)
                    .write(
                            scan.split(),
                            scan.sample(),
                            scan.sample().id().isGood()
                                    ? Optional.empty()
                                    : Optional.of(scan.groundTruth()));
        }
        extractors =
                InstalledExtractors.of(
                        EmbeddedExtractors.all(),
                        new ModelLibrary(List.of(), folder.resolve("networks")),
                        new NetworkOptions(DeviceRequest.AUTO, 1));
    }

    @AfterEach
    void close() {
        extractors.close();
    }

    private DataSet data() throws Exception {
        return DataSets.standard().open(root, List.of()).getFirst();
    }

    private TrainingRequest training(Path out, boolean student) throws Exception {
        InspectionParameters parameters = InspectionParameters.defaults();
        return new TrainingRequest(
                data(),
                student ? parameters : parameters.withoutStudent(),
                out,
                false,
                student ? Optional.of(folder.resolve("checkpoint")) : Optional.empty(),
                Optional.of("made for a test"));
    }

    private InspectionModel train(TrainingRequest request, Progress progress) throws Exception {
        return new TrainingTask(request, extractors, MemoryGate.STRICT)
                .run(progress, Workers.sequential());
    }

    /** Gathers learning curves; cancelled in a given epoch of the student. */
    private static final class Curves implements Progress {
        private final Map<String, List<Integer>> epochs = new LinkedHashMap<>();
        private final int lastEpoch;

        Curves(int lastEpoch) {
            this.lastEpoch = lastEpoch;
        }

        @Override
        public void begin(String task, long steps) {}

        @Override
        public void advance(long steps) {}

        @Override
        public synchronized void epoch(String network, int number, double loss, double gain) {
            assertTrue(loss >= 0, network + ": loss " + loss);
            epochs.computeIfAbsent(network, n -> new ArrayList<>()).add(number);
        }

        @Override
        public synchronized boolean isCancelled() {
            return epochs.getOrDefault("student", List.of()).size() >= lastEpoch;
        }
    }

    @Test
    void training_writesTheModel_tellsEveryEpoch_andGoesOnFromACheckpoint() throws Exception {
        Path out = folder.resolve("m.lacuna");
        TrainingRequest request = training(out, true);
        Curves first = new Curves(2);
        assertThrows(CancelledException.class, () -> train(request, first));
        assertFalse(Files.exists(out), "nothing half-written");
        assertTrue(Files.exists(folder.resolve("checkpoint")), "what was learned stays");
        Curves second = new Curves(Integer.MAX_VALUE);
        InspectionModel model = train(request, second);
        assertEquals(model.sha256(), ModelFile.read(out).sha256());
        assertFalse(Files.exists(folder.resolve("checkpoint")), "removed when done");
        second.epochs.forEach(
                (network, numbers) -> {
                    for (int i = 0; i < numbers.size(); i++) {
                        assertEquals(i + 1, numbers.get(i), network);
                    }
                });
        assertEquals(
                model.student().orElseThrow().epochs().size(),
                second.epochs.values().stream().mapToInt(List::size).sum(),
                "the same curves as the model holds");
        assertEquals(List.of(1, 2), first.epochs.get("student"));
    }

    @Test
    void training_replacesAModel_butNoOtherFile() throws Exception {
        Path out = folder.resolve("m.lacuna");
        train(training(out, false), Progress.NONE);
        train(training(out, false), Progress.NONE);
        Files.writeString(out, "not a model");
        TrainingRequest request = training(out, false);
        StorageException e =
                assertThrows(StorageException.class, () -> train(request, Progress.NONE));
        assertTrue(e.getMessage().contains("m.lacuna"), e.getMessage());
        assertEquals("not a model", Files.readString(out));
    }

    @Test
    void training_isRefusedByTheGate_beforeItStarts() throws Exception {
        TrainingTask task =
                new TrainingTask(
                        training(folder.resolve("m.lacuna"), false),
                        extractors,
                        need -> {
                            assertTrue(need.neededBytes() > 1 << 20, need.toString());
                            throw new DataException("no");
                        });
        assertThrows(DataException.class, () -> task.run(Progress.NONE, Workers.sequential()));
        assertFalse(Files.exists(folder.resolve("m.lacuna")));
    }

    @Test
    void checkpointThatIsTheModel_isABugOfTheCaller() throws Exception {
        DataSet data = data();
        Path out = folder.resolve("m.lacuna");
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new TrainingRequest(
                                data,
                                InspectionParameters.defaults(),
                                out,
                                false,
                                Optional.of(folder.resolve("x/../m.lacuna")),
                                Optional.empty()));
    }

    private Learner.Result learn(InspectionModel model, Progress progress, Learner.Part... parts)
            throws Exception {
        return new LearningTask(model, List.of(parts), UpdateParameters.defaults(), extractors)
                .run(progress, Workers.sequential());
    }

    @Test
    void learning_ofPartsOfSeveralSplits_namesThemSo_andWritesNothing() throws Exception {
        Path out = folder.resolve("m.lacuna");
        InspectionModel model = train(training(out, false), Progress.NONE);
        byte[] before = Files.readAllBytes(out);
        SampleSource tested = data().samples(Split.TEST).getFirst();
        SampleSource held = data().samples(Split.VALIDATION).getFirst();
        Learner.Result result =
                learn(
                        model,
                        Progress.NONE,
                        new Learner.Part(Split.TEST, tested),
                        new Learner.Part(Split.VALIDATION, held));
        assertEquals(2, result.model().provenance().history().size());
        assertTrue(result.outcomes().get(0).part().contains("/test/"));
        assertTrue(result.outcomes().get(1).part().contains("/validation/"));
        assertTrue(
                result.outcomes().get(0).after().score()
                        < result.outcomes().get(0).before().score());
        assertArrayEquals(before, Files.readAllBytes(out));
        Learner.Result again =
                learn(result.model(), Progress.NONE, new Learner.Part(Split.TEST, tested));
        assertTrue(again.outcomes().getFirst().banks().isEmpty(), "known already");
    }

    @Test
    void learning_ofAnotherCategory_isRefusedWithBoth() throws Exception {
        InspectionModel model = train(training(folder.resolve("m.lacuna"), false), Progress.NONE);
        SampleSource part = data().samples(Split.TEST).getFirst();
        SampleSource other =
                SampleFiles.of(new SampleId("ring", SampleId.GOOD, "000"), part.files());
        DataException e =
                assertThrows(
                        DataException.class,
                        () -> learn(model, Progress.NONE, new Learner.Part(Split.TEST, other)));
        assertEquals(
                "ring/good/000: category ring, expected "
                        + model.category()
                        + " as the model was trained on",
                e.getMessage());
    }

    @Test
    void learning_cancelled_givesNothing() throws Exception {
        InspectionModel model = train(training(folder.resolve("m.lacuna"), false), Progress.NONE);
        SampleSource part = data().samples(Split.TEST).getFirst();
        Progress cancelled =
                new Progress() {
                    @Override
                    public void begin(String task, long steps) {}

                    @Override
                    public void advance(long steps) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancelledException.class,
                () -> learn(model, cancelled, new Learner.Part(Split.TEST, part)));
    }

    @Test
    void inspection_reportsADamagedPart_andGoesOn() throws Exception {
        InspectionModel model = train(training(folder.resolve("m.lacuna"), false), Progress.NONE);
        Path image = root.resolve(KIND.key()).resolve("test/good/rgb/000.png");
        Files.write(image, Arrays.copyOf(Files.readAllBytes(image), 100));
        List<SampleId> told = new ArrayList<>();
        Path out = folder.resolve("results");
        InspectionResult result;
        try (StagedOutput output = StagedOutput.open(out, "results", false)) {
            result =
                    new InspectionTask(
                                    new InspectionRequest(
                                            model,
                                            "m.lacuna",
                                            Optional.empty(),
                                            data().samples(Split.TEST),
                                            ModalitySet.BOTH,
                                            Optional.empty()),
                                    extractors)
                            .run(
                                    output,
                                    new RunRecord("inspect", List.of()),
                                    (source, inspection) -> told.add(source.id()),
                                    Progress.NONE,
                                    Workers.sequential());
        }
        assertEquals(1, result.summary().damaged());
        assertEquals(1, result.tally().count(Verdict.NOT_INSPECTED));
        assertEquals(told.size(), ResultFolder.read(out).size());
        assertTrue(Files.readString(out.resolve("run.json")).contains(model.sha256()));
    }

    @Test
    void modelThatKnowsNoWantedModality_isRefusedWithBoth() throws Exception {
        TrainingRequest rgb =
                new TrainingRequest(
                        ModalityChoice.of(data(), ModalitySet.RGB),
                        InspectionParameters.defaults().withoutStudent(),
                        folder.resolve("rgb.lacuna"),
                        false,
                        Optional.empty(),
                        Optional.empty());
        InspectionModel model = train(rgb, Progress.NONE);
        assertEquals(ModalitySet.RGB, model.modalities());
        InspectionRequest.requireKnown(model, "m", ModalitySet.BOTH, "");
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> InspectionRequest.requireKnown(model, "m", ModalitySet.XYZ, ""));
        assertEquals("m: trained on RGB, expected a model that knows 3D", e.getMessage());
    }

    @Test
    void evaluation_commitsReportAndFigures_andACancelledOneNothing() throws Exception {
        EvaluationRequest request =
                new EvaluationRequest(
                        "title of a test",
                        "data",
                        "command of a test",
                        List.of(data()),
                        List.of(ModalitySet.RGB),
                        InspectionParameters.defaults().withoutStudent(),
                        Optional.empty(),
                        Optional.empty());
        EvaluationTask task = new EvaluationTask(request, extractors, MemoryGate.STRICT);
        Path out = folder.resolve("results");
        try (StagedOutput output = StagedOutput.open(out, "results", false)) {
            RunRecord run = new RunRecord("evaluate", List.of());
            assertThrows(
                    CancelledException.class,
                    () ->
                            task.run(
                                    output,
                                    run,
                                    (source, inspection) -> {},
                                    new Curves(0),
                                    Workers.sequential()));
        }
        assertFalse(Files.exists(out));
        try (StagedOutput output = StagedOutput.open(out, "results", false)) {
            task.run(
                    output,
                    new RunRecord("evaluate", List.of()),
                    (source, inspection) -> {},
                    Progress.NONE,
                    Workers.sequential());
        }
        String report = Files.readString(out.resolve("report.html"));
        assertTrue(report.contains("title of a test") && report.contains("command of a test"));
        assertTrue(Files.readString(out.resolve("run.json")).contains("\"seed\""));
        assertTrue(Files.isRegularFile(out.resolve("rgb").resolve(ResultFolder.VERDICTS)));
    }
}
