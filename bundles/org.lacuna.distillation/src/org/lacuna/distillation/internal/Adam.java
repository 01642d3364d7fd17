package org.lacuna.distillation.internal;

import org.lacuna.core.Workers;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1), with decoupled weight decay AdamW (Loshchilov and
 * Hutter, 2019, algorithm 2): decay times the learning rate is taken off parameters, whatever their
 * gradient.
 */
public final class Adam implements Optimizer {
    /** Parameters of a unit of work. */
    static final int CHUNK = 1 << 15;

    private final Settings settings;
    private final float[] decayFactors;
    private final float[] mean;
    private final float[] square;
    private double power1 = 1;
    private double power2 = 1;

    /**
     * @param beta1 how much of the mean of gradients stays in a step, 0..0.9999
     * @param beta2 the same for the mean of their squares, 0..0.999999
     * @param epsilon added to the root of that, 1e-12..1
     * @param weightDecay 0..1; 0 = plain Adam
     */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {
        /** As in the paper: 0.9, 0.999, 1e-8, no decay. */
        public static final Settings STANDARD = new Settings(0.9, 0.999, 1e-8, 0);

        public Settings {
            Check.number("beta1", beta1, 0, 0.9999);
            Check.number("beta2", beta2, 0, 0.999999);
            Check.number("epsilon", epsilon, 1e-12, 1);
            Check.number("weight decay", weightDecay, 0, 1);
        }

        public Settings withWeightDecay(double decay) {
            return new Settings(beta1, beta2, epsilon, decay);
        }
    }

    /**
     * What it has gathered from gradients so far.
     *
     * @param mean of the gradient of each parameter
     * @param square of these, in the mean
     * @param power1 beta1 to the power of the steps made
     * @param power2 the same of beta2
     */
    record Moments(float[] mean, float[] square, double power1, double power2) {}

    /**
     * @param decayFactors for each parameter what its weight decay is multiplied by, see {@link
     *     Network#decayFactors}
     */
    public Adam(Settings settings, float[] decayFactors) {
        Check.finite("decay factors", decayFactors);
        this.settings = settings;
        this.decayFactors = decayFactors.clone();
        mean = new float[decayFactors.length];
        square = new float[decayFactors.length];
    }

    /** A copy. */
    Moments moments() {
        return new Moments(mean.clone(), square.clone(), power1, power2);
    }

    /** Goes on where another one was. */
    void restore(Moments moments) {
        Check.equal("length of moments", moments.mean().length, mean.length);
        System.arraycopy(moments.mean(), 0, mean, 0, mean.length);
        System.arraycopy(moments.square(), 0, square, 0, square.length);
        power1 = moments.power1();
        power2 = moments.power2();
    }

    @Override
    public void step(float[] parameters, float[] gradient, double rate, Workers workers) {
        Check.equal("length of parameters", parameters.length, mean.length);
        Check.equal("length of gradient", gradient.length, mean.length);
        Check.number("learning rate", rate, 0, Float.MAX_VALUE);
        // Products, since a power function may differ from machine to machine.
        power1 *= settings.beta1;
        power2 *= settings.beta2;
        float size = (float) (rate / (1 - power1));
        float inverse2 = (float) (1 / (1 - power2));
        float decay = (float) (rate * settings.weightDecay);
        workers.forEachChunk(
                mean.length,
                CHUNK,
                (c, from, to) -> update(parameters, gradient, from, to, size, inverse2, decay));
    }

    private void update(
            float[] parameters,
            float[] gradient,
            int from,
            int to,
            float size,
            float inverse2,
            float decay) {
        float[] m = mean;
        float[] v = square;
        float[] factor = decayFactors;
        float beta1 = (float) settings.beta1;
        float beta2 = (float) settings.beta2;
        float rest1 = (float) (1 - settings.beta1);
        float rest2 = (float) (1 - settings.beta2);
        float epsilon = (float) settings.epsilon;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float mi = Math.fma(beta1, m[i], rest1 * g);
            float vi = Math.fma(beta2, v[i], rest2 * g * g);
            m[i] = mi;
            v[i] = vi;
            float root = (float) Math.sqrt(vi * inverse2);
            float p = Math.fma(-decay * factor[i], parameters[i], parameters[i]);
            parameters[i] = p - size * mi / (root + epsilon);
        }
    }
}
