package org.lacuna.headless;

import org.lacuna.acquisition.EyecandiesFormat;
import org.lacuna.acquisition.MvtecFormat;
import org.lacuna.core.DataSetFormat;
import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.InspectionSink;
import org.lacuna.features.EmbeddedExtractors;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What commands work with beyond their own code: the embedded services, and those that other
 * bundles register. Immutable.
 *
 * @param extractors feature extractors, the embedded ones first; no two share an id
 * @param formats data-set layouts, the standard ones first; no two share a name
 * @param sinks receivers of every inspection of {@code inspect}, besides its output folder
 */
public record Services(
        List<FeatureExtractor> extractors,
        List<DataSetFormat> formats,
        List<InspectionSink> sinks) {
    public Services {
        extractors = List.copyOf(extractors);
        formats = List.copyOf(formats);
        sinks = List.copyOf(sinks);
    }

    /** The embedded services alone. */
    public static Services embedded() {
        return new Services(
                EmbeddedExtractors.all(),
                List.of(new MvtecFormat(), new EyecandiesFormat()),
                List.of());
    }

    /** These services with other extractors. */
    public Services withExtractors(List<FeatureExtractor> others) {
        return new Services(others, formats, sinks);
    }

    /**
     * These services and further ones. An extractor whose id, or a format whose name is taken is
     * left out: the embedded ones also register themselves as services.
     */
    public Services plus(
            List<FeatureExtractor> moreExtractors,
            List<DataSetFormat> moreFormats,
            List<InspectionSink> moreSinks) {
        List<FeatureExtractor> allExtractors = new ArrayList<>(extractors);
        Set<String> ids = new LinkedHashSet<>();
        extractors.forEach(e -> ids.add(e.id()));
        for (FeatureExtractor e : moreExtractors) {
            if (ids.add(e.id())) {
                allExtractors.add(e);
            }
        }
        List<DataSetFormat> allFormats = new ArrayList<>(formats);
        Set<String> names = new LinkedHashSet<>();
        formats.forEach(f -> names.add(f.name()));
        for (DataSetFormat f : moreFormats) {
            if (names.add(f.name())) {
                allFormats.add(f);
            }
        }
        List<InspectionSink> allSinks = new ArrayList<>(sinks);
        allSinks.addAll(moreSinks);
        return new Services(allExtractors, allFormats, allSinks);
    }
}
