package org.lacuna.memorybank;

import org.lacuna.core.SeededRandom;

import java.util.Arrays;

/**
 * Orthonormal rows of one seed, drawn one after another: the first m of them are the projection to
 * m dimensions, whatever m becomes.
 */
final class ProjectionRows {
    private final int dim;
    private final SeededRandom random;
    private double[] rows;
    private int count;

    /**
     * @param dim of the features
     * @param expected number of rows, to begin with
     */
    ProjectionRows(int dim, int expected, long seed) {
        this.dim = dim;
        this.random = new SeededRandom(seed);
        this.rows = new double[expected * dim];
    }

    int count() {
        return count;
    }

    /** All rows so far, row-major; more may follow behind them. */
    double[] values() {
        return rows;
    }

    /** Draws the next row, O(count dim); at most {@code dim} times. */
    void add() {
        int at = count * dim;
        if (at == rows.length) {
            rows = Arrays.copyOf(rows, Math.min(2 * count, dim) * dim);
        }
        double norm;
        do {
            for (int k = 0; k < dim; k++) {
                rows[at + k] = random.nextGaussian();
            }
            double drawn = length(at);
            // Twice is enough (Kahan): the second pass removes what rounding left in the first.
            removeEarlier(at);
            removeEarlier(at);
            norm = length(at);
            if (norm < 1e-8 * drawn) {
                norm = 0;
            }
        } while (norm == 0);
        for (int k = 0; k < dim; k++) {
            rows[at + k] /= norm;
        }
        count++;
    }

    OrthogonalProjection projection() {
        return new OrthogonalProjection(dim, count, Arrays.copyOf(rows, count * dim));
    }

    private void removeEarlier(int at) {
        for (int j = 0; j < at; j += dim) {
            double d = dot(at, j);
            for (int k = 0; k < dim; k++) {
                rows[at + k] -= d * rows[j + k];
            }
        }
    }

    private double length(int at) {
        return Math.sqrt(dot(at, at));
    }

    private double dot(int a, int b) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
            sum += rows[a + k] * rows[b + k];
        }
        return sum;
    }
}
