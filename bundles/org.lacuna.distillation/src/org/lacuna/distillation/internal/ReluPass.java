package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;

import java.util.Optional;

/** {@link Layer.Relu} on a chunk. */
final class ReluPass extends LayerPass {
    ReluPass(Layer.Relu layer, float[][] in, float[][] out) {
        super(in, out, layer.inputs());
    }

    @Override
    void forward(float[] parameters, int rows, Optional<SeededRandom> dropout) {
        for (int k = 0; k < width; k++) {
            rectify(in[k], out[k], rows);
        }
    }

    private static void rectify(float[] x, float[] y, int rows) {
        for (int r = 0; r < rows; r++) {
            y[r] = Math.max(0f, x[r]);
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
            pass(out[k], outGradient[k], inGradient[k], rows);
        }
    }

    private static void pass(float[] y, float[] g, float[] to, int rows) {
        for (int r = 0; r < rows; r++) {
            to[r] = y[r] > 0 ? g[r] : 0f;
        }
    }
}
