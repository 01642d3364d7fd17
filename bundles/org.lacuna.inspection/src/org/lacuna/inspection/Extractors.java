package org.lacuna.inspection;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.Modality;
import org.lacuna.core.ModelException;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds extractors by the ids that parameters or a model name. */
final class Extractors {
    private Extractors() {}

    static Map<Modality, FeatureExtractor> select(
            Map<Modality, String> ids, List<FeatureExtractor> available) throws ModelException {
        Map<Modality, FeatureExtractor> chosen = new EnumMap<>(Modality.class);
        for (Map.Entry<Modality, String> e : ids.entrySet()) {
            for (FeatureExtractor x : available) {
                if (x.modality() == e.getKey() && x.id().equals(e.getValue())) {
                    chosen.putIfAbsent(e.getKey(), x);
                }
            }
            if (!chosen.containsKey(e.getKey())) {
                throw new ModelException(
                        "extractor '"
                                + e.getValue()
                                + "' for "
                                + e.getKey().label()
                                + " is not installed, found "
                                + available.stream()
                                        .filter(x -> x.modality() == e.getKey())
                                        .map(FeatureExtractor::id)
                                        .toList());
            }
        }
        return chosen;
    }
}
