package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;

import java.util.List;
import java.util.Optional;

/** All layers of a network at work on one chunk of rows, with the memory that takes. */
final class Chunk {
    private final float[][][] activations;

    /** Two sets of columns that gradients alternate between; empty for inference. */
    private final float[][][] gradients;

    private final LayerPass[] passes;
    private int rows;

    /**
     * @param backward transposed weights; the same as forward when there is no training
     */
    private Chunk(
            Network network,
            PackedWeights[] forward,
            PackedWeights[] backward,
            int capacity,
            boolean training) {
        List<Layer> layers = network.layers();
        activations = new float[layers.size() + 1][][];
        activations[0] = columns(network.inputs(), capacity);
        gradients = new float[training ? 2 : 0][][];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = columns(network.maxWidth(), capacity);
        }
        MatrixKernel.Spare spare =
                new MatrixKernel.Spare(Math.max(capacity, training ? network.maxWidth() : 0));
        passes = new LayerPass[layers.size()];
        for (int l = 0; l < passes.length; l++) {
            float[][] in = activations[l];
            float[][] out = columns(layers.get(l).outputs(), capacity);
            activations[l + 1] = out;
            int offset = network.offset(l);
            passes[l] =
                    switch (layers.get(l)) {
                        case Layer.Dense d ->
                                new DensePass(
                                        d,
                                        offset,
                                        in,
                                        out,
                                        forward[l],
                                        backward[l],
                                        spare,
                                        training ? capacity : 0);
                        case Layer.LayerNorm n -> new NormPass(n, offset, in, out, capacity);
                        case Layer.Relu r -> new ReluPass(r, in, out);
                        case Layer.Gelu g -> new GeluPass(g, in, out);
                        case Layer.Dropout d -> new DropoutPass(d, in, out, capacity);
                    };
        }
    }

    static Chunk forInference(Network network, PackedWeights[] forward, int capacity) {
        return new Chunk(network, forward, forward, capacity, false);
    }

    static Chunk forTraining(
            Network network, PackedWeights[] forward, PackedWeights[] backward, int capacity) {
        return new Chunk(network, forward, backward, capacity, true);
    }

    /** Floats that a chunk for training takes, about. */
    static long size(Network network, int capacity) {
        long columns = network.inputs() + 2L * network.maxWidth();
        long rest = network.parameterCount();
        for (Layer layer : network.layers()) {
            columns += layer.outputs() + (long) Math.max(layer.inputs(), layer.outputs());
        }
        return columns * capacity + rest;
    }

    LayerPass[] passes() {
        return passes;
    }

    /** Takes rows {@code [from, to)} through all layers to the same rows of the output. */
    void forward(
            float[] parameters,
            Batch input,
            int from,
            int to,
            Optional<SeededRandom> dropout,
            Batch output) {
        rows = to - from;
        load("input", input, from, rows, activations[0]);
        for (int l = 0; l < passes.length; l++) {
            int layer = l;
            passes[l].forward(parameters, rows, dropout.map(d -> d.fork(layer)));
        }
        store(activations[passes.length], rows, output, from);
    }

    /** Takes the gradient of the rows of {@link #forward} back through all layers. */
    void backward(
            float[] parameters, Batch outputGradient, int from, Optional<Batch> inputGradient) {
        load("gradient of the output", outputGradient, from, rows, gradients[0]);
        int current = 0;
        for (int l = passes.length - 1; l >= 0; l--) {
            boolean wanted = l > 0 || inputGradient.isPresent();
            passes[l].backward(
                    parameters, rows, gradients[current], gradients[1 - current], wanted);
            current = 1 - current;
        }
        if (inputGradient.isPresent()) {
            store(gradients[current], rows, inputGradient.orElseThrow(), from);
        }
    }

    /** Memory for columns of {@code capacity} rows. */
    static float[][] columns(int count, int capacity) {
        return new float[count][capacity];
    }

    /** From rows of a batch to columns; tiles of 16 columns keep both sides in the cache. */
    private static void load(String what, Batch batch, int from, int rows, float[][] columns) {
        int width = batch.columns();
        float[] values = batch.values();
        int largest = 0;
        for (int first = 0; first < width; first += 16) {
            int end = Math.min(width, first + 16);
            for (int r = 0; r < rows; r++) {
                int at = (from + r) * width;
                for (int k = first; k < end; k++) {
                    float v = values[at + k];
                    columns[k][r] = v;
                    largest = Math.max(largest, Float.floatToRawIntBits(v) & 0x7fffffff);
                }
            }
        }
        // The bits of magnitudes are in the order of the numbers; infinity and NaN are the last.
        if (largest >= 0x7f800000) {
            throw firstNotFinite(what, batch, from);
        }
    }

    private static IllegalArgumentException firstNotFinite(String what, Batch batch, int from) {
        for (int r = from; r < batch.rows(); r++) {
            for (int k = 0; k < batch.columns(); k++) {
                if (!Float.isFinite(batch.get(r, k))) {
                    return Check.notFinite(what, r, k, batch.get(r, k));
                }
            }
        }
        throw new IllegalStateException(what + " was changed while it was read");
    }

    private static void store(float[][] columns, int rows, Batch batch, int from) {
        int width = batch.columns();
        float[] values = batch.values();
        for (int first = 0; first < width; first += 16) {
            int end = Math.min(width, first + 16);
            for (int r = 0; r < rows; r++) {
                int at = (from + r) * width;
                for (int k = first; k < end; k++) {
                    values[at + k] = columns[k][r];
                }
            }
        }
    }

    /** From columns to rows of their own. */
    static void toRows(float[][] columns, int width, int rows, float[][] to) {
        for (int first = 0; first < width; first += 16) {
            int end = Math.min(width, first + 16);
            for (int r = 0; r < rows; r++) {
                float[] row = to[r];
                for (int k = first; k < end; k++) {
                    row[k] = columns[k][r];
                }
            }
        }
    }
}
