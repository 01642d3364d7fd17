package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.fusion.FusionModel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What good parts of one category look like, and where the thresholds lie. Immutable, shared by all
 * threads.
 *
 * @param category kind of part
 * @param parameters how it was made, and how it inspects
 * @param provenance from what it was made
 * @param banks memory bank of each modality that training had; not empty
 * @param student what distillation came to; empty when there was none
 * @param fusion weights, calibration and thresholds
 * @param usage how much usable data good parts have
 */
public record InspectionModel(
        String category,
        InspectionParameters parameters,
        Provenance provenance,
        Map<Modality, TrainedBank> banks,
        Optional<TrainedStudent> student,
        FusionModel fusion,
        UsageReference usage) {
    public InspectionModel {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(student, "student");
        Objects.requireNonNull(fusion, "fusion");
        Objects.requireNonNull(usage, "usage");
        if (banks.isEmpty()) {
            throw new IllegalArgumentException("banks: none, expected at least one modality");
        }
        banks = Collections.unmodifiableMap(new EnumMap<>(banks));
        if (student.isPresent()) {
            student.get().requireFit(banks);
        }
    }

    /** The modalities that it can inspect. */
    public ModalitySet modalities() {
        return new ModalitySet(banks.containsKey(Modality.RGB), banks.containsKey(Modality.XYZ));
    }

    /**
     * SHA-256 of its file content, as hexadecimal digits: the model's immutable name. Encodes the
     * model, so keep the result.
     */
    public String sha256() {
        return ModelFile.sha256(this);
    }
}
