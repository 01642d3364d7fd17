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

    /**
     * @param samples in any order
     */
    public ListedDataSet(String category, Map<Split, List<SampleSource>> samples) {
        this.category = category;
        for (Split split : Split.values()) {
            List<SampleSource> sorted = new ArrayList<>(samples.getOrDefault(split, List.of()));
            sorted.sort(
                    Comparator.comparing((SampleSource s) -> s.id().defect())
                            .thenComparing(s -> s.id().name()));
            this.samples.put(split, List.copyOf(sorted));
        }
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
    public String toString() {
        return "DataSet[" + category + "]";
    }
}
