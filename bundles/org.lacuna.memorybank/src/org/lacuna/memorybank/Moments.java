package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Mean and covariance of rows in any storage: sums of chunks in double, added in the order of the
 * chunks, so that neither threads nor storage change a bit. Memory: a matrix for each thread.
 */
final class Moments {
    private static final int CHUNK = 8192;

    /** Rows that are read at once, and between two looks at the progress. */
    private static final int STEP = 64;

    private final RowSource rows;
    private final int count;
    private final int dim;
    private final Progress progress;
    private final Workers workers;

    /** Adds some rows to the sums of a chunk. */
    @FunctionalInterface
    private interface Adder {
        void add(double[][] sum, float[] rows, int at, int n);
    }

    Moments(RowSource rows, Progress progress, Workers workers) {
        this.rows = rows;
        this.count = rows.count();
        this.dim = rows.dim();
        this.progress = progress;
        this.workers = workers;
    }

    /** Bytes that {@link #covariance} takes, its result included. */
    static long bytes(int dim, int threads) {
        return (threads + 1L) * (4L * dim * (dim + 1) + 4L * STEP * dim + 8L * dim);
    }

    double[] mean() {
        double[] mean = new double[dim];
        sum(
                () -> new double[1][dim],
                (sum, from, at, n) -> {
                    for (int r = 0; r < n; r++) {
                        for (int k = 0; k < dim; k++) {
                            sum[0][k] += from[at + r * dim + k];
                        }
                    }
                },
                sum -> {
                    for (int k = 0; k < dim; k++) {
                        mean[k] += sum[0][k] / count;
                    }
                });
        return mean;
    }

    /** Lower triangle of the covariance matrix, one array per row. */
    double[][] covariance(double[] mean) {
        double[][] c = triangle(dim);
        sum(
                () -> triangle(dim),
                (sum, from, at, n) -> {
                    double[] x = new double[dim];
                    for (int r = 0; r < n; r++) {
                        for (int k = 0; k < dim; k++) {
                            x[k] = from[at + r * dim + k] - mean[k];
                        }
                        for (int i = 0; i < dim; i++) {
                            addScaled(sum[i], x, x[i]);
                        }
                    }
                },
                sum -> {
                    for (int i = 0; i < dim; i++) {
                        addScaled(c[i], sum[i], 1.0 / count);
                    }
                });
        return c;
    }

    /** As many chunks at a time as there are threads; their sums go to the total in order. */
    private void sum(Supplier<double[][]> empty, Adder adder, Consumer<double[][]> total) {
        int chunks = Workers.chunks(count, CHUNK);
        for (int first = 0; first < chunks; first += workers.threads()) {
            int begin = first * CHUNK;
            int n = (int) Math.min(count - begin, (long) workers.threads() * CHUNK);
            double[][][] sums = new double[Workers.chunks(n, CHUNK)][][];
            workers.forEachChunk(
                    n,
                    CHUNK,
                    (chunk, from, to) -> {
                        sums[chunk] = empty.get();
                        add(sums[chunk], adder, begin + from, begin + to);
                    });
            for (double[][] sum : sums) {
                total.accept(sum);
            }
        }
    }

    private void add(double[][] sum, Adder adder, int from, int to) {
        float[] buffer = rows instanceof ArrayRows ? new float[0] : new float[STEP * dim];
        for (int i = from; i < to; i += STEP) {
            progress.throwIfCancelled();
            int n = Math.min(STEP, to - i);
            if (rows instanceof ArrayRows array) {
                adder.add(sum, array.rows(), i * dim, n);
            } else {
                RowFailure.read(rows, i, n, buffer, 0);
                Rows.checkFinite(buffer, 0, n, dim, i);
                adder.add(sum, buffer, 0, n);
            }
            progress.advance(1);
        }
    }

    /** Number of times that {@link #mean} or {@link #covariance} advances the progress. */
    static long steps(int count) {
        return Workers.chunks(count, STEP);
    }

    static double[][] triangle(int dim) {
        double[][] t = new double[dim][];
        for (int i = 0; i < dim; i++) {
            t[i] = new double[i + 1];
        }
        return t;
    }

    static void addScaled(double[] target, double[] x, double factor) {
        for (int j = 0; j < target.length; j++) {
            target[j] += factor * x[j];
        }
    }
}
