package org.lacuna.report;

import org.lacuna.core.Modality;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.Provenance;
import org.lacuna.memorybank.ElbowCurve;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a report says about the model of a category.
 *
 * @param category kind of part
 * @param modelId SHA-256 of the model, hexadecimal
 * @param seed of training
 * @param provenance from what it was made
 * @param banks memory bank of each modality
 */
public record ModelSummary(
        String category,
        String modelId,
        long seed,
        Provenance provenance,
        Map<Modality, Bank> banks) {
    /**
     * The memory bank of one modality.
     *
     * @param extractorId extractor of its features
     * @param entries number of representatives
     * @param curve what is left uncovered by that number and by others; null where the method makes
     *     no curve
     * @param parts number of parts that the representatives come from
     * @param smallestWeight smallest number of patches that one of them stands for
     * @param largestWeight largest such number
     */
    public record Bank(
            String extractorId,
            int entries,
            ElbowCurve curve,
            int parts,
            long smallestWeight,
            long largestWeight) {}

    public ModelSummary {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(provenance, "provenance");
        banks = Collections.unmodifiableMap(banks.isEmpty() ? Map.of() : new EnumMap<>(banks));
    }

    /**
     * @param modelId {@link InspectionModel#sha256()}, which is costly: the caller keeps it
     */
    public static ModelSummary of(InspectionModel model, String modelId) {
        Map<Modality, Bank> banks = new EnumMap<>(Modality.class);
        model.banks()
                .forEach(
                        (m, b) ->
                                banks.put(
                                        m,
                                        new Bank(
                                                b.extractorId(),
                                                b.bank().entries(),
                                                b.curve().orElse(null),
                                                b.bank().parts().size(),
                                                b.bank().weights().getMin(),
                                                b.bank().weights().getMax())));
        return new ModelSummary(
                model.category(), modelId, model.parameters().seed(), model.provenance(), banks);
    }
}
