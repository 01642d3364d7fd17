package org.lacuna.headless.internal.bench;

import org.lacuna.core.Inspection;
import org.lacuna.core.Verdict;
import org.lacuna.evaluation.Auroc;
import org.lacuna.inspection.Learner;

import java.util.List;
import java.util.Locale;

/** What one choice of limits did to the test parts of all categories. Not thread-safe. */
final class LearningTally {
    private final double light;
    private final double tolerance;
    private final int entries;
    private int categories;
    private double auroc;
    private int good;
    private int falseAlarms;
    private int defective;
    private int missed;
    private int learned;
    private int added;

    /**
     * @param light factor of colour values
     * @param tolerance limit of learning
     * @param entries limit of learning; 0 = before learning
     */
    LearningTally(double light, double tolerance, int entries) {
        this.light = light;
        this.tolerance = tolerance;
        this.entries = entries;
    }

    /** Adds the test parts of a category, and what was learned before. */
    void add(List<Inspection> seen, List<Learner.Outcome> outcomes) {
        double[] scores = new double[seen.size()];
        boolean[] anomalous = new boolean[seen.size()];
        for (int i = 0; i < scores.length; i++) {
            Inspection part = seen.get(i);
            boolean isOk = part.verdict() == Verdict.OK;
            scores[i] = part.score();
            anomalous[i] = !part.id().isGood();
            if (anomalous[i]) {
                defective++;
                missed += isOk ? 1 : 0;
            } else {
                good++;
                falseAlarms += isOk ? 0 : 1;
            }
        }
        categories++;
        auroc += Auroc.of(scores, anomalous);
        learned += outcomes.size();
        added +=
                outcomes.stream()
                        .flatMap(o -> o.banks().values().stream())
                        .mapToInt(l -> l.added())
                        .sum();
    }

    double light() {
        return light;
    }

    double tolerance() {
        return tolerance;
    }

    int entries() {
        return entries;
    }

    boolean isBefore() {
        return entries == 0;
    }

    /** Mean over the categories. */
    double meanAuroc() {
        return auroc / categories;
    }

    int good() {
        return good;
    }

    /** Good parts that were not released. */
    int falseAlarms() {
        return falseAlarms;
    }

    int defective() {
        return defective;
    }

    /** Defective parts that were released. */
    int missed() {
        return missed;
    }

    /** Entries that a part added, in all banks. */
    double meanAdded() {
        return (double) added / learned;
    }

    List<Measurement> figures() {
        String name =
                isBefore()
                        ? String.format(Locale.ROOT, "learning.light-%.2f.before.", light)
                        : String.format(
                                Locale.ROOT,
                                "learning.light-%.2f.tolerance-%.2f.entries-%d.",
                                light,
                                tolerance,
                                entries);
        return List.of(
                Measurement.of(name + "i_auroc", "share", meanAuroc()),
                Measurement.of(name + "false_alarms", "share", (double) falseAlarms / good),
                Measurement.of(name + "missed", "share", (double) missed / defective));
    }
}
