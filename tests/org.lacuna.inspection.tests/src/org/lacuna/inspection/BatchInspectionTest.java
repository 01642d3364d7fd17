package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.inspection.BatchInspection.DamagedPart;
import org.lacuna.inspection.TestParts.Flaw;

import java.util.ArrayList;
import java.util.List;

class BatchInspectionTest {
    private static Inspector inspector;

    @BeforeAll
    static void train() throws Exception {
        inspector =
                new Inspector(
                        new Trainer(TestParts.parameters(), TestParts.extractors())
                                .train(
                                        TestParts.dataSet(6, 4, ModalitySet.BOTH),
                                        Progress.NONE,
                                        Workers.sequential()),
                        TestParts.extractors());
    }

    private static List<SampleSource> parts(int count, int damagedIndex) {
        List<SampleSource> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(
                    i == damagedIndex
                            ? TestParts.damaged(TestParts.id("unknown", i))
                            : TestParts.source(
                                    TestParts.part(
                                            TestParts.id("unknown", i),
                                            500 + i,
                                            i % 3 == 0 ? Flaw.BUMP : Flaw.NONE)));
        }
        return parts;
    }

    private static List<Inspection> run(List<SampleSource> parts, DamagedPart policy, int threads)
            throws Exception {
        List<Inspection> results = new ArrayList<>();
        try (Workers workers = Workers.of(threads)) {
            new BatchInspection(inspector, policy)
                    .run(parts, ModalitySet.BOTH, (s, i) -> results.add(i), Progress.NONE, workers);
        }
        return results;
    }

    @Test
    void results_comeInOrder_sameForAnyThreads() throws Exception {
        List<SampleSource> parts = parts(2 * BatchInspection.BLOCK + 3, -1);
        List<Inspection> one = run(parts, DamagedPart.STOP, 1);
        List<Inspection> three = run(parts, DamagedPart.STOP, 3);
        assertEquals(parts.size(), one.size());
        for (int i = 0; i < one.size(); i++) {
            assertEquals(parts.get(i).id(), one.get(i).id());
            assertEquals(one.get(i).score(), three.get(i).score());
            assertEquals(one.get(i).map(), three.get(i).map());
        }
    }

    @Test
    void damagedPart_isReportedAndTheRestInspected() throws Exception {
        List<Inspection> results = run(parts(5, 2), DamagedPart.REPORT, 2);
        assertEquals(Verdict.NOT_INSPECTED, results.get(2).verdict());
        assertTrue(results.get(2).reason().contains("expected a TIFF file"));
        assertEquals(4, results.stream().filter(r -> r.verdict() != Verdict.NOT_INSPECTED).count());
    }

    @Test
    void damagedPart_stopsAnExperiment() {
        assertThrows(DataException.class, () -> run(parts(5, 2), DamagedPart.STOP, 2));
    }

    @Test
    void noParts_giveAnEmptySummary() throws Exception {
        BatchInspection.Summary summary =
                new BatchInspection(inspector, DamagedPart.STOP)
                        .run(
                                List.of(),
                                ModalitySet.BOTH,
                                (s, i) -> {},
                                Progress.NONE,
                                Workers.sequential());
        assertEquals(0, summary.parts());
        assertTrue(Double.isNaN(summary.partsPerSecond()));
    }
}
