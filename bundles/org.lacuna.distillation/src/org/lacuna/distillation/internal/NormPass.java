package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

/** {@link Layer.LayerNorm} on a chunk. */
final class NormPass extends LayerPass {
    private final int offset;
    private final float epsilon;

    /** Normalized input, by column. */
    private final float[][] normal;

    /** One over the standard deviation of each row. */
    private final float[] inverse;

    /** Scratch: a sum for each row. */
    private final float[] first;

    private final float[] second;

    /** Gradient of the gains, then that of the biases. */
    private final float[][] gradient;

    NormPass(Layer.LayerNorm layer, int offset, float[][] in, float[][] out, int capacity) {
        super(in, out, layer.inputs());
        this.offset = offset;
        this.epsilon = (float) layer.epsilon();
        normal = Chunk.columns(width, capacity);
        inverse = new float[capacity];
        first = new float[capacity];
        second = new float[capacity];
        gradient = new float[2][width];
    }

    @Override
    void forward(float[] parameters, int rows, Optional<SeededRandom> dropout) {
        Arrays.fill(first, 0, rows, 0f);
        Arrays.fill(second, 0, rows, 0f);
        for (int k = 0; k < width; k++) {
            add(first, in[k], rows);
        }
        // Divided, not multiplied by the rounded 1 / width: an offset of all columns goes wholly.
        for (int r = 0; r < rows; r++) {
            first[r] /= width;
        }
        for (int k = 0; k < width; k++) {
            center(in[k], first, normal[k], second, rows);
        }
        for (int r = 0; r < rows; r++) {
            inverse[r] = (float) (1 / Math.sqrt((double) second[r] / width + epsilon));
        }
        for (int k = 0; k < width; k++) {
            float gain = parameters[offset + k];
            scale(normal[k], inverse, gain, parameters[offset + width + k], out[k], rows);
        }
    }

    private static void center(
            float[] x, float[] mean, float[] centered, float[] squares, int rows) {
        for (int r = 0; r < rows; r++) {
            float d = x[r] - mean[r];
            centered[r] = d;
            squares[r] = Math.fma(d, d, squares[r]);
        }
    }

    private static void scale(
            float[] normal, float[] inverse, float gain, float bias, float[] out, int rows) {
        for (int r = 0; r < rows; r++) {
            float n = normal[r] * inverse[r];
            normal[r] = n;
            out[r] = Math.fma(n, gain, bias);
        }
    }

    @Override
    void backward(
            float[] parameters,
            int rows,
            float[][] outGradient,
            float[][] inGradient,
            boolean inputWanted) {
        for (int k = 0; k < width; k++) {
            gradient[0][k] = dot(outGradient[k], normal[k], rows);
            gradient[1][k] = sum(outGradient[k], rows);
        }
        if (!inputWanted) {
            return;
        }
        Arrays.fill(first, 0, rows, 0f);
        Arrays.fill(second, 0, rows, 0f);
        for (int k = 0; k < width; k++) {
            addMoments(outGradient[k], parameters[offset + k], normal[k], first, second, rows);
        }
        float share = 1f / width;
        for (int k = 0; k < width; k++) {
            setInput(outGradient[k], parameters[offset + k], share, k, inGradient[k], rows);
        }
    }

    private static float dot(float[] a, float[] b, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += (double) a[j] * b[j];
        }
        return (float) sum;
    }

    private static void addMoments(
            float[] g, float gain, float[] normal, float[] first, float[] second, int rows) {
        for (int r = 0; r < rows; r++) {
            float d = g[r] * gain;
            first[r] += d;
            second[r] = Math.fma(d, normal[r], second[r]);
        }
    }

    private void setInput(float[] g, float gain, float share, int k, float[] to, int rows) {
        float[] n = normal[k];
        float[] a = first;
        float[] b = second;
        float[] s = inverse;
        for (int r = 0; r < rows; r++) {
            to[r] = s[r] * Math.fma(-share, Math.fma(n[r], b[r], a[r]), g[r] * gain);
        }
    }

    @Override
    float[][] gradient() {
        return gradient;
    }

    @Override
    void addTo(float[] parameterGradient, int row) {
        int at = offset + row * width;
        for (int j = 0; j < width; j++) {
            parameterGradient[at + j] += gradient[row][j];
        }
    }
}
