package org.lacuna.distillation.internal;

/**
 * The learning rate of each step: linear warm-up from {@code peak / warmupSteps} to {@code peak},
 * then half a cosine down to {@code last} at the last step (Loshchilov and Hutter, 2017), after
 * which it stays there. With {@code last == peak} it is constant after the warm-up.
 *
 * @param peak above 0, at most 100
 * @param last 0..peak
 * @param warmupSteps 0..steps
 * @param steps number of steps, at least 1
 */
public record LearningRate(double peak, double last, int warmupSteps, int steps) {
    public LearningRate {
        Check.number("peak learning rate", peak, Float.MIN_NORMAL, 100);
        Check.number("last learning rate", last, 0, peak);
        Check.range("steps", steps, 1, Integer.MAX_VALUE);
        Check.range("warm-up steps", warmupSteps, 0, steps);
    }

    /** Warm-up, then the same rate for ever. */
    public static LearningRate constant(double rate, int warmupSteps) {
        return new LearningRate(rate, rate, warmupSteps, Integer.MAX_VALUE);
    }

    /** Warm-up, then a cosine down to 0. */
    public static LearningRate cosine(double peak, int warmupSteps, int steps) {
        return new LearningRate(peak, 0, warmupSteps, steps);
    }

    /**
     * @param step from 0
     */
    public double at(int step) {
        Check.range("step", step, 0, Integer.MAX_VALUE);
        if (step < warmupSteps) {
            return peak * (step + 1) / warmupSteps;
        }
        if (step >= steps - 1) {
            return last;
        }
        double share = (double) (step - warmupSteps) / (steps - 1 - warmupSteps);
        return last + (peak - last) * 0.5 * (1 + StrictMath.cos(Math.PI * share));
    }
}
