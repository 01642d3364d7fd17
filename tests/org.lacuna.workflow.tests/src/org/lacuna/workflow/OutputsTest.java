package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.AnomalyMap;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.report.ResultFolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What tasks write: exported results, places for files, memory they refuse to go without. */
class OutputsTest {
    @TempDir Path folder;

    private Path results;

    @BeforeEach
    void inspectedPart() throws Exception {
        SmallSet set = new SmallSet(folder.resolve("data"));
        set.add(Split.TEST, "dent", "000");
        SampleSource source =
                DataSets.standard()
                        .open(folder.resolve("data/plate"), List.of())
                        .getFirst()
                        .samples(Split.TEST)
                        .getFirst();
        results = folder.resolve("results");
        ModalityStatus used = new ModalityStatus(ModalityStatus.State.USED, 1, 1.4);
        try (ResultFolder out = new ResultFolder(results, "0.1.0")) {
            out.accept(
                    source,
                    new Inspection(
                            source.id(),
                            Verdict.NOK,
                            "made for a test",
                            1.4,
                            0.1,
                            Double.NaN,
                            new Inspection.Thresholds(0.8, 1, 0.9),
                            ModalitySet.BOTH,
                            used,
                            used,
                            List.of(),
                            Optional.of(
                                    new AnomalyMap(
                                            SmallSet.SIDE,
                                            SmallSet.SIDE,
                                            new float[SmallSet.SIDE * SmallSet.SIDE])),
                            Map.of()));
            out.commit();
        }
    }

    private static int export(ExportRequest request) throws Exception {
        return new ExportTask(request).run(Progress.NONE, Workers.sequential());
    }

    private static List<String> files(Path folder) throws Exception {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(p -> folder.relativize(p).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void folder_holdsWhatWasAsked_andAReportThatIsMade() throws Exception {
        Path out = folder.resolve("out");
        assertEquals(3, export(new ExportRequest(results, out, true, true, true, false)));
        assertEquals(
                List.of("report.html", "run.json", "scores.csv", "verdicts.jsonl"), files(out));
        assertTrue(Files.readString(out.resolve("report.html")).contains("NOK"));
        assertEquals(1, export(new ExportRequest(results, out, false, true, false, false)));
        assertEquals(List.of("run.json", "scores.csv"), files(out), "an older export goes");
    }

    @Test
    void zip_isTheSameForTheSameResults_andHoldsMaps() throws Exception {
        Path a = folder.resolve("a.zip");
        Path b = folder.resolve("b.zip");
        export(new ExportRequest(results, a, false, true, true, true));
        export(new ExportRequest(results, b, false, true, true, true));
        assertEquals(-1, Files.mismatch(a, b));
        try (ZipFile zip = new ZipFile(a.toFile())) {
            assertEquals(
                    List.of("plate/dent/000.tiff", "scores.csv", "verdicts.jsonl"),
                    zip.stream().map(e -> e.getName()).sorted().toList());
        }
    }

    @Test
    void foreignFolder_andFolderWithoutResults_areRefused() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("precious"), "p");
        assertThrows(
                StorageException.class,
                () -> export(new ExportRequest(results, other, true, true, true, true)));
        assertEquals(List.of("precious"), files(other));
        assertThrows(
                DataException.class,
                () ->
                        export(
                                new ExportRequest(
                                        other, folder.resolve("x"), true, true, true, true)));
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void cancelled_leavesNeitherFolderNorZip() {
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
        for (String name : List.of("out", "out.zip")) {
            ExportRequest request =
                    new ExportRequest(results, folder.resolve(name), false, true, true, false);
            assertThrows(
                    CancelledException.class,
                    () -> new ExportTask(request).run(cancelled, Workers.sequential()));
            assertFalse(Files.exists(folder.resolve(name)), name);
        }
    }

    @Test
    void nothingToExport_isABugOfTheCaller() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ExportRequest(results, folder, false, false, false, false));
    }

    @Test
    void outputFile_isCheckedBeforeTheWork() throws Exception {
        OutputFiles.check(folder.resolve("new/deep/model.lacuna"));
        assertThrows(StorageException.class, () -> OutputFiles.check(folder));
        Path file = Files.writeString(folder.resolve("photo.png"), "p");
        assertThrows(StorageException.class, () -> OutputFiles.check(file.resolve("m")));
        assertTrue(OutputFiles.isForeignToModels(file));
        assertFalse(OutputFiles.isForeignToModels(folder.resolve("none")));
        Files.writeString(file, "LACUNAIM, in any version");
        assertFalse(OutputFiles.isForeignToModels(file));
    }

    @Test
    void stagedOutput_accepts_whatOpenTakes() throws Exception {
        assertTrue(StagedOutput.accepts(folder.resolve("new"), "results"));
        assertTrue(StagedOutput.accepts(Files.createDirectory(folder.resolve("e")), "results"));
        assertFalse(StagedOutput.accepts(folder, "results"));
    }

    @Test
    void memoryThatIsNotThere_isRefusedWithBothFigures() throws Exception {
        new MemoryNeed("plate", 1L << 20, 1L << 20).requireFits("");
        DataException e =
                assertThrows(
                        DataException.class,
                        () -> MemoryGate.STRICT.pass(new MemoryNeed("plate", 5L << 20, 3L << 20)));
        assertTrue(
                e.getMessage().contains("5 MiB") && e.getMessage().contains("3 MiB"),
                e.getMessage());
    }

    @Test
    void modelFile_isWhereTheRecordSays_orBesideResultsThatMovedWithIt() throws Exception {
        Path results = Files.createDirectories(folder.resolve("line/results"));
        Path run = results.resolve(StagedOutput.RUN_FILE);
        assertEquals(Optional.empty(), RunRecord.modelFile(results), "no record");
        Files.writeString(run, "{\"model\": \"/gone/ring.lacuna\"}");
        assertEquals(Optional.empty(), RunRecord.modelFile(results), "at neither place");
        Path beside = Files.writeString(folder.resolve("line/ring.lacuna"), "m");
        assertEquals(Optional.of(beside), RunRecord.modelFile(results));
        Path said = Files.writeString(folder.resolve("said.lacuna"), "m");
        Files.writeString(run, "{\"model\": \"" + said + "\"}");
        assertEquals(Optional.of(said), RunRecord.modelFile(results));
        for (String hostile :
                List.of("{\"model\": \"a\\u0000b\"}", "{\"model\": \"/\"}", "[]", "{")) {
            Files.writeString(run, hostile);
            assertEquals(Optional.empty(), RunRecord.modelFile(results), hostile);
        }
    }
}
