package org.lacuna.ui.internal.thresholds;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Parts that were judged by one pattern, and what the thresholds on trial make of them.
 *
 * @param good scores of good parts
 * @param defective scores of defective parts
 * @param unknown scores of parts of which the data set does not say
 * @param verdicts number of parts by verdict
 * @param falseAlarms good parts with another verdict than OK
 * @param escapes defective parts with the verdict OK
 */
record Tally(
        double[] good,
        double[] defective,
        double[] unknown,
        Map<Verdict, Integer> verdicts,
        int falseAlarms,
        int escapes) {
    /** What data sets without ground truth call the defect of a part. */
    private static final String UNKNOWN = "unknown";

    static Tally of(Trial trial, ModalitySet pattern) {
        List<Double> good = new ArrayList<>();
        List<Double> defective = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        int falseAlarms = 0;
        int escapes = 0;
        for (PartItem part : trial.parts()) {
            Inspection i = part.inspection().orElse(null);
            if (i == null || !Trial.pattern(i).equals(pattern)) {
                continue;
            }
            SampleId id = i.id();
            Verdict verdict = trial.verdict(i);
            verdicts.merge(verdict, 1, Integer::sum);
            if (id.isGood()) {
                good.add(i.score());
                falseAlarms += verdict == Verdict.OK ? 0 : 1;
            } else if (id.defect().equals(UNKNOWN)) {
                unknown.add(i.score());
            } else {
                defective.add(i.score());
                escapes += verdict == Verdict.OK ? 1 : 0;
            }
        }
        return new Tally(
                array(good), array(defective), array(unknown), verdicts, falseAlarms, escapes);
    }

    private static double[] array(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    int of(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }
}
