package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Progress;
import org.lacuna.core.Split;
import org.lacuna.core.Workers;
import org.lacuna.synthesis.PartKind;
import org.lacuna.synthesis.SynthesisParameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SynthesisTaskTest {
    private static final SynthesisRequest SMALL =
            new SynthesisRequest(
                    SynthesisParameters.defaults().withSizePx(64).withParts(1),
                    List.of(PartKind.values()[0]));

    @TempDir Path folder;

    @Test
    void run_writesTheDataSetAndSaysHowItCameAbout() throws Exception {
        Path out = folder.resolve("data");
        int scans;
        try (StagedOutput output = StagedOutput.open(out, SynthesisTask.KIND, false);
                Workers two = Workers.of(2)) {
            scans =
                    new SynthesisTask(SMALL)
                            .run(
                                    output,
                                    new RunRecord("synthesize", List.of()),
                                    Progress.NONE,
                                    two);
        }
        assertEquals(SMALL.scans(), scans);
        List<DataSet> sets = DataSets.standard().open(out, List.of());
        assertEquals(SMALL.names(), sets.stream().map(DataSet::category).toList());
        assertEquals(1, sets.getFirst().samples(Split.TRAIN).size());
        String run = Files.readString(out.resolve(StagedOutput.RUN_FILE));
        assertTrue(run.contains("\"fingerprint\""), run);
        assertTrue(run.contains("\"kind\": \"data\""), run);
    }

    @Test
    void cancelledRun_leavesNothing() throws Exception {
        Path out = folder.resolve("new/data");
        Progress stop =
                new Progress() {
                    private int steps;

                    @Override
                    public void begin(String task, long total) {}

                    @Override
                    public synchronized void advance(long done) {
                        steps++;
                    }

                    @Override
                    public synchronized boolean isCancelled() {
                        return steps >= 2;
                    }
                };
        try (StagedOutput output = StagedOutput.open(out, SynthesisTask.KIND, false)) {
            SynthesisTask task = new SynthesisTask(SMALL);
            RunRecord run = new RunRecord("synthesize", List.of());
            assertThrows(
                    CancelledException.class,
                    () -> task.run(output, run, stop, Workers.sequential()));
        }
        assertFalse(Files.exists(folder.resolve("new")));
    }

    @Test
    void of_takesNamesOfCategories() {
        List<String> all = SynthesisRequest.categories();
        assertEquals(all, SynthesisRequest.of(4, List.of()).names());
        assertEquals(List.of(all.get(2)), SynthesisRequest.of(4, List.of(all.get(2))).names());
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SynthesisRequest.of(4, List.of("teapot")));
        assertEquals("category: teapot, expected " + String.join(", ", all), e.getMessage());
        assertEquals(
                SynthesisRequest.defaultParts(),
                SynthesisRequest.of(SynthesisRequest.defaultParts(), List.of()).parts());
        assertThrows(
                IllegalArgumentException.class,
                () -> new SynthesisRequest(SynthesisParameters.defaults(), List.of()));
    }

    @Test
    void fingerprint_changesWithWhatIsMade() {
        assertEquals(
                SMALL.fingerprint(),
                new SynthesisRequest(SMALL.parameters(), SMALL.kinds()).fingerprint());
        assertNotEquals(
                SMALL.fingerprint(),
                new SynthesisRequest(SMALL.parameters().withSeed(2), SMALL.kinds()).fingerprint());
        assertNotEquals(
                SMALL.fingerprint(),
                new SynthesisRequest(SMALL.parameters(), List.of(PartKind.values()[1]))
                        .fingerprint());
    }
}
