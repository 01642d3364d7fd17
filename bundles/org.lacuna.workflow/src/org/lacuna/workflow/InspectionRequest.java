package org.lacuna.workflow;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.ModelException;
import org.lacuna.core.SampleSource;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ThresholdBook;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be inspected, and with what.
 *
 * @param model the model
 * @param modelName what the user calls it, as a rule the path of its file
 * @param thresholds in force, of this model; empty for the model's own
 * @param parts in the order of the results
 * @param modalities those to use; others count as lost
 * @param degradation what was done to the parts; empty when they are as their files are
 */
public record InspectionRequest(
        InspectionModel model,
        String modelName,
        Optional<ThresholdBook> thresholds,
        List<SampleSource> parts,
        ModalitySet modalities,
        Optional<String> degradation) {
    public InspectionRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(modelName, "modelName");
        Objects.requireNonNull(thresholds, "thresholds");
        parts = List.copyOf(parts);
        Objects.requireNonNull(modalities, "modalities");
        Objects.requireNonNull(degradation, "degradation");
    }

    /**
     * @param asked how the user asked for the modalities, ends the message
     * @throws ModelException when the model knows none of the modalities
     */
    public static void requireKnown(
            InspectionModel model, String modelName, ModalitySet wanted, String asked)
            throws ModelException {
        if (wanted.intersect(model.modalities()).isEmpty()) {
            throw new ModelException(
                    modelName
                            + ": trained on "
                            + model.modalities().label()
                            + ", expected a model that knows "
                            + wanted.label()
                            + asked);
        }
    }
}
