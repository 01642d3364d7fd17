package org.lacuna.core;

/**
 * Service: turns one modality of a prepared sample into features. Frozen: it learns nothing from
 * the samples. Register an implementation as an OSGi service under this interface and it can be
 * named in training.
 *
 * <p>Implementations are thread-safe and deterministic: the same sample gives the same bits for any
 * number of workers.
 */
public interface FeatureExtractor {
    /**
     * Stable name with version, e.g. {@code filter-bank-1}. A model stores it and is refused when
     * no extractor of that name is there, so whatever changes the features changes the name.
     */
    String id();

    /** The modality it reads. */
    Modality modality();

    /** Length of a feature vector. */
    int channels();

    /**
     * @param sample must have {@link #modality()}
     * @return one vector a patch, and the availability behind each vector; patches without data
     *     hold zeros
     * @throws IllegalArgumentException when the sample lacks the modality
     */
    FeatureMap extract(PreparedSample sample, Workers workers);
}
