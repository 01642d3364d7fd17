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
