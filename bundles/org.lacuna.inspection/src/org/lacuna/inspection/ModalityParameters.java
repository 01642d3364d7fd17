package org.lacuna.inspection;

import org.lacuna.memorybank.BankParameters;
import org.lacuna.memorybank.Metric;

import java.util.Objects;

/**
 * What is chosen for each modality on its own.
 *
 * @param extractor id of the feature extractor
 * @param bank memory bank of its features
 */
public record ModalityParameters(String extractor, BankParameters bank) {
    public ModalityParameters {
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(bank, "bank");
    }

    ModalityParameters withSeed(long seed) {
        return new ModalityParameters(extractor, bank.withSeed(seed));
    }

    ModalityParameters withMetric(Metric metric) {
        return new ModalityParameters(extractor, bank.withMetric(metric));
    }
}
