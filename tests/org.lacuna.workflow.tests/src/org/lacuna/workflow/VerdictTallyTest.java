package org.lacuna.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class VerdictTallyTest {
    private static Inspection inspection(Verdict verdict, State rgb, State xyz) {
        return new Inspection(
                new SampleId("c", "good", "1"),
                verdict,
                "because",
                0.5,
                0.5,
                Double.NaN,
                new Inspection.Thresholds(0.8, 1, 1),
                verdict == Verdict.NOT_INSPECTED ? ModalitySet.NONE : ModalitySet.BOTH,
                new ModalityStatus(rgb, 1, 0.5),
                new ModalityStatus(xyz, 1, 0.5),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void summary_namesEveryVerdict() {
        VerdictTally tally = new VerdictTally(ModalitySet.BOTH);
        tally.add(inspection(Verdict.OK, State.USED, State.USED));
        assertEquals(0, tally.degraded());
        assertEquals("1 part: 1 OK, 0 NOK, 0 REVIEW, 0 NOT_INSPECTED", tally.summary());
        tally.add(inspection(Verdict.REVIEW, State.DEGRADED, State.ABSENT));
        assertEquals(
                "2 parts: 1 OK, 0 NOK, 1 REVIEW, 0 NOT_INSPECTED; 1 with incomplete data",
                tally.summary());
    }
}
