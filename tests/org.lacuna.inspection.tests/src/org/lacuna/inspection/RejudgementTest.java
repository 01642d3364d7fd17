package org.lacuna.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lacuna.core.DefectRegion;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.Progress;
import org.lacuna.core.Sample;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.inspection.TestParts.Flaw;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class RejudgementTest {
    private static final Map<ModalitySet, ScoreLimits> MILD =
            Map.of(ModalitySet.BOTH, new ScoreLimits(2, 3));
    private static final DefectRegion REGION =
            new DefectRegion(0, 0, 2, 2, 4, 1, 1, 2, 2, Optional.empty());

    private static InspectionModel model;

    @BeforeAll
    static void train() throws Exception {
        model =
                new Trainer(TestParts.parameters(), TestParts.extractors())
                        .train(
                                TestParts.dataSet(6, 4, ModalitySet.BOTH),
                                Progress.NONE,
                                Workers.sequential());
    }

    private static Inspection recorded(
            Verdict verdict, double score, State rgb, List<DefectRegion> regions) {
        return new Inspection(
                TestParts.id("good", 1),
                verdict,
                "as recorded",
                score,
                0.5,
                Double.NaN,
                new Inspection.Thresholds(0.8, 1, 1),
                ModalitySet.BOTH,
                new ModalityStatus(rgb, 1, 0.3),
                new ModalityStatus(State.USED, 1, 0.2),
                regions,
                Optional.empty(),
                Map.of());
    }

    @Test
    void scoreDecides_whereNothingElseSpeaksAgainstThePart() {
        Inspection nok = recorded(Verdict.NOK, 1.7, State.USED, List.of());
        assertEquals(Verdict.OK, Rejudgement.of(nok, MILD));
        assertEquals(
                Verdict.REVIEW,
                Rejudgement.of(nok, Map.of(ModalitySet.BOTH, new ScoreLimits(1.5, 1.7))));
        assertEquals(Verdict.NOK, Rejudgement.of(nok, Map.of()));
        Inspection ok = recorded(Verdict.OK, 0.5, State.USED, List.of());
        assertEquals(
                Verdict.NOK,
                Rejudgement.of(ok, Map.of(ModalitySet.BOTH, new ScoreLimits(0.1, 0.4))));
    }

    @Test
    void safetyRules_stay() throws Exception {
        Inspection marked = recorded(Verdict.NOK, 1.7, State.USED, List.of(REGION));
        assertEquals(Verdict.REVIEW, Rejudgement.of(marked, MILD));
        Inspection incomplete = recorded(Verdict.NOK, 1.7, State.DEGRADED, List.of());
        assertEquals(Verdict.REVIEW, Rejudgement.of(incomplete, MILD));
        Inspection littleSeen = recorded(Verdict.REVIEW, 0.5, State.DEGRADED, List.of());
        assertEquals(Verdict.REVIEW, Rejudgement.of(littleSeen, MILD));
        Inspection nothing =
                new Inspector(model, TestParts.extractors())
                        .notInspected(TestParts.id("good", 2), "no data");
        assertEquals(Verdict.NOT_INSPECTED, Rejudgement.of(nothing, MILD));
    }

    /** Records and real inspections agree, over many thresholds. */
    @Test
    void recordedPart_isJudgedAsAnotherInspectionWould() throws Exception {
        Inspector own = new Inspector(model, TestParts.extractors());
        ThresholdBook fresh = ThresholdBook.of(model);
        int changed = 0;
        for (Flaw flaw : Flaw.values()) {
            Sample sample = TestParts.part(TestParts.id("unknown", 1), 9, flaw);
            for (ModalitySet pattern : ModalitySet.SETTINGS) {
                Sample seen = sample.restrictedTo(pattern);
                Inspection recorded = own.inspect(seen, Workers.sequential());
                double score = recorded.score();
                if (Double.isNaN(score)) {
                    continue;
                }
                for (double factor : new double[] {0.5, 0.999, 1.001, 2}) {
                    ScoreLimits limits = new ScoreLimits(score * factor * 0.9, score * factor);
                    ThresholdBook book = fresh;
                    Map<ModalitySet, ScoreLimits> all = new LinkedHashMap<>();
                    for (ModalitySet p : fresh.patterns()) {
                        book = book.change(p, limits, "trial", "test", Instant.EPOCH);
                        all.put(p, limits);
                    }
                    Inspection now =
                            new Inspector(model, TestParts.extractors(), Optional.of(book))
                                    .inspect(seen, Workers.sequential());
                    assertEquals(limits.review(), now.thresholds().review());
                    assertEquals(limits.reject(), now.thresholds().defect());
                    assertEquals(score, now.score());
                    assertTrue(
                            Double.isNaN(now.detectionRate()),
                            "the trial was made with other thresholds");
                    assertEquals(now.verdict(), Rejudgement.of(recorded, all), flaw + " " + factor);
                    changed += now.verdict() == recorded.verdict() ? 0 : 1;
                }
            }
        }
        assertTrue(changed > 5, changed + " verdicts changed");
    }

    @Test
    void bookWithoutChanges_changesNothing() throws Exception {
        Sample sample = TestParts.part(TestParts.id("unknown", 1), 9, Flaw.BUMP);
        Inspection own =
                new Inspector(model, TestParts.extractors()).inspect(sample, Workers.sequential());
        Inspection by =
                new Inspector(model, TestParts.extractors(), Optional.of(ThresholdBook.of(model)))
                        .inspect(sample, Workers.sequential());
        assertEquals(own.verdict(), by.verdict());
        assertEquals(own.reason(), by.reason());
        assertEquals(own.thresholds(), by.thresholds());
        assertEquals(own.detectionRate(), by.detectionRate());
    }
}
