package org.lacuna.distillation.internal;

/** What a layer computes for each row. Immutable; parameters lie outside, see {@link Network}. */
public sealed interface Layer {
    /** Widest input or output of a layer. */
    int MAX_WIDTH = 1 << 16;

    /** Columns of a row that goes in. */
    int inputs();

    /** Columns of a row that comes out. */
    default int outputs() {
        return inputs();
    }

    /** Numbers that are learned. */
    default int parameterCount() {
        return 0;
    }

    /**
     * {@code y = W x + b}. Parameters: W, {@code outputs} rows of {@code inputs}, then b.
     *
     * @param inputs 1..{@link #MAX_WIDTH}
     * @param outputs 1..{@link #MAX_WIDTH}
     */
    record Dense(int inputs, int outputs) implements Layer {
        public Dense {
            Check.range("dense inputs", inputs, 1, MAX_WIDTH);
            Check.range("dense outputs", outputs, 1, MAX_WIDTH);
            Check.range(
                    "dense parameters", ((long) inputs + 1) * outputs, 1, Network.MAX_PARAMETERS);
        }

        @Override
        public int parameterCount() {
            return (inputs + 1) * outputs;
        }
    }

    /**
     * Layer normalization (Ba, Kiros and Hinton, 2016): each row minus its mean, over {@code
     * sqrt(variance + epsilon)}, times gain, plus bias. Parameters: gain, then bias.
     *
     * @param inputs 1..{@link #MAX_WIDTH}
     * @param epsilon above 0, at most 1; usually 1e-5
     */
    record LayerNorm(int inputs, double epsilon) implements Layer {
        public LayerNorm {
            Check.range("layer norm inputs", inputs, 1, MAX_WIDTH);
            Check.number("layer norm epsilon", epsilon, Float.MIN_NORMAL, 1);
        }

        @Override
        public int parameterCount() {
            return 2 * inputs;
        }
    }

    /**
     * {@code max(0, x)}; its slope at 0 is taken as 0.
     *
     * @param inputs 1..{@link #MAX_WIDTH}
     */
    record Relu(int inputs) implements Layer {
        public Relu {
            Check.range("relu inputs", inputs, 1, MAX_WIDTH);
        }
    }

    /**
     * {@code x Phi(x)} with the distribution function Phi of the normal distribution (Hendrycks and
     * Gimpel, 2016), in the form with the error function, not with tanh; see {@link NormalCurve}
     * for how exact.
     *
     * @param inputs 1..{@link #MAX_WIDTH}
     */
    record Gelu(int inputs) implements Layer {
        public Gelu {
            Check.range("gelu inputs", inputs, 1, MAX_WIDTH);
        }
    }

    /**
     * In training, sets each number to 0 with probability {@code rate} and divides the others by
     * {@code 1 - rate} (Srivastava et al., 2014, inverted); elsewhere does nothing.
     *
     * @param inputs 1..{@link #MAX_WIDTH}
     * @param rate 0..0.95
     */
    record Dropout(int inputs, double rate) implements Layer {
        public Dropout {
            Check.range("dropout inputs", inputs, 1, MAX_WIDTH);
            Check.number("dropout rate", rate, 0, 0.95);
        }
    }
}
