package org.lacuna.memorybank;

import org.lacuna.core.SeededRandom;

/** Test data and oracles. */
final class Vectors {
    private Vectors() {}

    static float[] gaussian(int count, int dim, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] rows = new float[count * dim];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }

    /**
     * Tight clusters (deviation 0.05) around centres with deviation 3. Row i belongs to cluster i %
     * clusters.
     */
    static float[] clustered(int count, int dim, int clusters, long seed) {
        float[] centres = gaussian(clusters, dim, seed);
        float[] rows = gaussian(count, dim, seed + 1);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < dim; k++) {
                rows[i * dim + k] = 3 * centres[i % clusters * dim + k] + 0.05f * rows[i * dim + k];
            }
        }
        return rows;
    }

    static double squared(float[] a, int i, float[] b, int j, int dim) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
            double d = (double) a[i * dim + k] - b[j * dim + k];
            sum += d * d;
        }
        return sum;
    }

    /** The nearest row of b, the lowest of equally near ones. */
    static int nearest(float[] a, int i, float[] b, int count, int dim) {
        int best = 0;
        for (int j = 1; j < count; j++) {
            if (squared(a, i, b, j, dim) < squared(a, i, b, best, dim)) {
                best = j;
            }
        }
        return best;
    }
}
