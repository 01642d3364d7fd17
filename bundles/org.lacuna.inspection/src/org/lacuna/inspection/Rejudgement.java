package org.lacuna.inspection;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus.State;
import org.lacuna.core.Verdict;

import java.util.Map;

/**
 * What the verdict on a part would be with other thresholds, from its record alone. How much of the
 * part was seen is not recorded, so a part with incomplete data that was stopped goes to review at
 * best, where another inspection might release it. Thread-safe.
 */
public final class Rejudgement {
    private Rejudgement() {}

    /**
     * Modalities by whose thresholds the part was judged: with incomplete data the worse one of the
     * two alone (the score is then its own), else all that took part.
     */
    public static ModalitySet judgedBy(Inspection i) {
        if (isApart(i)) {
            return i.score() == i.rgb().score() ? ModalitySet.RGB : ModalitySet.XYZ;
        }
        return i.modalities();
    }

    private static boolean isApart(Inspection i) {
        return i.modalities().equals(ModalitySet.BOTH)
                && !isWhole(i)
                && (i.score() == i.rgb().score() || i.score() == i.xyz().score());
    }

    private static boolean isWhole(Inspection i) {
        return i.modalities().list().stream().allMatch(m -> i.status(m).state() == State.USED);
    }

    /**
     * @param limits by pattern; a part of another pattern keeps its thresholds
     */
    public static Verdict of(Inspection i, Map<ModalitySet, ScoreLimits> limits) {
        if (i.verdict() == Verdict.NOT_INSPECTED || Double.isNaN(i.score())) {
            return i.verdict();
        }
        Verdict verdict = byScore(i.score(), of(i, judgedBy(i), limits));
        if (isApart(i)) {
            for (Modality m : Modality.values()) {
                ModalitySet alone = new ModalitySet(m == Modality.RGB, m == Modality.XYZ);
                if (!alone.equals(judgedBy(i)) && limits.containsKey(alone)) {
                    verdict = worse(verdict, byScore(i.status(m).score(), limits.get(alone)));
                }
            }
        }
        return verdict == Verdict.OK && !isReleasable(i) ? Verdict.REVIEW : verdict;
    }

    private static ScoreLimits of(
            Inspection i, ModalitySet pattern, Map<ModalitySet, ScoreLimits> limits) {
        ScoreLimits there = limits.get(pattern);
        return there == null ? ScoreLimits.of(i.thresholds()) : there;
    }

    private static Verdict byScore(double score, ScoreLimits limits) {
        if (score > limits.reject()) {
            return Verdict.NOK;
        }
        return score > limits.review() ? Verdict.REVIEW : Verdict.OK;
    }

    private static Verdict worse(Verdict a, Verdict b) {
        return a == Verdict.NOK || b == Verdict.OK ? a : b;
    }

    /** Whether nothing but the score can stand against OK. */
    private static boolean isReleasable(Inspection i) {
        if (!i.regions().isEmpty()) {
            return false;
        }
        if (i.verdict() == Verdict.OK) {
            return true;
        }
        // A score that did not stop the part was not the reason.
        return i.score() > i.thresholds().review() && isWhole(i);
    }
}
