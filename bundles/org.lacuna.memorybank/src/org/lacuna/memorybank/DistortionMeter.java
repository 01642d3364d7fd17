package org.lacuna.memorybank;

import org.lacuna.core.SeededRandom;

/**
 * Distances of random pairs of vectors under a projection whose rows come one after another, so
 * that the distortion of every dimension on the way is known.
 */
final class DistortionMeter {
    private static final int PAIRS = 2000;

    private final float[] vectors;
    private final int dim;
    private final int[] first = new int[PAIRS];
    private final int[] second = new int[PAIRS];
    private final double[] before = new double[PAIRS];
    private final double[] after = new double[PAIRS];
    private int pairs;
    private int target;

    /**
     * @param vectors row-major {@code count * dim}; not copied
     */
    DistortionMeter(float[] vectors, int count, int dim, long seed) {
        this.vectors = vectors;
        this.dim = dim;
        if (count < 2) {
            return;
        }
        SeededRandom random = new SeededRandom(seed);
        for (int p = 0; p < PAIRS; p++) {
            first[pairs] = random.nextInt(count) * dim;
            second[pairs] = random.nextInt(count) * dim;
            double squared = 0;
            for (int k = 0; k < dim; k++) {
                float difference = vectors[first[pairs] + k] - vectors[second[pairs] + k];
                squared += (double) difference * difference;
            }
            if (squared > 0) {
                before[pairs++] = squared;
            }
        }
    }

    /** Whether no two vectors differ. */
    boolean isBlind() {
        return pairs == 0;
    }

    /** Adds one row of the projection, which begins at {@code at}. */
    void add(double[] rows, int at) {
        for (int p = 0; p < pairs; p++) {
            int a = first[p];
            int b = second[p];
            double sum = 0;
            for (int k = 0; k < dim; k++) {
                sum += rows[at + k] * (vectors[a + k] - vectors[b + k]);
            }
            double value = (float) sum;
            after[p] += value * value;
        }
        target++;
    }

    /** As {@link OrthogonalProjection#measuredDistortion}, by the rows so far. */
    double distortion() {
        double sum = 0;
        for (int p = 0; p < pairs; p++) {
            double e = Math.sqrt(after[p] / before[p] * dim / target) - 1;
            sum += e * e;
        }
        return pairs == 0 ? 0 : Math.sqrt(sum / pairs);
    }
}
