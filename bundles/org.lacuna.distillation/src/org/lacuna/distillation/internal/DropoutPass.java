package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Optional;

/** {@link Layer.Dropout} on a chunk. */
final class DropoutPass extends LayerPass {
    private final float keptFactor;

    /** Of 2^32 numbers, how many drop. */
    private final long threshold;

    /** What each number was multiplied by, by column. */
    private final float[][] factors;

    DropoutPass(Layer.Dropout layer, float[][] in, float[][] out, int capacity) {
        super(in, out, layer.inputs());
        keptFactor = (float) (1 / (1 - layer.rate()));
        threshold = (long) (layer.rate() * 0x1p32);
        factors = Chunk.columns(width, capacity);
    }

    @Override
    void forward(float[] parameters, int rows, Optional<SeededRandom> dropout) {
        for (int k = 0; k < width; k++) {
            if (dropout.isPresent()) {
                draw(dropout.orElseThrow(), factors[k], rows);
            } else {
                Arrays.fill(factors[k], 0, rows, 1f);
            }
            multiply(in[k], factors[k], out[k], rows);
        }
    }

    /** Each draw of 64 bits decides over two numbers. */
    private void draw(SeededRandom random, float[] to, int rows) {
        for (int r = 0; r < rows; r += 2) {
            long bits = random.nextLong();
            to[r] = (bits & 0xffffffffL) < threshold ? 0f : keptFactor;
            if (r + 1 < rows) {
                to[r + 1] = bits >>> 32 < threshold ? 0f : keptFactor;
            }
        }
    }

    private static void multiply(float[] x, float[] factor, float[] to, int rows) {
        for (int r = 0; r < rows; r++) {
            to[r] = x[r] * factor[r];
        }
    }

    @Override
    void backward(
            float[] parameters,
            int rows,
            float[][] outGradient,
            float[][] inGradient,
            boolean inputWanted) {
        for (int k = 0; inputWanted && k < width; k++) {
            multiply(outGradient[k], factors[k], inGradient[k], rows);
        }
    }
}
