package org.lacuna.acquisition.internal;

import org.lacuna.core.DataSet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A data set whose samples were listed once. */
public final class ListedDataSet implements DataSet {
    private final String category;
    private final Map<Split, List<SampleSource>> samples = new EnumMap<>(Split.class);
    private final List<SampleSource> annotated;

    /**
     * @param samples in any order
     */
    public ListedDataSet(String category, Map<Split, List<SampleSource>> samples) {
        this(category, samples, List.of());
    }

    /**
     * @param samples in any order
     * @param annotated in any order
     */
    public ListedDataSet(
            String category, Map<Split, List<SampleSource>> samples, List<SampleSource> annotated) {
        this.category = category;
        for (Split split : Split.values()) {
            this.samples.put(split, sorted(samples.getOrDefault(split, List.of())));
        }
        this.annotated = sorted(annotated);
    }

    private static List<SampleSource> sorted(List<SampleSource> list) {
        List<SampleSource> sorted = new ArrayList<>(list);
        sorted.sort(
                Comparator.comparing((SampleSource s) -> s.id().defect())
                        .thenComparing(s -> s.id().name()));
        return List.copyOf(sorted);
    }

    @Override
    public String category() {
        return category;
    }

    @Override
    public List<SampleSource> samples(Split split) {
        return samples.get(split);
    }

    @Override
    public List<SampleSource> annotated() {
        return annotated;
    }

    @Override
    public String toString() {
        return "DataSet[" + category + "]";
    }
}
