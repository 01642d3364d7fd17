package org.lacuna.fusion;

import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Linear one-class SVM trained by stochastic gradient descent (Xu et al. 2025, 3.4.2 and 4.1.3):
 * minimizes {@code nu / 2 |w|^2 - nu rho + mean(max(0, rho - w.x))}.
 *
 * <p>The paper and its forerunners feed it anomaly scores and use {@code w.x} as the fused score,
 * not the side of the hyperplane: on inputs that are never negative the weights are not negative
 * either, so {@link #score} grows with each input, and the machine amounts to a learned weighting.
 * Update rule, schedules and stopping are those of scikit-learn's {@code SGDOneClassSVM}, written
 * anew: given its order of samples, the weights agree to the last digits. Like the reference, it
 * stops well before the minimum: the scale of w still grows then, its direction has settled, and
 * only the direction matters to a ranking.
 *
 * <p>Deterministic for a seed. Immutable, thread-safe. O(iterations count dim).
 *
 * @param weights w, one for each input
 * @param offset rho
 */
public record OneClassSvm(double[] weights, double offset) {
    /** Passes without improvement after which training stops, as in the reference. */
    private static final int PATIENCE = 5;

    public OneClassSvm {
        weights = weights.clone();
        for (double w : weights) {
            if (!Double.isFinite(w)) {
                throw new IllegalArgumentException(
                        "weights: " + Arrays.toString(weights) + ", expected finite numbers");
            }
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("offset: " + offset + ", expected a finite number");
        }
    }

    /**
     * @param x {@code count * dim} finite values, row-major
     * @param count number of training vectors, at least 1
     * @param dim length of a vector, at least 1
     */
    public static OneClassSvm fit(
            double[] x, int count, int dim, SvmParameters parameters, long seed) {
        return fit(x, count, dim, parameters, new SeededRandom(seed)::shuffle);
    }

    /** As above; {@code shuffle} gets the order of the samples before each pass and changes it. */
    static OneClassSvm fit(
            double[] x, int count, int dim, SvmParameters parameters, Consumer<int[]> shuffle) {
        if (count < 1 || dim < 1 || x.length != (long) count * dim) {
            throw new IllegalArgumentException(
                    "x: "
                            + x.length
                            + " values for "
                            + count
                            + " x "
                            + dim
                            + ", expected at least 1 x 1 and as many");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException(
                        "x[" + i + "]: " + x[i] + ", expected a finite number");
            }
        }
        double nu = parameters.nu();
        double optimalStart = optimalStart(nu);
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        double[] w = new double[dim];
        double bias = 1;
        double best = Double.POSITIVE_INFINITY;
        int withoutImprovement = 0;
        long step = 1;
        for (int pass = 0; pass < parameters.iterations(); pass++) {
            shuffle.accept(order);
            double objective = 0;
            for (int i : order) {
                double margin = bias;
                double norm = 0;
                for (int d = 0; d < dim; d++) {
                    margin += w[d] * x[i * dim + d];
                    norm += w[d] * w[d];
                }
                double eta =
                        parameters.schedule() == SvmParameters.Schedule.OPTIMAL
                                ? 1 / (nu * (optimalStart + step - 1))
                                : parameters.learningRate();
                boolean violated = margin <= 1;
                objective += (violated ? 1 - margin : 0) + nu * (norm / 2 + bias);
                double shrink = Math.max(0, 1 - eta * nu);
                double pull = violated ? eta : 0;
                for (int d = 0; d < dim; d++) {
                    w[d] = w[d] * shrink + pull * x[i * dim + d];
                }
                bias += pull - eta * nu;
                step++;
            }
            if (objective > best - parameters.tolerance() * count) {
                withoutImprovement++;
            } else {
                withoutImprovement = 0;
            }
            best = Math.min(best, objective);
            if (parameters.tolerance() > 0 && withoutImprovement >= PATIENCE) {
                break;
            }
        }
        return new OneClassSvm(w, 1 - bias);
    }

    /** Start of Bottou's schedule: makes the first step as long as the typical weight. */
    private static double optimalStart(double nu) {
        double typicalWeight = Math.sqrt(1 / Math.sqrt(nu));
        // The hinge's slope at margin -typicalWeight is 1, so the first step needs no further
        // damping.
        return 1 / (typicalWeight * nu);
    }

    /** {@code w.x}: higher = more anomalous when the inputs are anomaly scores. */
    public double score(double... x) {
        if (x.length != weights.length) {
            throw new IllegalArgumentException(
                    "x: " + x.length + " values, expected " + weights.length);
        }
        double sum = 0;
        for (int d = 0; d < x.length; d++) {
            sum += weights[d] * x[d];
        }
        return sum;
    }

    /** Value of the objective on the given vectors, for comparison with other solvers. */
    public double objective(double[] x, int count, double nu) {
        double norm = 0;
        for (double w : weights) {
            norm += w * w;
        }
        double hinge = 0;
        int dim = weights.length;
        for (int i = 0; i < count; i++) {
            hinge += Math.max(0, offset - score(Arrays.copyOfRange(x, i * dim, (i + 1) * dim)));
        }
        return nu / 2 * norm - nu * offset + hinge / count;
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof OneClassSvm s
                && offset == s.offset
                && Arrays.equals(weights, s.weights);
    }

    @Override
    public int hashCode() {
        return Objects.hash(offset, Arrays.hashCode(weights));
    }

    @Override
    public String toString() {
        return "OneClassSvm[weights=" + Arrays.toString(weights) + ", offset=" + offset + "]";
    }
}
