package org.lacuna.inference.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.inference.ModelDescriptor;
import org.lacuna.inference.ModelDescriptor.Golden;
import org.lacuna.inference.ModelDescriptor.ImageInput;
import org.lacuna.inference.ModelDescriptor.Input;
import org.lacuna.inference.ModelDescriptor.PointInput;
import org.lacuna.inference.Tensor;

import java.util.List;
import java.util.Map;

/** The known input behind a golden output, as docs/formats.md, 'Golden output', defines it. */
public final class GoldenInput {
    /** Reach of a group, as a share of the cloud's radius. */
    private static final float GROUP_RADIUS = 0.125f;

    /** Where the descriptor has no golden output, and so no seed. */
    private static final long DEFAULT_SEED = 1;

    private GoldenInput() {}

    /**
     * The network's inputs with the descriptor's seed.
     *
     * @param names in the order wanted
     */
    public static List<Tensor> of(ModelDescriptor descriptor, List<String> names) {
        long seed = descriptor.golden().map(Golden::seed).orElse(DEFAULT_SEED);
        Map<String, Tensor> byName = of(descriptor.input(), seed);
        return names.stream().map(byName::get).toList();
    }

    /** The network's inputs by name. */
    public static Map<String, Tensor> of(Input input, long seed) {
        SeededRandom random = new SeededRandom(seed);
        return switch (input) {
            case ImageInput i -> {
                float[] rgb = new float[i.width() * i.height() * 3];
                for (int k = 0; k < rgb.length; k++) {
                    rgb[k] = next(random);
                }
                float[] tensor = new float[rgb.length];
                i.normalise(rgb, tensor, 0);
                yield Map.of(i.name(), Tensor.of(tensor, 1, 3, i.height(), i.width()));
            }
            case PointInput p -> {
                float[] neighbours = new float[p.groups() * p.groupSize() * 3];
                float[] centres = new float[p.groups() * 3];
                for (int k = 0; k < neighbours.length; k++) {
                    neighbours[k] = (2 * next(random) - 1) * GROUP_RADIUS;
                }
                for (int k = 0; k < centres.length; k++) {
                    centres[k] = 2 * next(random) - 1;
                }
                yield Map.of(
                        p.neighbours(),
                        Tensor.of(neighbours, 1, p.groups(), p.groupSize(), 3),
                        p.centres(),
                        Tensor.of(centres, 1, p.groups(), 3));
            }
        };
    }

    /** The highest 24 bits of a draw, so in [0, 1) without rounding. */
    private static float next(SeededRandom random) {
        return (random.nextLong() >>> 40) * 0x1.0p-24f;
    }
}
