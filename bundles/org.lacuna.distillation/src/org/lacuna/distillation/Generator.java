package org.lacuna.distillation;

import org.lacuna.core.ModelException;
import org.lacuna.core.Workers;
import org.lacuna.distillation.internal.Batch;
import org.lacuna.distillation.internal.TrainedNetwork;
import org.lacuna.distillation.internal.ViewScale;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Says what one modality would show at a patch from what the other one shows there and around: the
 * paper's hallucinated features (Xu et al. 2025, 3.3), {@code G(rgb->3d)} or {@code G(3d->rgb)}.
 * Knows normal patches only. Immutable, thread-safe, deterministic: the bits of a patch depend on
 * that patch alone.
 */
public final class Generator {
    private final ViewScale scale;
    private final TrainedNetwork network;

    /** Used by {@link GeneratorTrainer} and {@link #read}. */
    Generator(ViewScale scale, TrainedNetwork network) {
        if (network.network().inputs() != scale.columns()) {
            throw new IllegalArgumentException(
                    "generator: network takes "
                            + network.network().inputs()
                            + " numbers, expected "
                            + scale.columns());
        }
        this.scale = scale;
        this.network = network;
    }

    /** Numbers of a patch's context. */
    public int inputs() {
        return network.network().inputs();
    }

    /** Numbers of a patch's generated features. */
    public int outputs() {
        return network.network().outputs();
    }

    /**
     * @param count patches
     * @param contexts {@code count * inputs()} finite numbers, row-major
     * @return {@code count * outputs()} finite numbers, row-major
     */
    public float[] generate(int count, float[] contexts, Workers workers) {
        boolean[] all = new boolean[count];
        Arrays.fill(all, true);
        Batch scaled = scale.apply(contexts, count, all);
        return network.apply(scaled, workers).values();
    }

    /** Writes everything, in a layout of its own inside the model file. */
    public void write(DataOutput out) throws IOException {
        scale.write(out);
        network.write(out);
    }

    /**
     * @param maxBytes bytes that the input can hold at most; nothing larger is allocated
     * @throws ModelException when the values make no sense
     */
    public static Generator read(DataInput in, long maxBytes) throws IOException, ModelException {
        try {
            return new Generator(ViewScale.read(in), TrainedNetwork.read(in, maxBytes));
        } catch (IllegalArgumentException e) {
            throw new ModelException(e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Generator g && scale.equals(g.scale) && network.equals(g.network);
    }

    @Override
    public int hashCode() {
        return 31 * scale.hashCode() + network.hashCode();
    }

    @Override
    public String toString() {
        return "Generator[" + inputs() + " -> " + outputs() + "]";
    }
}
