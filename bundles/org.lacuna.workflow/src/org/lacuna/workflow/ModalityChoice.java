package org.lacuna.workflow;

import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data set with some of its modalities, as if the others had never been measured. */
public final class ModalityChoice {
    private ModalityChoice() {}

    /** Parts that have none of the modalities are left out. */
    public static DataSet of(DataSet data, ModalitySet kept) {
        if (kept.containsAll(data.modalities())) {
            return data;
        }
        Map<Split, List<SampleSource>> samples = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            samples.put(split, parts(data.samples(split), kept));
        }
        return new Chosen(data.category(), samples, parts(data.annotated(), kept));
    }

    private static List<SampleSource> parts(List<SampleSource> all, ModalitySet kept) {
        return all.stream()
                .filter(s -> !s.modalities().intersect(kept).isEmpty())
                .map(s -> (SampleSource) new ChosenPart(s, kept))
                .toList();
    }

    private record Chosen(
            String category, Map<Split, List<SampleSource>> bySplit, List<SampleSource> annotated)
            implements DataSet {
        @Override
        public List<SampleSource> samples(Split split) {
            return bySplit.get(split);
        }
    }

    private record ChosenPart(SampleSource whole, ModalitySet kept) implements SampleSource {
        @Override
        public SampleId id() {
            return whole.id();
        }

        @Override
        public ModalitySet modalities() {
            return whole.modalities().intersect(kept);
        }

        @Override
        public Map<Modality, Path> files() {
            Map<Modality, Path> files = new EnumMap<>(Modality.class);
            whole.files()
                    .forEach(
                            (m, f) -> {
                                if (kept.contains(m)) {
                                    files.put(m, f);
                                }
                            });
            return Map.copyOf(files);
        }

        @Override
        public Optional<String> alteration() {
            return whole.alteration();
        }

        @Override
        public Sample load(ModalitySet wanted) throws DataException, StorageException {
            return whole.load(wanted.intersect(kept));
        }

        @Override
        public Optional<PixelMask> loadGroundTruth() throws DataException, StorageException {
            return whole.loadGroundTruth();
        }
    }
}
