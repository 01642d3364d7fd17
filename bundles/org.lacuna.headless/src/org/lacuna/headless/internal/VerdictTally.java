package org.lacuna.headless.internal;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.Verdict;
import org.lacuna.headless.ExitCode;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts verdicts and derives the exit code of an inspection run. Not thread-safe.
 *
 * <p>Precedence: damaged input before NOK before review before degraded before OK, and no part at
 * all is bad input: whoever looks at the number alone never takes an incomplete run for a good one.
 */
final class VerdictTally {
    private final ModalitySet expected;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private int degraded;

    /**
     * @param expected the modalities that the model knows: a part with less is degraded
     */
    VerdictTally(ModalitySet expected) {
        this.expected = expected;
    }

    void add(Inspection inspection) {
        counts.merge(inspection.verdict(), 1, Integer::sum);
        for (Modality m : expected.list()) {
            if (inspection.status(m).state() != ModalityStatus.State.USED) {
                degraded++;
                return;
            }
        }
    }

    int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * @param damaged number of parts whose files could not be used
     */
    ExitCode exitCode(int damaged) {
        if (damaged > 0 || total() == 0) {
            return ExitCode.BAD_INPUT;
        }
        if (count(Verdict.NOK) > 0) {
            return ExitCode.NOK_FOUND;
        }
        if (count(Verdict.REVIEW) > 0) {
            return ExitCode.REVIEW_ONLY;
        }
        return degraded > 0 || count(Verdict.NOT_INSPECTED) > 0 ? ExitCode.DEGRADED : ExitCode.OK;
    }

    /** E.g. {@code 12 parts: 9 OK, 2 NOK, 1 REVIEW, 0 NOT_INSPECTED; 1 with incomplete data}. */
    String summary() {
        StringBuilder s = new StringBuilder();
        s.append(total()).append(total() == 1 ? " part: " : " parts: ");
        String separator = "";
        for (Verdict v : Verdict.values()) {
            s.append(separator).append(count(v)).append(' ').append(v);
            separator = ", ";
        }
        if (degraded > 0) {
            s.append("; ").append(degraded).append(" with incomplete data");
        }
        return s.toString();
    }
}
