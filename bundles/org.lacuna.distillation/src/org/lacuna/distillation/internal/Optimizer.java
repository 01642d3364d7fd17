package org.lacuna.distillation.internal;

import org.lacuna.core.Workers;

/** Moves parameters against their gradient. Keeps state from step to step; not thread-safe. */
public interface Optimizer {
    /**
     * One step. Does not look for NaN in the gradient: {@link Gradients#clip} does, before.
     *
     * @param parameters are changed
     * @param gradient of the loss by the parameters
     * @param rate learning rate, finite, at least 0
     * @throws IllegalArgumentException when a length or the rate does not fit
     */
    void step(float[] parameters, float[] gradient, double rate, Workers workers);
}
