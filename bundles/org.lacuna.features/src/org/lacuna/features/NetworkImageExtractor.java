package org.lacuna.features;

import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.PreparedSample;
import org.lacuna.core.Workers;
import org.lacuna.features.internal.Resampling;
import org.lacuna.features.internal.SensorMirror;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelDescriptor.ImageInput;
import org.lacuna.inference.ModelDescriptor.Layout;
import org.lacuna.inference.ModelDescriptor.Output;
import org.lacuna.inference.NetworkFile;
import org.lacuna.inference.NetworkOptions;
import org.lacuna.inference.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * RGB features from a network (method.md 3; Xu et al. 2025, 3.2.1): working image, brought to the
 * network's size, normalised as its descriptor says; class tokens dropped; each output brought to
 * 56 x 56 patches; outputs joined, channel by channel in the descriptor's order.
 *
 * <p>Both changes of size use half-pixel centres: bilinear with the border repeated where the grid
 * grows, the mean of what a new pixel covers where it shrinks (the first as PyTorch's interpolate
 * with align_corners=False). Beyond the sensor's border the network sees the mirror image, so never
 * an edge that the sensor did not see.
 *
 * <p>Patches whose availability is 0 hold zeros. Their surroundings were seen by the network all
 * the same: a vector says most about its own patch, but not only.
 */
public final class NetworkImageExtractor extends NetworkExtractor {
    private final ImageInput input;

    /**
     * @param descriptor of kind image
     * @param file the descriptor's network; looked at when first needed
     */
    public NetworkImageExtractor(
            ModelDescriptor descriptor, NetworkFile file, NetworkOptions options) {
        super(descriptor, file, options);
        if (!(descriptor.input() instanceof ImageInput image)) {
            throw new IllegalArgumentException(
                    "descriptor: " + descriptor.id() + " takes points, expected an image");
        }
        this.input = image;
    }

    @Override
    public FeatureMap extract(PreparedSample sample, Workers workers) {
        return extractAll(List.of(sample), workers).getFirst();
    }

    /**
     * Several parts in one run of the network, if it takes batches, else one after the other. The
     * numbers are those of {@link #extract} up to the network's rounding, which may depend on the
     * size of the batch.
     *
     * @param samples each must have a colour image
     * @return one map each, in order
     */
    public List<FeatureMap> extractAll(List<PreparedSample> samples, Workers workers) {
        if (samples.isEmpty()) {
            return List.of();
        }
        int batch = network().takesBatches() ? samples.size() : 1;
        List<FeatureMap> maps = new ArrayList<>(samples.size());
        for (int from = 0; from < samples.size(); from += batch) {
            maps.addAll(run(samples.subList(from, from + batch), workers));
        }
        return maps;
    }

    private List<FeatureMap> run(List<PreparedSample> samples, Workers workers) {
        int size = 3 * input.width() * input.height();
        float[] images = new float[Math.multiplyExact(size, samples.size())];
        for (int k = 0; k < samples.size(); k++) {
            input.normalise(image(samples.get(k), workers), images, k * size);
        }
        Tensor tensor = Tensor.of(images, samples.size(), 3, input.height(), input.width());
        List<Tensor> outputs = runNetwork(Map.of(input.name(), tensor), samples.size());
        List<FeatureMap> maps = new ArrayList<>(samples.size());
        for (int k = 0; k < samples.size(); k++) {
            maps.add(features(samples.get(k), outputs, k, workers));
        }
        return maps;
    }

    private float[] image(PreparedSample sample, Workers workers) {
        float[] rgb =
                sample.workingRgb()
                        .map(i -> SensorMirror.apply(i, sample.transform()))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                sample.id() + ": no colour image"));
        int side = PatchGrid.WORKING_SIDE;
        if (input.width() == side && input.height() == side) {
            return rgb;
        }
        float[] resized = new float[3 * input.width() * input.height()];
        new Resampling(side, side, input.width(), input.height())
                .apply(rgb, 0, 3, resized, 0, 3, workers);
        return resized;
    }

    private FeatureMap features(
            PreparedSample sample, List<Tensor> outputs, int part, Workers workers) {
        int channels = channels();
        float[] values = new float[PatchGrid.PATCHES * channels];
        int offset = 0;
        for (int k = 0; k < outputs.size(); k++) {
            Output stated = descriptor().outputs().get(k);
            float[] all = outputs.get(k).values();
            int start = part * (all.length / outputs.get(k).shape()[0]);
            boolean map = stated.layout() == Layout.MAP;
            new Resampling(stated.gridWidth(), stated.gridHeight(), PatchGrid.SIDE, PatchGrid.SIDE)
                    .apply(
                            map ? channelsLast(all, start, stated) : all,
                            map ? 0 : start + stated.classTokens() * stated.channels(),
                            stated.channels(),
                            values,
                            offset,
                            channels,
                            workers);
            offset += stated.channels();
        }
        // 'No data' is said by availability alone; a patch without data must not carry a look.
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            if (sample.rgbAvailability().at(p) == 0) {
                Arrays.fill(values, p * channels, (p + 1) * channels, 0f);
            }
        }
        return new FeatureMap(channels, values, sample.rgbAvailability());
    }

    private static float[] channelsLast(float[] values, int start, Output map) {
        int places = map.gridWidth() * map.gridHeight();
        float[] turned = new float[places * map.channels()];
        for (int c = 0; c < map.channels(); c++) {
            for (int p = 0; p < places; p++) {
                turned[p * map.channels() + c] = values[start + c * places + p];
            }
        }
        return turned;
    }
}
