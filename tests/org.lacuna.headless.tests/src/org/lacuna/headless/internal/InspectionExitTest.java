package org.lacuna.headless.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.headless.ExitCode;
import org.lacuna.workflow.VerdictTally;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class InspectionExitTest {
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

    @ParameterizedTest
    @CsvSource({
        "OK, 0, OK",
        "OK OK NOK, 0, NOK_FOUND",
        "NOK REVIEW NOT_INSPECTED, 0, NOK_FOUND",
        "OK REVIEW, 0, REVIEW_ONLY",
        "REVIEW NOT_INSPECTED, 0, REVIEW_ONLY",
        "OK NOT_INSPECTED, 0, DEGRADED",
        "OK NOT_INSPECTED, 1, BAD_INPUT",
        "NOK NOT_INSPECTED, 1, BAD_INPUT",
        "'', 0, BAD_INPUT",
    })
    void exitCode_followsTheMostSeriousPart(String verdicts, int damaged, ExitCode expected) {
        VerdictTally tally = new VerdictTally(ModalitySet.BOTH);
        for (String v : verdicts.isEmpty() ? new String[0] : verdicts.split(" ")) {
            tally.add(inspection(Verdict.valueOf(v), State.USED, State.USED));
        }
        assertEquals(expected, InspectionExit.of(tally, damaged));
    }

    @ParameterizedTest
    @CsvSource({"USED, OK", "DEGRADED, DEGRADED", "UNUSABLE, DEGRADED", "ABSENT, DEGRADED"})
    void exitCode_partOnIncompleteData_isNeverZero(State rgb, ExitCode expected) {
        VerdictTally tally = new VerdictTally(ModalitySet.BOTH);
        tally.add(inspection(Verdict.OK, rgb, State.USED));
        assertEquals(expected, InspectionExit.of(tally, 0));
    }

    @Test
    void exitCode_modalityThatTheModelDoesNotKnow_isNotMissed() {
        VerdictTally tally = new VerdictTally(ModalitySet.RGB);
        tally.add(inspection(Verdict.OK, State.USED, State.ABSENT));
        assertEquals(ExitCode.OK, InspectionExit.of(tally, 0));
    }
}
