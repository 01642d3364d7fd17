package org.lacuna.evaluation;

import org.lacuna.core.AnomalyMap;
import org.lacuna.core.DataException;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.PixelMask;
import org.lacuna.core.Sample;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Verdict;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A part without files: its sample and its truth are given. */
record FakePart(
        SampleId id, Optional<Sample> sample, Optional<PixelMask> truth, boolean truthDamaged)
        implements SampleSource {
    static FakePart withTruth(String defect, String name, Optional<PixelMask> truth) {
        return new FakePart(new SampleId("c", defect, name), Optional.empty(), truth, false);
    }

    @Override
    public ModalitySet modalities() {
        return sample.map(Sample::modalities).orElse(ModalitySet.RGB);
    }

    @Override
    public Map<Modality, Path> files() {
        return Map.of();
    }

    @Override
    public Sample load(ModalitySet wanted) {
        return sample.orElseThrow().restrictedTo(wanted);
    }

    @Override
    public Optional<PixelMask> loadGroundTruth() throws DataException {
        if (truthDamaged) {
            throw new DataException(id + ": truth damaged");
        }
        return truth;
    }

    /** An inspection of this part with the given score and map. */
    Inspection inspection(double score, Optional<AnomalyMap> map) {
        boolean inspected = !Double.isNaN(score);
        return new Inspection(
                id,
                inspected ? Verdict.OK : Verdict.NOT_INSPECTED,
                "test",
                score,
                inspected ? 0.5 : Double.NaN,
                Double.NaN,
                new Inspection.Thresholds(0.9, 1, 0.8),
                inspected ? ModalitySet.RGB : ModalitySet.NONE,
                inspected
                        ? new ModalityStatus(ModalityStatus.State.USED, 1, score)
                        : ModalityStatus.absent(),
                ModalityStatus.absent(),
                java.util.List.of(),
                map,
                Map.of());
    }
}
