package org.lacuna.ui.internal.models;

import org.lacuna.core.Inspection;
import org.lacuna.core.SampleId;
import org.lacuna.ui.PartItem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two inspections of the same parts, by two models or by other thresholds.
 *
 * @param differing parts with another verdict, the largest margin first
 * @param common number of parts in both
 * @param single number of parts in one of them only
 */
record Comparison(List<Difference> differing, int common, int single) {
    /** A part with two verdicts. */
    record Difference(PartItem a, PartItem b) {
        /**
         * How far the two scores lie apart, each in units of its own reject threshold; a part that
         * one of them did not inspect comes before all others.
         */
        double margin() {
            double margin = Math.abs(relative(a) - relative(b));
            return Double.isNaN(margin) ? Double.POSITIVE_INFINITY : margin;
        }

        private static double relative(PartItem part) {
            Inspection i = part.inspection().orElseThrow();
            return i.score() / i.thresholds().defect();
        }
    }

    /** A part of a data set, and the modalities that it was inspected with. */
    private record Key(SampleId id, String group) {
        static Key of(PartItem part) {
            return new Key(part.id(), part.group());
        }
    }

    /**
     * Pairs parts by name and group; parts that were never inspected are left out.
     *
     * @param a inspected first
     * @param b the others
     */
    static Comparison of(List<PartItem> a, List<PartItem> b) {
        Map<Key, PartItem> others = new LinkedHashMap<>();
        for (PartItem part : b) {
            if (part.inspection().isPresent()) {
                others.put(Key.of(part), part);
            }
        }
        int all = others.size();
        int common = 0;
        int single = 0;
        List<Difference> differing = new ArrayList<>();
        for (PartItem part : a) {
            if (part.inspection().isEmpty()) {
                continue;
            }
            PartItem other = others.remove(Key.of(part));
            if (other == null) {
                single++;
            } else {
                common++;
                if (part.inspection().get().verdict() != other.inspection().get().verdict()) {
                    differing.add(new Difference(part, other));
                }
            }
        }
        differing.sort(
                Comparator.comparingDouble(Difference::margin)
                        .reversed()
                        .thenComparing(d -> d.a().id().toString()));
        return new Comparison(List.copyOf(differing), common, single + all - common);
    }
}
