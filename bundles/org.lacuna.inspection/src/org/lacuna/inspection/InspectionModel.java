package org.lacuna.inspection;

import org.lacuna.core.Modality;
import org.lacuna.core.ModalitySet;
import org.lacuna.fusion.FusionModel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
 * @param detection how many synthetic defects it stops; empty when that was not tried
 * @param blur by what blurred images are judged; empty = like sharp ones
 */
public record InspectionModel(
        String category,
        InspectionParameters parameters,
        Provenance provenance,
        Map<Modality, TrainedBank> banks,
        Optional<TrainedStudent> student,
        FusionModel fusion,
        UsageReference usage,
        Optional<DetectionRates> detection,
        Optional<BlurScale> blur) {
    public InspectionModel {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(student, "student");
        Objects.requireNonNull(fusion, "fusion");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(detection, "detection");
        Objects.requireNonNull(blur, "blur");
        if (banks.isEmpty()) {
            throw new IllegalArgumentException("banks: none, expected at least one modality");
        }
        banks = Collections.unmodifiableMap(new EnumMap<>(banks));
        if (student.isPresent()) {
            student.get().requireFit(banks);
        }
    }

    /** Remarks for the user: what training could not do as asked. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(fusion.notes());
        if (parameters.lessons().enabled() && student.isEmpty()) {
            notes.add(
                    "no student: the good training parts have too few places for synthetic"
                            + " defects, memory banks alone decide");
        }
        return List.copyOf(notes);
    }

    /** The same with another student, or without one. */
    InspectionModel withStudent(Optional<TrainedStudent> other) {
        return new InspectionModel(
                category, parameters, provenance, banks, other, fusion, usage, detection, blur);
    }

    /** The same with one more remark. */
    public InspectionModel withNote(String note) {
        return new InspectionModel(
                category,
                parameters,
                provenance,
                banks,
                student,
                fusion.withNote(note),
                usage,
                detection,
                blur);
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
