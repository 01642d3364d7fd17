package org.lacuna.distillation.internal;

import org.lacuna.core.Workers;

/**
 * Stochastic gradient descent with momentum: {@code v = momentum v + gradient; parameters -= rate
 * v}.
 */
public final class Sgd implements Optimizer {
    private final float momentum;
    private final float[] velocity;

    /**
     * @param parameterCount at least 0
     * @param momentum 0..0.999
     */
    public Sgd(int parameterCount, double momentum) {
        Check.range("parameters", parameterCount, 0, Network.MAX_PARAMETERS);
        Check.number("momentum", momentum, 0, 0.999);
        this.momentum = (float) momentum;
        velocity = new float[parameterCount];
    }

    @Override
    public void step(float[] parameters, float[] gradient, double rate, Workers workers) {
        Check.equal("length of parameters", parameters.length, velocity.length);
        Check.equal("length of gradient", gradient.length, velocity.length);
        Check.number("learning rate", rate, 0, Float.MAX_VALUE);
        float step = (float) rate;
        float[] v = velocity;
        workers.forEachChunk(
                v.length,
                Adam.CHUNK,
                (c, from, to) -> {
                    for (int i = from; i < to; i++) {
                        float vi = Math.fma(momentum, v[i], gradient[i]);
                        v[i] = vi;
                        parameters[i] = Math.fma(-step, vi, parameters[i]);
                    }
                });
    }
}
