package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Linear map after which Euclidean distance is Mahalanobis distance: {@code y = W (x - mean)} with
 * {@code W = L^-1 D^-1}, where D holds the channels' standard deviations and {@code L L^T = (1 - s)
 * R + s I} is the shrunk correlation matrix.
 *
 * <p>Shrinking the correlation, not the covariance, makes the result independent of the channels'
 * units. A channel that is constant on the training vectors has no scale of its own; it gets the
 * median scale of the others (1 if there are none), so that a deviation in it counts with ordinary
 * weight and nothing is divided by zero. The shrinkage is never below {@link #SMALLEST_SHRINKAGE},
 * so that linearly dependent channels stay harmless.
 *
 * <p>Immutable, thread-safe, deterministic for any number of threads. Fitting costs O(count dim^2 +
 * dim^3) time and O(dim^2) memory for each thread.
 */
public final class Whitening {
    /** Least eigenvalue of the shrunk correlation matrix. */
    public static final double SMALLEST_SHRINKAGE = 1e-6;

    /** A deviation this small relative to the mean is rounding noise of float32 data. */
    private static final double CONSTANT = 1e-6;

    private final double[] mean;
    private final double[] factor;

    Whitening(double[] mean, double[] factor) {
        this.mean = mean;
        this.factor = factor;
    }

    /**
     * Fits mean and factor to the rows.
     *
     * @param rows row-major {@code count * dim} finite values
     * @param count at least 1
     * @param dim 1..{@link MemoryBank#MAX_DIM}
     * @param shrinkage share of the identity in the correlation matrix, in [0, 1]
     * @throws IllegalArgumentException for sizes that do not fit or values that are not finite
     */
    public static Whitening fit(float[] rows, int count, int dim, double shrinkage) {
        return fit(rows, count, dim, shrinkage, Progress.NONE, Workers.sequential());
    }

    /** As {@link #fit(float[], int, int, double)}, cancellable and on several threads. */
    public static Whitening fit(
            float[] rows,
            int count,
            int dim,
            double shrinkage,
            Progress progress,
            Workers workers) {
        Rows.check(rows, count, dim, 1);
        Rows.checkFinite(rows, count, dim);
        return fit(RowSource.of(rows, count, dim), shrinkage, new CancelOnly(progress), workers);
    }

    /**
     * Fits mean and factor to rows in any storage, which are read twice: the bits of an array of
     * the same values.
     *
     * @param rows at least one
     * @param progress advanced twice {@link Moments#steps} times
     * @throws RowFailure when the rows cannot be read
     */
    static Whitening fit(RowSource rows, double shrinkage, Progress progress, Workers workers) {
        int dim = rows.dim();
        if (!(shrinkage >= 0 && shrinkage <= 1)) {
            throw new IllegalArgumentException("shrinkage: " + shrinkage + ", expected 0..1");
        }
        Moments moments = new Moments(rows, progress, workers);
        double[] mean = moments.mean();
        double[][] c = moments.covariance(mean);
        double[] scale = scales(c, mean);
        double s = Math.max(shrinkage, SMALLEST_SHRINKAGE);
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < i; j++) {
                c[i][j] *= (1 - s) / (scale[i] * scale[j]);
            }
            // A constant channel has no correlation but unit variance, like all others.
            c[i][i] = 1;
        }
        choleskyInPlace(c, progress);
        return new Whitening(mean, inverse(c, scale, progress));
    }

    private static double[] scales(double[][] covariance, double[] mean) {
        int dim = mean.length;
        double[] scale = new double[dim];
        double[] varying = new double[dim];
        int n = 0;
        for (int i = 0; i < dim; i++) {
            double deviation = Math.sqrt(covariance[i][i]);
            if (deviation > CONSTANT * Math.abs(mean[i]) && deviation > Float.MIN_NORMAL) {
                scale[i] = deviation;
                varying[n++] = deviation;
            }
        }
        Arrays.sort(varying, 0, n);
        double typical = n == 0 ? 1 : varying[n / 2];
        for (int i = 0; i < dim; i++) {
            if (scale[i] == 0) {
                scale[i] = typical;
                // Rounding noise must not pose as correlation.
                Arrays.fill(covariance[i], 0, i, 0.0);
                for (int j = i + 1; j < dim; j++) {
                    covariance[j][i] = 0;
                }
            }
        }
        return scale;
    }

    private static void choleskyInPlace(double[][] a, Progress progress) {
        for (int i = 0; i < a.length; i++) {
            progress.throwIfCancelled();
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                // The smallest pivot of a matrix is not below its smallest eigenvalue, up to
                // rounding.
                a[i][j] = i == j ? Math.sqrt(Math.max(sum, SMALLEST_SHRINKAGE / 2)) : sum / a[j][j];
            }
        }
    }

    /** {@code L^-1 D^-1}, lower triangle packed row by row. */
    private static double[] inverse(double[][] l, double[] scale, Progress progress) {
        int dim = scale.length;
        double[][] inverse = Moments.triangle(dim);
        for (int i = 0; i < dim; i++) {
            progress.throwIfCancelled();
            double[] row = inverse[i];
            row[i] = 1;
            for (int k = 0; k < i; k++) {
                addScaledHead(row, inverse[k], -l[i][k], k + 1);
            }
            for (int j = 0; j <= i; j++) {
                row[j] /= l[i][i];
            }
        }
        double[] packed = new double[dim * (dim + 1) / 2];
        for (int i = 0, at = 0; i < dim; i++) {
            for (int j = 0; j <= i; j++) {
                packed[at++] = inverse[i][j] / scale[j];
            }
        }
        return packed;
    }

    private static void addScaledHead(double[] target, double[] x, double factor, int length) {
        for (int j = 0; j < length; j++) {
            target[j] += factor * x[j];
        }
    }

    public int dim() {
        return mean.length;
    }

    /** A copy of the mean of each channel. */
    public double[] mean() {
        return mean.clone();
    }

    /**
     * A copy of W, lower triangle packed row by row: {@code W[i][j] = factor[i (i + 1) / 2 + j]}.
     */
    public double[] factor() {
        return factor.clone();
    }

    /**
     * Whitens rows; sums in double.
     *
     * @param rows row-major {@code count * dim} values
     * @param out as rows; may be the same array
     */
    public void apply(float[] rows, int count, float[] out) {
        int dim = mean.length;
        Rows.check(rows, count, dim, 0);
        Rows.check(out, count, dim, 0);
        double[] x = new double[dim];
        for (int r = 0; r < count; r++) {
            for (int k = 0; k < dim; k++) {
                x[k] = rows[r * dim + k] - mean[k];
            }
            for (int i = 0, at = 0; i < dim; i++) {
                double sum = 0;
                for (int j = 0; j <= i; j++) {
                    sum += factor[at++] * x[j];
                }
                out[r * dim + i] = (float) sum;
            }
        }
    }
}
