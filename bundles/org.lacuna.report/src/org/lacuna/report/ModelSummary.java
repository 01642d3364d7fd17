package org.lacuna.report;

import org.lacuna.core.Modality;
import org.lacuna.distillation.Epoch;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.Provenance;
import org.lacuna.inspection.TrainedStudent;
import org.lacuna.memorybank.ElbowCurve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param learning how its networks learned; empty for a model without
 */
public record ModelSummary(
        String category,
        String modelId,
        long seed,
        Provenance provenance,
        Map<Modality, Bank> banks,
        List<LearningCurve> learning) {
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

    /** What a network is judged by on parts that it did not learn from; more is better. */
    public enum Validation {
        /** AUROC of patches with and without defect, for teachers and student. */
        AUROC,
        /** Cosine of generated and real features, for generators. */
        COSINE
    }

    /**
     * How a network learned. The arrays belong to the record and are not to be changed.
     *
     * @param network which one
     * @param epoch numbers, rising
     * @param loss mean loss of each epoch
     * @param measure what {@code validation} is
     * @param validation on parts that were not learned from, by epoch; NaN without any
     */
    public record LearningCurve(
            String network, int[] epoch, double[] loss, Validation measure, double[] validation) {
        public LearningCurve {
            Objects.requireNonNull(network, "network");
            Objects.requireNonNull(measure, "measure");
            if (loss.length != epoch.length || validation.length != epoch.length) {
                throw new IllegalArgumentException(
                        network
                                + ": "
                                + loss.length
                                + " losses, "
                                + validation.length
                                + " validations, expected "
                                + epoch.length
                                + " of each");
            }
        }

        static LearningCurve of(String network, List<Epoch> epochs) {
            return new LearningCurve(
                    network,
                    epochs.stream().mapToInt(Epoch::number).toArray(),
                    epochs.stream().mapToDouble(Epoch::loss).toArray(),
                    epochs.stream().anyMatch(Epoch::validatesByCosine)
                            ? Validation.COSINE
                            : Validation.AUROC,
                    epochs.stream().mapToDouble(Epoch::validation).toArray());
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof LearningCurve c
                    && network.equals(c.network)
                    && measure == c.measure
                    && Arrays.equals(epoch, c.epoch)
                    && Arrays.equals(loss, c.loss)
                    && Arrays.equals(validation, c.validation);
        }

        @Override
        public int hashCode() {
            return Objects.hash(
                    network,
                    measure,
                    Arrays.hashCode(epoch),
                    Arrays.hashCode(loss),
                    Arrays.hashCode(validation));
        }
    }

    public ModelSummary {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(provenance, "provenance");
        learning = List.copyOf(learning);
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
                model.category(),
                modelId,
                model.parameters().seed(),
                model.provenance(),
                banks,
                learning(model));
    }

    private static List<LearningCurve> learning(InspectionModel model) {
        Map<String, List<Epoch>> networks = new LinkedHashMap<>();
        for (Epoch e : model.student().map(TrainedStudent::epochs).orElse(List.of())) {
            networks.computeIfAbsent(e.network(), n -> new ArrayList<>()).add(e);
        }
        List<LearningCurve> curves = new ArrayList<>();
        networks.forEach((name, epochs) -> curves.add(LearningCurve.of(name, epochs)));
        return curves;
    }
}
