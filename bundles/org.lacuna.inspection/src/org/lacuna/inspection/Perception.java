package org.lacuna.inspection;

import org.lacuna.acquisition.Preprocessor;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Modality;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Sample;
import org.lacuna.core.Workers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * From a sample to features: the one path that training, calibration and inspection share, so that
 * they cannot drift apart. Thread-safe.
 */
final class Perception {
    /**
     * @param prepared the sample after preprocessing
     * @param features one map for each modality that the sample has and an extractor reads
     */
    record Percept(PreparedSample prepared, Map<Modality, FeatureMap> features) {}

    private final Preprocessor preprocessor;
    private final Map<Modality, FeatureExtractor> extractors;

    Perception(Preprocessor preprocessor, Map<Modality, FeatureExtractor> extractors) {
        this.preprocessor = preprocessor;
        this.extractors = new EnumMap<>(extractors);
    }

    /** The same eyes with one of them shut: features of this modality alone. */
    Perception only(Modality modality) {
        Map<Modality, FeatureExtractor> one = new EnumMap<>(extractors);
        one.keySet().retainAll(Set.of(modality));
        return new Perception(preprocessor, one);
    }

    Percept perceive(Sample sample, Workers workers, StageClock clock) {
        PreparedSample prepared = preprocessor.prepare(sample, workers);
        clock.lap("prepare");
        Map<Modality, FeatureMap> features = new EnumMap<>(Modality.class);
        for (Map.Entry<Modality, FeatureExtractor> e : extractors.entrySet()) {
            if (prepared.modalities().contains(e.getKey())) {
                features.put(e.getKey(), e.getValue().extract(prepared, workers));
                clock.lap("features-" + e.getKey().key());
            }
        }
        return new Percept(prepared, features);
    }
}
