package org.lacuna.inspection;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.fusion.PartScores;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries a new model on parts with known synthetic defects, once for each set of modalities. */
final class DefectTrials {
    private final Judge judge;
    private final PatchScoring scoring;
    private final List<ModalitySet> patterns;

    /**
     * @param patterns those that were calibrated
     */
    DefectTrials(Judge judge, PatchScoring scoring, List<ModalitySet> patterns) {
        this.judge = judge;
        this.scoring = scoring;
        this.patterns = patterns;
    }

    /** Empty without parts. */
    Optional<DetectionRates> of(
            List<Judge.Evidence> defective, Progress progress, Workers workers) {
        if (defective.isEmpty()) {
            return Optional.empty();
        }
        progress.begin("parts with synthetic defects as inspected", defective.size());
        boolean[][] stopped = new boolean[patterns.size()][defective.size()];
        workers.forEachChunk(
                defective.size(),
                1,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    for (int k = 0; k < patterns.size(); k++) {
                        stopped[k][from] = isStopped(defective.get(from), patterns.get(k));
                    }
                    progress.advance(1);
                });
        Map<ModalitySet, Integer> counts = new LinkedHashMap<>();
        for (int k = 0; k < patterns.size(); k++) {
            int n = 0;
            for (boolean s : stopped[k]) {
                n += s ? 1 : 0;
            }
            counts.put(patterns.get(k), n);
        }
        return Optional.of(new DetectionRates(defective.size(), counts));
    }

    /** Whether the part gets another verdict than OK when it has these modalities alone. */
    private boolean isStopped(Judge.Evidence whole, ModalitySet pattern) {
        Judge.Evidence part = whole.only(pattern);
        PartScores plain =
                scoring.combine(part.matches(), part.distances(), pattern, part.onPart());
        if (!plain.modalities().equals(pattern)) {
            return true;
        }
        Judge.Finding finding = judge.find(part, pattern, new StageClock(), Workers.sequential());
        return judge.decide(finding, "").verdict() != Verdict.OK;
    }
}
