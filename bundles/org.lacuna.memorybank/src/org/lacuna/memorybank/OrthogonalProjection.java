package org.lacuna.memorybank;

import org.lacuna.core.SeededRandom;

/**
 * Random projection with orthonormal rows: the Q of a seeded Gaussian matrix (Xu et al. 2025,
 * 3.4.1). It keeps relative distances up to an error that shrinks with the target dimension
 * (Johnson and Lindenstrauss), whatever the data.
 *
 * <p>A ratio alone ruins features of few channels: the error depends on the <em>target</em>
 * dimension, not on the ratio, and 42 channels at the paper's d / 3.5 leave 12, where single
 * distances are off by a fifth. {@link #defaultTarget} therefore has a floor of 64. {@link
 * #measuredDistortion} tells what a projection does to given data.
 *
 * <p>Immutable, thread-safe; the same seed gives the same bits.
 */
public final class OrthogonalProjection {
    /** Features of up to so many channels are not projected by default. */
    public static final int FLOOR = 64;

    private static final int PAIRS = 2000;

    private final int dim;
    private final int target;
    private final double[] rows;

    OrthogonalProjection(int dim, int target, double[] rows) {
        this.dim = dim;
        this.target = target;
        this.rows = rows;
    }

    /** The default target dimension: {@code max(dim / 3.5, min(dim, 64))}. */
    public static int defaultTarget(int dim) {
        return Math.max((int) Math.ceil(dim / 3.5), Math.min(dim, FLOOR));
    }

    /**
     * Draws a projection. O(target^2 dim).
     *
     * @param dim 1..{@link MemoryBank#MAX_DIM}
     * @param target 1..dim
     */
    public static OrthogonalProjection create(int dim, int target, long seed) {
        if (dim < 1 || dim > MemoryBank.MAX_DIM) {
            throw new IllegalArgumentException(
                    "dim: " + dim + ", expected 1.." + MemoryBank.MAX_DIM);
        }
        if (target < 1 || target > dim) {
            throw new IllegalArgumentException("target: " + target + ", expected 1.." + dim);
        }
        SeededRandom random = new SeededRandom(seed);
        double[] rows = new double[target * dim];
        for (int i = 0; i < target; i++) {
            double norm;
            do {
                for (int k = 0; k < dim; k++) {
                    rows[i * dim + k] = random.nextGaussian();
                }
                double drawn = Math.sqrt(dot(rows, i * dim, rows, i * dim, dim));
                // Twice is enough (Kahan): the second pass removes what rounding left in the first.
                removeEarlier(rows, i, dim);
                removeEarlier(rows, i, dim);
                norm = Math.sqrt(dot(rows, i * dim, rows, i * dim, dim));
                if (norm < 1e-8 * drawn) {
                    norm = 0;
                }
            } while (norm == 0);
            for (int k = 0; k < dim; k++) {
                rows[i * dim + k] /= norm;
            }
        }
        return new OrthogonalProjection(dim, target, rows);
    }

    private static void removeEarlier(double[] rows, int i, int dim) {
        for (int j = 0; j < i; j++) {
            double d = dot(rows, i * dim, rows, j * dim, dim);
            for (int k = 0; k < dim; k++) {
                rows[i * dim + k] -= d * rows[j * dim + k];
            }
        }
    }

    private static double dot(double[] a, int atA, double[] b, int atB, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += a[atA + k] * b[atB + k];
        }
        return sum;
    }

    public int dim() {
        return dim;
    }

    public int target() {
        return target;
    }

    /** A copy of the matrix, row-major {@code target * dim}. */
    public double[] rows() {
        return rows.clone();
    }

    /**
     * Projects vectors; sums in double.
     *
     * @param vectors row-major {@code count * dim}
     * @param out row-major {@code count * target}; another array
     */
    public void apply(float[] vectors, int count, float[] out) {
        Rows.check(vectors, count, dim, 0);
        Rows.check(out, count, target, 0);
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < target; i++) {
                double sum = 0;
                for (int k = 0; k < dim; k++) {
                    sum += rows[i * dim + k] * vectors[r * dim + k];
                }
                out[r * target + i] = (float) sum;
            }
        }
    }

    /**
     * Root mean square of {@code |P a - P b| sqrt(dim / target) / |a - b| - 1} over up to 2000
     * random pairs of different vectors; 0 when there is no such pair.
     *
     * @param vectors row-major {@code count * dim}
     */
    public double measuredDistortion(float[] vectors, int count, long seed) {
        Rows.check(vectors, count, dim, 0);
        if (count < 2) {
            return 0;
        }
        SeededRandom random = new SeededRandom(seed);
        float[] difference = new float[dim];
        float[] projected = new float[target];
        double sum = 0;
        int n = 0;
        for (int p = 0; p < PAIRS; p++) {
            int a = random.nextInt(count);
            int b = random.nextInt(count);
            double before = 0;
            for (int k = 0; k < dim; k++) {
                difference[k] = vectors[a * dim + k] - vectors[b * dim + k];
                before += (double) difference[k] * difference[k];
            }
            if (before > 0) {
                apply(difference, 1, projected);
                double after = 0;
                for (float v : projected) {
                    after += (double) v * v;
                }
                double e = Math.sqrt(after / before * dim / target) - 1;
                sum += e * e;
                n++;
            }
        }
        return n == 0 ? 0 : Math.sqrt(sum / n);
    }
}
