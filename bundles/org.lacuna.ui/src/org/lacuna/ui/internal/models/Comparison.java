package org.lacuna.ui.internal.models;

import org.lacuna.core.Inspection;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Two inspections of the same parts, by two models or by other thresholds.
 *
 * @param pairs parts in both: those with another verdict first, each group with the largest margin
 *     first
 * @param changed number of parts with another verdict
 * @param single number of parts in one of them only
 */
record Comparison(List<Pair> pairs, int changed, int single) {
    /** A part and its two verdicts. */
    record Pair(PartItem a, PartItem b) {
        /**
         * How far the two scores lie apart, each in units of its own reject threshold; a part that
         * one of them did not inspect comes before all others.
         */
        double margin() {
            double margin = Math.abs(relative(a) - relative(b));
            return Double.isNaN(margin) ? Double.POSITIVE_INFINITY : margin;
        }

        /** Whether the verdicts differ. */
        boolean differs() {
            return a.inspection().orElseThrow().verdict() != b.inspection().orElseThrow().verdict();
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
        int single = 0;
        List<Pair> pairs = new ArrayList<>();
        for (PartItem part : a) {
            if (part.inspection().isEmpty()) {
                continue;
            }
            PartItem other = others.remove(Key.of(part));
            if (other == null) {
                single++;
            } else {
                pairs.add(new Pair(part, other));
            }
        }
        pairs.sort(
                Comparator.comparing((Pair p) -> !p.differs())
                        .thenComparing(Comparator.comparingDouble(Pair::margin).reversed())
                        .thenComparing(p -> p.a().id().toString()));
        int changed = (int) pairs.stream().filter(Pair::differs).count();
        return new Comparison(List.copyOf(pairs), changed, single + all - pairs.size());
    }

    /** Parts with another verdict, the largest margin first. */
    List<Pair> differing() {
        return pairs.subList(0, changed);
    }

    /** Number of parts in both. */
    int common() {
        return pairs.size();
    }

    /**
     * How often each verdict was given, in the order of the verdicts.
     *
     * @param side which of the two
     */
    Map<Verdict, Integer> verdicts(Function<Pair, PartItem> side) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Pair p : pairs) {
            counts.merge(side.apply(p).inspection().orElseThrow().verdict(), 1, Integer::sum);
        }
        return counts;
    }
}
