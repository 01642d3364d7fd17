package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

/**
 * {@link Layer.Dense} on a chunk. All three products run along the longest rows there are: those
 * for activations along the rows of the chunk, that for the weights along inputs or outputs,
 * whichever are more.
 */
final class DensePass extends LayerPass {
    private final int offset;
    private final int outputs;
    private final PackedWeights forward;
    private final PackedWeights backward;
    private final MatrixKernel.Spare spare;

    /** Whether a row of the weights' gradient belongs to an output, not to an input. */
    private final boolean byOutput;

    /** The wider of input and gradient of the output, by row. */
    private final float[][] byRow;

    /** Gradient of the weights, then that of the biases. */
    private final float[][] gradient;

    /**
     * @param capacity most rows of the chunk; 0 = never backward
     */
    DensePass(
            Layer.Dense layer,
            int offset,
            float[][] in,
            float[][] out,
            PackedWeights forward,
            PackedWeights backward,
            MatrixKernel.Spare spare,
            int capacity) {
        super(in, out, layer.inputs());
        this.offset = offset;
        this.outputs = layer.outputs();
        this.forward = forward;
        this.backward = backward;
        this.spare = spare;
        this.byOutput = width >= outputs;
        int longer = Math.max(width, outputs);
        int shorter = Math.min(width, outputs);
        byRow = new float[capacity][longer];
        gradient = new float[capacity == 0 ? 0 : shorter + 1][];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = new float[i < shorter ? longer : outputs];
        }
    }

    @Override
    void forward(float[] parameters, int rows, Optional<SeededRandom> dropout) {
        int bias = offset + width * outputs;
        for (int o = 0; o < outputs; o++) {
            Arrays.fill(out[o], 0, rows, parameters[bias + o]);
        }
        MatrixKernel.multiply(out, outputs, in, width, forward.values(), rows, spare);
    }

    @Override
    void backward(
            float[] parameters,
            int rows,
            float[][] outGradient,
            float[][] inGradient,
            boolean inputWanted) {
        int shorter = gradient.length - 1;
        for (int i = 0; i < shorter; i++) {
            Arrays.fill(gradient[i], 0f);
        }
        float[][] wide = byOutput ? in : outGradient;
        float[][] narrow = byOutput ? outGradient : in;
        int longer = Math.max(width, outputs);
        Chunk.toRows(wide, longer, rows, byRow);
        MatrixKernel.addOuter(gradient, shorter, narrow, byRow, rows, longer, spare);
        for (int o = 0; o < outputs; o++) {
            gradient[shorter][o] = sum(outGradient[o], rows);
        }
        if (inputWanted) {
            for (int k = 0; k < width; k++) {
                Arrays.fill(inGradient[k], 0, rows, 0f);
            }
            MatrixKernel.multiply(
                    inGradient, width, outGradient, outputs, backward.values(), rows, spare);
        }
    }

    @Override
    float[][] gradient() {
        return gradient;
    }

    @Override
    void addTo(float[] parameterGradient, int row) {
        boolean bias = row == gradient.length - 1;
        int stride = bias || byOutput ? 1 : width;
        int at = offset;
        if (bias) {
            at += width * outputs;
        } else {
            at += byOutput ? row * width : row;
        }
        float[] values = gradient[row];
        for (int j = 0; j < values.length; j++) {
            parameterGradient[at + j * stride] += values[j];
        }
    }
}
