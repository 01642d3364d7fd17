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

import java.util.Arrays;

/**
 * Embedded RGB extractor (method.md 3): what a patch looks like in brightness, colour and texture.
 *
 * <p>Idea: square-root luminance and two colour differences on the part of the 224 x 224 working
 * image that the sensor saw; Gabor energies (three octaves, four orientations), difference-of-
 * Gaussian energies (four bands, two for colour), local contrast and the local means, each pooled
 * with two Gaussian windows (sigma 2 and 4 working pixels) around the patch centre; energies as
 * logarithms. Channels are in no common unit: distances make sense after whitening on good parts.
 *
 * <p>Responses without their sign, pooled, hardly change when texture shifts by a pixel; that is
 * what good parts differ in. Beyond the sensor's border the image is mirrored, so a border patch
 * looks like any other; the working image's padding is not looked at.
 *
 * <p>Brightness is not normalised within the image: a part that is darker as a whole is a finding.
 *
 * <p>Deterministic, the same bits on every machine and for any number of workers. Thread-safe.
 * O(pixels), see {@link FilterBank}.
 */
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
        // 'No data' is said by availability alone; a patch without data must not carry a look.
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (sample.rgbAvailability().at(p) == 0) {
                Arrays.fill(values, p * channels(), (p + 1) * channels(), 0f);
            }
        }
        return new FeatureMap(channels(), values, sample.rgbAvailability());
    }
}
