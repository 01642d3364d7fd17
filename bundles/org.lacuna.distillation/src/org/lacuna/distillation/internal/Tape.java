package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Forward and backward through a network, with what backward has to remember and all memory that
 * both need, allocated once. One tape stands for one use of a network in a computation: whoever
 * uses a network twice before going back needs two tapes.
 *
 * <p>A batch is cut into chunks of {@link #CHUNK_ROWS} rows; each sums the gradient of its own
 * rows, and the sums are added in the order of the chunks. So all bits are the same for any number
 * of threads. Not thread-safe itself.
 */
public final class Tape {
    /**
     * Rows of a chunk. Vector loops run along these; more would leave batches of few hundred rows
     * with nothing to share among threads.
     */
    public static final int CHUNK_ROWS = 128;

    /** Most rows of a batch. */
    public static final int MAX_ROWS = 1 << 20;

    /** Most floats that a tape takes: 4 GiB. */
    private static final long MAX_FLOATS = 1L << 30;

    private static final int GRADIENT_ROWS = 32;

    /** A row of a layer's gradient. */
    private record GradientRow(int layer, int row) {}

    private final Network network;
    private final PackedWeights[] forward;
    private final PackedWeights[] backward;
    private final Chunk[] chunks;
    private final List<GradientRow> gradientRows = new ArrayList<>();
    private final Batch output;
    private int rows;

    /**
     * @param maxRows rows of the largest batch, 1..{@link #MAX_ROWS}
     * @throws IllegalArgumentException when that would take more than 4 GiB
     */
    public Tape(Network network, int maxRows) {
        Check.range("rows of the largest batch", maxRows, 1, MAX_ROWS);
        int count = Workers.chunks(maxRows, CHUNK_ROWS);
        int capacity = Math.min(maxRows, CHUNK_ROWS);
        Check.range(
                "floats of a tape for " + maxRows + " rows",
                count * Chunk.size(network, capacity),
                1,
                MAX_FLOATS);
        this.network = network;
        forward = PackedWeights.forwardOf(network);
        backward = PackedWeights.backwardOf(network);
        chunks = new Chunk[count];
        Arrays.setAll(chunks, c -> Chunk.forTraining(network, forward, backward, capacity));
        for (int l = 0; l < network.layers().size(); l++) {
            for (int r = 0; r < chunks[0].passes()[l].gradient().length; r++) {
                gradientRows.add(new GradientRow(l, r));
            }
        }
        output = Batch.allocate(maxRows, network.outputs());
    }

    public Network network() {
        return network;
    }

    /** Rows of the largest batch. */
    public int maxRows() {
        return output.rows();
    }

    /**
     * The network's output without dropout, to the bit that of {@link Network#apply}.
     *
     * @param input 1..{@link #maxRows} rows of finite numbers
     * @return belongs to the tape and holds until the next forward
     * @throws IllegalArgumentException when the shapes do not fit or a number is not finite
     */
    public Batch forward(float[] parameters, Batch input, Workers workers) {
        return forward(parameters, input, Optional.empty(), workers);
    }

    /**
     * The same with dropout.
     *
     * @param step decides what drops, by its seed alone: chunk c draws from fork c, and there each
     *     layer from a fork of its own. Give every step of training another fork.
     */
    public Batch forward(float[] parameters, Batch input, SeededRandom step, Workers workers) {
        return forward(parameters, input, Optional.of(step), workers);
    }

    private Batch forward(
            float[] parameters, Batch input, Optional<SeededRandom> step, Workers workers) {
        network.requireParameters("parameters", parameters);
        Check.range("rows of the input", input.rows(), 1, output.rows());
        input.requireShape("input", input.rows(), network.inputs());
        rows = 0;
        PackedWeights.pack(forward, parameters);
        Batch result = output.head(input.rows());
        workers.forEachChunk(
                input.rows(),
                CHUNK_ROWS,
                (c, from, to) ->
                        chunks[c].forward(
                                parameters, input, from, to, step.map(s -> s.fork(c)), result));
        rows = input.rows();
        return result;
    }

    /**
     * Adds the gradient of the parameters.
     *
     * @param parameters those of the last forward, unchanged
     * @param outputGradient derivative of the loss by every number of the last output
     * @param parameterGradient is added to, so that uses of the same network sum up; fill it with
     *     zeros before the first
     * @throws IllegalStateException when there was no forward
     * @throws IllegalArgumentException when the shapes do not fit or a number is not finite
     */
    public void backward(
            float[] parameters, Batch outputGradient, float[] parameterGradient, Workers workers) {
        backward(parameters, outputGradient, parameterGradient, Optional.empty(), workers);
    }

    /**
     * The same, and the gradient of the input, for what lies before this network.
     *
     * @param inputGradient is set, not added to; as many rows as the last input
     */
    public void backward(
            float[] parameters,
            Batch outputGradient,
            float[] parameterGradient,
            Batch inputGradient,
            Workers workers) {
        backward(
                parameters, outputGradient, parameterGradient, Optional.of(inputGradient), workers);
    }

    private void backward(
            float[] parameters,
            Batch outputGradient,
            float[] parameterGradient,
            Optional<Batch> inputGradient,
            Workers workers) {
        if (rows == 0) {
            throw new IllegalStateException("backward before forward");
        }
        network.requireParameters("parameters", parameters);
        network.requireParameters("gradient of the parameters", parameterGradient);
        outputGradient.requireShape("gradient of the output", rows, network.outputs());
        inputGradient.ifPresent(
                b -> b.requireShape("gradient of the input", rows, network.inputs()));
        PackedWeights.pack(backward, parameters);
        workers.forEachChunk(
                rows,
                CHUNK_ROWS,
                (c, from, to) ->
                        chunks[c].backward(parameters, outputGradient, from, inputGradient));
        int used = Workers.chunks(rows, CHUNK_ROWS);
        workers.forEachChunk(
                gradientRows.size(),
                GRADIENT_ROWS,
                (c, from, to) -> {
                    for (GradientRow g : gradientRows.subList(from, to)) {
                        addGradient(g, used, parameterGradient);
                    }
                });
    }

    /** Sums in the order of the chunks, into the first one's memory. */
    private void addGradient(GradientRow g, int used, float[] parameterGradient) {
        LayerPass first = chunks[0].passes()[g.layer()];
        float[] sum = first.gradient()[g.row()];
        for (int c = 1; c < used; c++) {
            float[] more = chunks[c].passes()[g.layer()].gradient()[g.row()];
            LayerPass.add(sum, more, sum.length);
        }
        first.addTo(parameterGradient, g.row());
    }
}
