package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

/** Steps of training one {@link Network}. Not thread-safe. */
final class NetworkTape {
    private final float[] parameters;
    private final float[] gradient;
    private final Tape tape;
    private final Adam optimizer;

    /**
     * @param parameters changed by every step
     */
    NetworkTape(Network network, float[] parameters, int maxRows, double weightDecay) {
        this.parameters = parameters;
        gradient = new float[parameters.length];
        tape = new Tape(network, maxRows);
        optimizer =
                new Adam(
                        Adam.Settings.STANDARD.withWeightDecay(weightDecay),
                        network.decayFactors());
    }

    Adam optimizer() {
        return optimizer;
    }

    /** Belongs to the tape and holds until the next forward. */
    Batch forward(Batch input, SeededRandom step, Workers workers) {
        return tape.forward(parameters, input, step, workers);
    }

    /** A step down the derivative of the loss by the last output. */
    void step(Batch outputGradient, double rate, Workers workers) {
        Arrays.fill(gradient, 0f);
        tape.backward(parameters, outputGradient, gradient, workers);
        Gradients.clip(StudentTape.LARGEST_NORM, gradient);
        optimizer.step(parameters, gradient, rate, workers);
    }
}
