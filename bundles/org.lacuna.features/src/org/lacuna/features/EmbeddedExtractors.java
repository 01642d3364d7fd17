package org.lacuna.features;

import org.lacuna.core.FeatureExtractor;

import java.util.List;

/** The extractors that ship with the product and need no download. */
public final class EmbeddedExtractors {
    private EmbeddedExtractors() {}

    /** One extractor for each modality, colour image first; stateless, so they may be shared. */
    public static List<FeatureExtractor> all() {
        return List.of(new FilterBankExtractor(), new GeometryExtractor());
    }
}
