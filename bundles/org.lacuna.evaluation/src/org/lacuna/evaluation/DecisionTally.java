package org.lacuna.evaluation;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;

import java.util.HashMap;
import java.util.Map;

/** Counts wrong decisions, by category and setting. Not thread-safe. */
public final class DecisionTally implements EvaluationListener {
    private record Key(String category, ModalitySet setting) {}

    private static final class Counts {
        private int good;
        private int goodStopped;
        private int defective;
        private int defectiveReleased;
    }

    private final Map<Key, Counts> counts = new HashMap<>();

    @Override
    public void inspected(ModalitySet setting, SampleSource source, Inspection inspection) {
        Counts c =
                counts.computeIfAbsent(
                        new Key(inspection.id().category(), setting), k -> new Counts());
        boolean released = inspection.verdict() == Verdict.OK;
        if (inspection.id().isGood()) {
            c.good++;
            c.goodStopped += released ? 0 : 1;
        } else {
            c.defective++;
            c.defectiveReleased += released ? 1 : 0;
        }
    }

    /** The figures of the inspections that were counted, with their wrong decisions. */
    ResilienceRow row(MetricsRow metrics, boolean student, double level) {
        Counts c =
                counts.getOrDefault(
                        new Key(metrics.category(), metrics.modalities()), new Counts());
        return new ResilienceRow(
                student,
                level,
                metrics,
                c.defective == 0 ? Double.NaN : (double) c.defectiveReleased / c.defective,
                c.good == 0 ? Double.NaN : (double) c.goodStopped / c.good);
    }
}
