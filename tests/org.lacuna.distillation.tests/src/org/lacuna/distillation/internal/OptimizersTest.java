package org.lacuna.distillation.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

/** {@link Adam}, {@link Sgd}, {@link Gradients} and {@link LearningRate}. */
class OptimizersTest {
    private static final Workers ONE = Workers.sequential();

    /** The paper's algorithm in double, for one parameter. */
    private static double adam(
            double p, double[] gradients, double rate, Adam.Settings s, double decayFactor) {
        double m = 0;
        double v = 0;
        for (int t = 1; t <= gradients.length; t++) {
            double g = gradients[t - 1];
            m = s.beta1() * m + (1 - s.beta1()) * g;
            v = s.beta2() * v + (1 - s.beta2()) * g * g;
            double mHat = m / (1 - Math.pow(s.beta1(), t));
            double vHat = v / (1 - Math.pow(s.beta2(), t));
            p -=
                    rate
                            * (mHat / (Math.sqrt(vHat) + s.epsilon())
                                    + s.weightDecay() * decayFactor * p);
        }
        return p;
    }

    @Test
    void adam_firstStep_isTheRateAgainstTheSign() {
        float[] p = {1, 1, 1};
        new Adam(Adam.Settings.STANDARD, new float[3])
                .step(p, new float[] {1e-3f, -250, 0}, 0.1, ONE);
        assertArrayEquals(new float[] {0.9f, 1.1f, 1}, p, 2e-6f);
    }

    @Test
    void adam_manySteps_likeThePaperInDouble() {
        Adam.Settings s = new Adam.Settings(0.8, 0.95, 1e-6, 0.1);
        int count = 5;
        double[][] gradients = new double[count][30];
        SeededRandom random = new SeededRandom(1);
        float[] p = new float[count];
        float[] factors = {1, 0, 1, 0.5f, 1};
        for (int i = 0; i < count; i++) {
            p[i] = i - 2;
        }
        Adam adam = new Adam(s, factors);
        for (int t = 0; t < 30; t++) {
            float[] g = new float[count];
            for (int i = 0; i < count; i++) {
                g[i] = (float) random.nextGaussian();
                gradients[i][t] = g[i];
            }
            adam.step(p, g, 0.05, ONE);
        }
        for (int i = 0; i < count; i++) {
            assertEquals(adam(i - 2, gradients[i], 0.05, s, factors[i]), p[i], 3e-6, "p" + i);
        }
    }

    @Test
    void weightDecay_withoutGradient_onlyWhereItApplies() {
        Network network = Network.input(1).dense(1).layerNorm().build();
        float[] p = {2, 2, 2, 2};
        Adam adam = new Adam(Adam.Settings.STANDARD.withWeightDecay(0.5), network.decayFactors());
        adam.step(p, new float[4], 0.1, ONE);
        assertArrayEquals(new float[] {1.9f, 2, 2, 2}, p, 1e-6f);
    }

    @Test
    void sgd_momentum_knownSteps() {
        float[] p = {1};
        Sgd sgd = new Sgd(1, 0.5);
        sgd.step(p, new float[] {2}, 0.1, ONE);
        assertEquals(0.8f, p[0], 1e-6f);
        sgd.step(p, new float[] {1}, 0.1, ONE);
        assertEquals(0.6f, p[0], 1e-6f);
        sgd.step(p, new float[] {0}, 0.1, ONE);
        assertEquals(0.5f, p[0], 1e-6f);
    }

    /** More parameters than one unit of work. */
    @Test
    void manyParameters_threads_sameBits() {
        int count = 2 * Adam.CHUNK + 17;
        float[] g = Reference.normal(1, count, 1).values();
        float[] factors = new float[count];
        try (Workers three = Workers.of(3)) {
            for (boolean sgd : new boolean[] {false, true}) {
                float[] a = Reference.normal(1, count, 2).values();
                float[] b = a.clone();
                Optimizer oa =
                        sgd ? new Sgd(count, 0.9) : new Adam(Adam.Settings.STANDARD, factors);
                Optimizer ob =
                        sgd ? new Sgd(count, 0.9) : new Adam(Adam.Settings.STANDARD, factors);
                for (int t = 0; t < 3; t++) {
                    oa.step(a, g, 0.01, ONE);
                    ob.step(b, g, 0.01, three);
                }
                assertArrayEquals(a, b);
                assertTrue(a[count - 1] != Reference.normal(1, count, 2).values()[count - 1]);
            }
        }
    }

    @Test
    void clip_longGradients_areScaledTogether() {
        float[] a = {3, 0, 0, 0, 0};
        float[] b = {0, 4};
        assertEquals(5, Gradients.clip(10, a, b), 1e-12);
        assertArrayEquals(new float[] {3, 0, 0, 0, 0}, a);
        assertEquals(5, Gradients.clip(1, a, b), 1e-12);
        assertArrayEquals(new float[] {0.6f, 0, 0, 0, 0}, a, 1e-7f);
        assertArrayEquals(new float[] {0, 0.8f}, b, 1e-7f);
        assertEquals(0, Gradients.clip(1, new float[7]));
        GradientTest.assertMessage(
                "norm of the gradient: NaN, expected a finite number",
                () -> Gradients.clip(1, new float[] {1, 2, 3, 4, Float.NaN}));
    }

    @Test
    void learningRate_warmUpThenCosine() {
        LearningRate r = new LearningRate(1, 0.2, 4, 15);
        assertEquals(0.25, r.at(0), 1e-12);
        assertEquals(1, r.at(3), 1e-12);
        assertEquals(1, r.at(4), 1e-12);
        assertEquals(0.6, r.at(9), 1e-12);
        assertEquals(0.2, r.at(14), 1e-12);
        assertEquals(0.2, r.at(1000), 1e-12);
        for (int s = 4; s < 14; s++) {
            assertTrue(r.at(s + 1) < r.at(s), "step " + s);
        }
        LearningRate constant = LearningRate.constant(0.5, 2);
        assertEquals(0.25, constant.at(0), 1e-12);
        assertEquals(0.5, constant.at(2), 1e-12);
        assertEquals(0.5, constant.at(Integer.MAX_VALUE), 1e-12);
        assertEquals(0, LearningRate.cosine(0.5, 0, 3).at(2), 1e-12);
        assertEquals(0.25, LearningRate.cosine(0.5, 0, 3).at(1), 1e-12);
        assertEquals(1, new LearningRate(1, 0, 3, 3).at(2), 1e-12);
    }

    @Test
    void badArguments_refused() {
        Adam adam = new Adam(Adam.Settings.STANDARD, new float[2]);
        GradientTest.assertMessage(
                "length of gradient: 3, expected 2",
                () -> adam.step(new float[2], new float[3], 0.1, ONE));
        GradientTest.assertMessage(
                "learning rate: NaN, expected 0.0..3.4028234663852886E38",
                () -> adam.step(new float[2], new float[2], Double.NaN, ONE));
        GradientTest.assertMessage(
                "length of parameters: 1, expected 2",
                () -> new Sgd(2, 0).step(new float[1], new float[2], 0.1, ONE));
        GradientTest.assertMessage("momentum: 1.0, expected 0.0..0.999", () -> new Sgd(2, 1));
        GradientTest.assertMessage(
                "beta1: 1.0, expected 0.0..0.9999", () -> new Adam.Settings(1, 0.9, 1e-8, 0));
        GradientTest.assertMessage(
                "last learning rate: 2.0, expected 0.0..1.0", () -> new LearningRate(1, 2, 0, 3));
        GradientTest.assertMessage(
                "warm-up steps: 4, expected 0..3", () -> new LearningRate(1, 0, 4, 3));
    }
}
