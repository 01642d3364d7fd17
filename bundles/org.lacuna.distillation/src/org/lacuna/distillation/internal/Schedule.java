package org.lacuna.distillation.internal;

import org.lacuna.distillation.DistillationParameters;

/** The learning rate that teachers and student share. */
final class Schedule {
    private static final int WARM_UP_STEPS = 50;

    private Schedule() {}

    static LearningRate of(DistillationParameters parameters, int stepsPerEpoch) {
        int steps = Math.max(1, parameters.epochs() * stepsPerEpoch);
        return LearningRate.cosine(
                parameters.learningRate(), Math.min(WARM_UP_STEPS, steps), steps);
    }
}
