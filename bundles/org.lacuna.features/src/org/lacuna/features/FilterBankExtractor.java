package org.lacuna.features;

import org.lacuna.core.FeatureExtractor;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.Modality;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Workers;
import org.lacuna.core.WorkingImage;
import org.lacuna.features.internal.ColourPlanes;
import org.lacuna.features.internal.FilterBank;
import org.osgi.service.component.annotations.Component;

/** Embedded RGB extractor. */
@Component(service = FeatureExtractor.class)
public final class FilterBankExtractor implements FeatureExtractor {
    @Override
    public String id() {
        return "filter-bank-1";
    }

    @Override
    public Modality modality() {
        return Modality.RGB;
    }

    @Override
    public int channels() {
        return FilterBank.CHANNELS;
    }

    @Override
    public FeatureMap extract(PreparedSample sample, Workers workers) {
        WorkingImage image =
                sample.workingRgb()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                sample.id() + ": no colour image"));
        float[] values = FilterBank.extract(ColourPlanes.of(image, sample.transform()), workers);
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (!(sample.rgbAvailability().at(p) > 0)) {
                java.util.Arrays.fill(values, p * channels(), (p + 1) * channels(), 0f);
            }
        }
        return new FeatureMap(channels(), values, sample.rgbAvailability());
    }
}
