package org.lacuna.synthesis;

import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A data set in which the parts of some splits are degraded on loading ({@link DegradedSource}).
 *
 * @param data the data set
 * @param splits those that are degraded
 * @param degradation what is done to them
 * @param seed of the degradation
 */
public record DegradedDataSet(
        DataSet data, Set<Split> splits, ScanDegradation degradation, long seed)
        implements DataSet {
    public DegradedDataSet {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(degradation, "degradation");
        splits = Set.copyOf(splits);
    }

    @Override
    public String category() {
        return data.category();
    }

    @Override
    public List<SampleSource> samples(Split split) {
        List<SampleSource> samples = data.samples(split);
        return splits.contains(split) ? DegradedSource.all(samples, degradation, seed) : samples;
    }

    /** Degraded with the training parts, beside which they are learned from. */
    @Override
    public List<SampleSource> annotated() {
        return splits.contains(Split.TRAIN)
                ? DegradedSource.all(data.annotated(), degradation, seed)
                : data.annotated();
    }

    @Override
    public ModalitySet modalities() {
        return data.modalities();
    }
}
