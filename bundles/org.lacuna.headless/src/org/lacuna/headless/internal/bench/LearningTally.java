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
        for (Inspection part : seen) {
            int ok = part.verdict() == Verdict.OK ? 1 : 0;
            if (part.id().isGood()) {
                good++;
                falseAlarms += 1 - ok;
            } else {
                defective++;
                missed += ok;
            }
        }
        categories++;
        auroc += auroc(seen);
        learned += outcomes.size();
        added +=
                outcomes.stream()
                        .flatMap(o -> o.banks().values().stream())
                        .mapToInt(l -> l.added())
                        .sum();
    }

    /** Parts that were not inspected have no score. */
    private static double auroc(List<Inspection> seen) {
        List<Inspection> scored = seen.stream().filter(i -> !Double.isNaN(i.score())).toList();
        double[] scores = new double[scored.size()];
        boolean[] anomalous = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = scored.get(i).score();
            anomalous[i] = !scored.get(i).id().isGood();
        }
        return Auroc.of(scores, anomalous);
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
