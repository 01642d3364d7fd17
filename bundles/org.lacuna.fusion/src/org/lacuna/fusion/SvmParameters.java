package org.lacuna.fusion;

import java.util.Objects;

/**
 * Settings of {@link OneClassSvm}.
 *
 * @param nu bound on the share of training vectors outside the margin, in (0, 1]
 * @param schedule how the step size changes
 * @param learningRate step size of {@link Schedule#CONSTANT}, above 0; ignored by {@link
 *     Schedule#OPTIMAL}
 * @param iterations passes over the training vectors at most, at least 1
 * @param tolerance stop after five passes in a row whose mean objective is not better than the best
 *     by this much; 0 or less = never stop early
 */
public record SvmParameters(
        double nu, Schedule schedule, double learningRate, int iterations, double tolerance) {
    /** How the step size changes with the number of steps. */
    public enum Schedule {
        /** The same step size throughout (the paper's setting). */
        CONSTANT,
        /** Bottou's schedule as in scikit-learn: 1 / (nu (t0 + t)). */
        OPTIMAL
    }

    public SvmParameters {
        Objects.requireNonNull(schedule, "schedule");
        if (!(nu > 0 && nu <= 1)) {
            throw new IllegalArgumentException("nu: " + nu + ", expected in (0, 1]");
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException(
                    "learningRate: " + learningRate + ", expected in (0, 1]");
        }
        if (iterations < 1 || iterations > 1_000_000) {
            throw new IllegalArgumentException(
                    "iterations: " + iterations + ", expected 1..1000000");
        }
        if (!Double.isFinite(tolerance)) {
            throw new IllegalArgumentException("tolerance: " + tolerance + ", expected finite");
        }
    }

    /**
     * The paper's operating point (Xu et al. 2025, 4.1.3): constant rate 1.3e-4, 900 iterations.
     */
    public static SvmParameters paper() {
        return new SvmParameters(0.5, Schedule.CONSTANT, 1.3e-4, 900, 0);
    }

    public static SvmParameters defaults() {
        return paper();
    }

    /** scikit-learn's SGDOneClassSVM(nu=0.5, max_iter=1000), as M3DM uses it. */
    public static SvmParameters sklearn() {
        return new SvmParameters(0.5, Schedule.OPTIMAL, 1.3e-4, 1000, 1e-3);
    }
}
