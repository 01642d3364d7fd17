package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;

import java.util.Optional;

/** {@link Layer.Gelu} on a chunk. */
final class GeluPass extends LayerPass {
    GeluPass(Layer.Gelu layer, float[][] in, float[][] out) {
        super(in, out, layer.inputs());
    }

    @Override
    void forward(float[] parameters, int rows, Optional<SeededRandom> dropout) {
        for (int k = 0; k < width; k++) {
            NormalCurve.gelu(in[k], out[k], rows);
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
            NormalCurve.geluGradient(in[k], outGradient[k], inGradient[k], rows);
        }
    }
}
