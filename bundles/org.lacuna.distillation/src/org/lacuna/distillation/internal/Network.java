package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A feed-forward network without its parameters: layers, each fed by the one before. All parameters
 * are one {@code float[]} of {@link #parameterCount} numbers, layer after layer, so that
 * optimizers, checkpoints and averages see one vector. Immutable and thread-safe.
 *
 * <p>For training see {@link Tape}.
 */
public final class Network {
    /** Most layers. */
    public static final int MAX_LAYERS = 256;

    /** Most parameters: 256 MiB. */
    public static final int MAX_PARAMETERS = 1 << 26;

    private final List<Layer> layers;
    private final int[] offsets;
    private final int parameterCount;

    /**
     * @param layers 1..{@link #MAX_LAYERS}, each as wide at its input as the one before at its
     *     output
     * @throws IllegalArgumentException when they do not fit together or have more than {@link
     *     #MAX_PARAMETERS} parameters
     */
    public Network(List<Layer> layers) {
        this.layers = List.copyOf(layers);
        Check.range("layers", layers.size(), 1, MAX_LAYERS);
        offsets = new int[layers.size()];
        long count = 0;
        for (int l = 0; l < offsets.length; l++) {
            if (l > 0) {
                Check.equal(
                        "layer " + l + ": inputs",
                        layers.get(l).inputs(),
                        layers.get(l - 1).outputs());
            }
            offsets[l] = (int) count;
            count += layers.get(l).parameterCount();
            Check.range("parameters", count, 0, MAX_PARAMETERS);
        }
        parameterCount = (int) count;
    }

    /** Starts a network whose rows have so many columns. */
    public static Builder input(int columns) {
        return new Builder(columns);
    }

    /** Puts layers one behind the other. */
    public static final class Builder {
        private final List<Layer> layers = new ArrayList<>();
        private int width;

        private Builder(int width) {
            this.width = width;
        }

        /** Adds {@link Layer.Dense}. */
        public Builder dense(int outputs) {
            return add(new Layer.Dense(width, outputs));
        }

        /** Adds {@link Layer.LayerNorm} with epsilon 1e-5. */
        public Builder layerNorm() {
            return add(new Layer.LayerNorm(width, 1e-5));
        }

        /** Adds {@link Layer.Relu}. */
        public Builder relu() {
            return add(new Layer.Relu(width));
        }

        /** Adds {@link Layer.Gelu}. */
        public Builder gelu() {
            return add(new Layer.Gelu(width));
        }

        /** Adds {@link Layer.Dropout}. */
        public Builder dropout(double rate) {
            return add(new Layer.Dropout(width, rate));
        }

        private Builder add(Layer layer) {
            layers.add(layer);
            width = layer.outputs();
            return this;
        }

        public Network build() {
            return new Network(layers);
        }
    }

    public List<Layer> layers() {
        return layers;
    }

    /** Columns of an input row. */
    public int inputs() {
        return layers.getFirst().inputs();
    }

    /** Columns of an output row. */
    public int outputs() {
        return layers.getLast().outputs();
    }

    public int parameterCount() {
        return parameterCount;
    }

    /** Where a layer's parameters begin. */
    public int offset(int layer) {
        return offsets[layer];
    }

    /** The widest row, input and output included. */
    int maxWidth() {
        return Math.max(inputs(), layers.stream().mapToInt(Layer::outputs).max().orElseThrow());
    }

    /**
     * Parameters to start from. Dense weights are normal with mean 0 and variance {@code 2 /
     * inputs} (He et al., 2015) before a rectifier, also behind a norm or dropout, otherwise {@code
     * 2 / (inputs + outputs)} (Glorot and Bengio, 2010); biases 0, gains 1. Each layer draws from a
     * fork of its own.
     */
    public float[] initialParameters(SeededRandom random) {
        float[] parameters = new float[parameterCount];
        for (int l = 0; l < offsets.length; l++) {
            int at = offsets[l];
            switch (layers.get(l)) {
                case Layer.Dense d -> {
                    double variance =
                            feedsRectifier(l)
                                    ? 2.0 / d.inputs()
                                    : 2.0 / ((double) d.inputs() + d.outputs());
                    double sigma = Math.sqrt(variance);
                    SeededRandom own = random.fork(l);
                    for (int i = 0; i < d.inputs() * d.outputs(); i++) {
                        parameters[at + i] = (float) (sigma * own.nextGaussian());
                    }
                }
                case Layer.LayerNorm n -> Arrays.fill(parameters, at, at + n.inputs(), 1f);
                default -> {}
            }
        }
        return parameters;
    }

    private boolean feedsRectifier(int layer) {
        for (Layer next : layers.subList(layer + 1, layers.size())) {
            if (next instanceof Layer.Relu || next instanceof Layer.Gelu) {
                return true;
            }
            if (next instanceof Layer.Dense) {
                return false;
            }
        }
        return false;
    }

    /** For each parameter whether weight decay applies: 1 for dense weights, 0 for all others. */
    public float[] decayFactors() {
        float[] factors = new float[parameterCount];
        for (int l = 0; l < offsets.length; l++) {
            if (layers.get(l) instanceof Layer.Dense d) {
                Arrays.fill(factors, offsets[l], offsets[l] + d.inputs() * d.outputs(), 1f);
            }
        }
        return factors;
    }

    /**
     * What the network says to each row, without dropout. The bits of a row depend on that row and
     * the parameters alone, neither on the other rows nor on the number of threads.
     *
     * @param parameters {@link #parameterCount} numbers
     * @param rows any number of rows of {@link #inputs} finite numbers
     * @return as many rows of {@link #outputs}
     * @throws IllegalArgumentException when the shapes do not fit or a number is not finite
     */
    public Batch apply(float[] parameters, Batch rows, Workers workers) {
        requireParameters("parameters", parameters);
        rows.requireShape("input", rows.rows(), inputs());
        Batch out = Batch.allocate(rows.rows(), outputs());
        if (rows.rows() == 0) {
            return out;
        }
        PackedWeights[] packed = PackedWeights.forwardOf(this);
        PackedWeights.pack(packed, parameters);
        int capacity = Math.min(rows.rows(), Tape.CHUNK_ROWS);
        Queue<Chunk> idle = new ConcurrentLinkedQueue<>();
        workers.forEachChunk(
                rows.rows(),
                Tape.CHUNK_ROWS,
                (c, from, to) -> {
                    Chunk reused = idle.poll();
                    Chunk chunk =
                            reused != null ? reused : Chunk.forInference(this, packed, capacity);
                    chunk.forward(parameters, rows, from, to, Optional.empty(), out);
                    idle.add(chunk);
                });
        return out;
    }

    void requireParameters(String what, float[] parameters) {
        Check.equal("length of " + what, parameters.length, parameterCount);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Network n && layers.equals(n.layers);
    }

    @Override
    public int hashCode() {
        return layers.hashCode();
    }

    @Override
    public String toString() {
        return "Network" + layers;
    }
}
