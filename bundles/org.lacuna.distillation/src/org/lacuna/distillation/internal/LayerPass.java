package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;

import java.util.Optional;

/**
 * One layer at work on one chunk of rows. Activations lie by column: {@code in[k][r]} is column k
 * of row r, so that loops over rows become vector code whatever the layer. Holds references to the
 * chunk's arrays and the memory of its own that it needs; allocates nothing later.
 */
abstract class LayerPass {
    private static final float[][] NOTHING = {};

    final float[][] in;
    final float[][] out;
    final int width;

    /**
     * @param width columns that go in
     */
    LayerPass(float[][] in, float[][] out, int width) {
        this.in = in;
        this.out = out;
        this.width = width;
    }

    /**
     * @param dropout where the layer may draw from; empty outside of training
     */
    abstract void forward(float[] parameters, int rows, Optional<SeededRandom> dropout);

    /**
     * Sets the gradient of the parameters ({@link #gradient}) and, if wanted, that of the input;
     * after {@link #forward} on the same rows.
     *
     * @param outGradient by column; may be overwritten
     * @param inGradient by column, to be set
     */
    abstract void backward(
            float[] parameters,
            int rows,
            float[][] outGradient,
            float[][] inGradient,
            boolean inputWanted);

    /** The gradient of the parameters in rows of any length; none for layers without any. */
    float[][] gradient() {
        return NOTHING;
    }

    /** Adds a row of {@link #gradient} to where its parameters are in the whole vector. */
    void addTo(float[] parameterGradient, int row) {
        throw new IllegalStateException("layer without parameters, row " + row);
    }

    /** {@code into[j] += values[j]}. */
    static void add(float[] into, float[] values, int count) {
        for (int j = 0; j < count; j++) {
            into[j] += values[j];
        }
    }

    /** In double, in order. */
    static float sum(float[] values, int count) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            sum += values[j];
        }
        return (float) sum;
    }
}
