package org.lacuna.workflow;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.Verdict;

import java.util.EnumMap;
import java.util.Map;

/** Counts the verdicts of an inspection run. Not thread-safe. */
public final class VerdictTally {
    private final ModalitySet expected;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    private int degraded;

    /**
     * @param expected the modalities that the model knows: a part with less is degraded
     */
    public VerdictTally(ModalitySet expected) {
        this.expected = expected;
    }

    public void add(Inspection inspection) {
        counts.merge(inspection.verdict(), 1, Integer::sum);
        for (Modality m : expected.list()) {
            if (inspection.status(m).state() != ModalityStatus.State.USED) {
                degraded++;
                return;
            }
        }
    }

    public int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** Parts that were inspected without all that the model knows. */
    public int degraded() {
        return degraded;
    }

    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** E.g. {@code 12 parts: 9 OK, 2 NOK, 1 REVIEW, 0 NOT_INSPECTED; 1 with incomplete data}. */
    public String summary() {
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
