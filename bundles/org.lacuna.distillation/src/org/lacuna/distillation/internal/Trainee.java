package org.lacuna.distillation.internal;

import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.List;

/** What {@link EpochLoop} trains: one network, or several as one. Not thread-safe. */
interface Trainee {
    /** One array for each network, changed by every step. */
    float[][] parameters();

    /** One for each network, in the same order. */
    List<Adam> optimizers();

    /**
     * One step.
     *
     * @param rows number of patches
     * @param from the step learns from {@code rows[from]} and those after it, a whole batch
     * @param random this step's own
     * @param rate learning rate
     * @return loss before the step
     */
    double step(int[] rows, int from, SeededRandom random, double rate, Workers workers);

    /** How good it is now on patches that it does not learn from; NaN when there are none. */
    double validate(Workers workers);
}
