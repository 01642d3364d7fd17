package org.lacuna.core;

import java.util.List;

/**
 * The samples of one category, by split, each list sorted by defect and name. Immutable and
 * thread-safe.
 */
public interface DataSet {
    String category();

    /** Samples of the split, possibly none. */
    List<SampleSource> samples(Split split);

    /**
     * Parts with real defects, each with a ground truth that people drew, to learn from what
     * defects look like: in no split, sorted by defect and name. Most data sets have none.
     */
    default List<SampleSource> annotated() {
        return List.of();
    }

    /** The modalities that at least one sample has. */
    default ModalitySet modalities() {
        ModalitySet all = ModalitySet.NONE;
        for (Split split : Split.values()) {
            for (SampleSource s : samples(split)) {
                all = all.union(s.modalities());
            }
        }
        return all;
    }
}
