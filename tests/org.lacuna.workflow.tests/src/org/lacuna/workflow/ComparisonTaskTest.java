package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.DataSetWriter;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Split;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.features.EmbeddedExtractors;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inference.DeviceRequest;
import org.lacuna.inference.ModelLibrary;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.inspection.ScoreLimits;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.report.ResultFolder;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.PartSynthesizer;
import org.lacuna.synthesis.ScanPlan;
import org.lacuna.synthesis.SynthesisParameters;
import org.lacuna.synthesis.SyntheticScan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ComparisonTaskTest {
    @TempDir static Path shared;
    private static InstalledExtractors extractors;
    private static DataSet data;
    private static InspectionModel model;

    @TempDir Path folder;
    private Path out;

    @BeforeAll
    static void train() throws Exception {
        Path root = shared.resolve("data");
        PartSynthesizer synthesizer =
                new PartSynthesizer(new SynthesisParameters(96, 96, 4, 2, 1, 1, 5));
        for (ScanPlan plan : synthesizer.plans(PartKind.values()[0])) {
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
                        new ModelLibrary(List.of(), shared.resolve("networks")),
                        new NetworkOptions(DeviceRequest.AUTO, 1));
        data = DataSets.standard().open(root, List.of()).getFirst();
        model =
                new TrainingTask(
                                new TrainingRequest(
                                        data,
                                        InspectionParameters.defaults().withoutStudent(),
                                        shared.resolve("m.lacuna"),
                                        false,
                                        Optional.empty(),
                                        Optional.empty()),
                                extractors,
                                MemoryGate.STRICT)
                        .run(Progress.NONE, Workers.sequential());
    }

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("comparison");
    }

    @AfterAll
    static void close() {
        extractors.close();
    }

    private ComparisonTask.Side side(
            String name, Optional<ThresholdBook> thresholds, Progress progress) {
        return new ComparisonTask.Side(
                name,
                new InspectionRequest(
                        model,
                        name + ".lacuna",
                        thresholds,
                        data.samples(Split.TEST),
                        ModalitySet.BOTH,
                        Optional.empty()),
                List.of("inspect", "--out", name),
                progress);
    }

    /** Nothing passes. */
    private ThresholdBook strict() {
        return ThresholdBook.of(model)
                .change(
                        ModalitySet.BOTH,
                        new ScoreLimits(0.0005, 0.001),
                        "nothing passes",
                        "ann",
                        Instant.EPOCH);
    }

    private ComparisonTask.Result run(Progress second) throws Exception {
        try (StagedOutput output = StagedOutput.open(out, ComparisonTask.KIND, false)) {
            return new ComparisonTask(
                            side("a", Optional.empty(), Progress.NONE),
                            side("b", Optional.of(strict()), second),
                            extractors)
                    .run(output, new RunRecord("compare", List.of()), Workers.sequential());
        }
    }

    @Test
    void bothResults_areWhole_eachWithItsThresholds() throws Exception {
        ComparisonTask.Result result = run(Progress.NONE);
        int parts = data.samples(Split.TEST).size();
        assertEquals(parts, ResultFolder.read(out.resolve("a")).size());
        assertEquals(parts, ResultFolder.read(out.resolve("b")).size());
        assertEquals(parts, result.b().tally().count(Verdict.NOK));
        assertTrue(result.a().tally().count(Verdict.NOK) < parts);
        assertTrue(Files.readString(out.resolve("b/run.json")).contains(strict().sha256()));
        String run = Files.readString(out.resolve("run.json"));
        assertTrue(run.contains("\"kind\": \"comparison\""), run);
        assertTrue(run.contains("a.lacuna") && run.contains("b.lacuna"), run);
    }

    @Test
    void again_replacesTheLastComparison() throws Exception {
        run(Progress.NONE);
        run(Progress.NONE);
        try (var files = Files.list(out)) {
            assertEquals(3, files.count(), "a, b and run.json");
        }
    }

    @Test
    void cancelledInTheSecond_nothingIsLeftOfTheFirst() {
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
        assertThrows(CancelledException.class, () -> run(cancelled));
        assertFalse(Files.exists(out));
    }

    @Test
    void oneFolderForBoth_isRefused() {
        ComparisonTask.Side a = side("a", Optional.empty(), Progress.NONE);
        assertThrows(IllegalArgumentException.class, () -> new ComparisonTask(a, a, extractors));
    }
}
