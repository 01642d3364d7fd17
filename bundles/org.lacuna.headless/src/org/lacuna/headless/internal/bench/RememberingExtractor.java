package org.lacuna.headless.internal.bench;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Modality;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.SampleId;
import org.lacuna.core.Workers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the features of each part, for experiments that look at the same parts many times. Parts
 * are told apart by their ids alone. Thread-safe.
 */
final class RememberingExtractor implements FeatureExtractor {
    private final FeatureExtractor extractor;
    private final Map<SampleId, FeatureMap> features = new ConcurrentHashMap<>();

    RememberingExtractor(FeatureExtractor extractor) {
        this.extractor = extractor;
    }

    /** Each of them, with nothing kept yet. */
    static List<FeatureExtractor> of(List<FeatureExtractor> extractors) {
        return extractors.stream().<FeatureExtractor>map(RememberingExtractor::new).toList();
    }

    @Override
    public String id() {
        return extractor.id();
    }

    @Override
    public Modality modality() {
        return extractor.modality();
    }

    @Override
    public int channels() {
        return extractor.channels();
    }

    @Override
    public FeatureMap extract(PreparedSample sample, Workers workers) {
        return features.computeIfAbsent(sample.id(), id -> extractor.extract(sample, workers));
    }
}
