package org.lacuna.memorybank;

import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Squared distance of every vector of a set to the nearest of a growing choice among them: the
 * state that k-means++ seeding and the greedy k-centre coreset share. O(count dim) for each vector
 * added.
 */
final class Spread {
    private final PackedVectors vectors;
    private final float[] squared;
    private final Workers workers;

    Spread(PackedVectors vectors, Workers workers) {
        this.vectors = vectors;
        this.workers = workers;
        this.squared = new float[vectors.count()];
        Arrays.fill(squared, Float.MAX_VALUE);
    }

    /** The choice so far is made of centres at these squared distances. */
    void startFrom(double[] squaredDistance) {
        for (int i = 0; i < squared.length; i++) {
            squared[i] = (float) Math.min(Float.MAX_VALUE, squaredDistance[i]);
        }
    }

    void add(int vector) {
        int d = vectors.dim();
        vectors.lower(
                Arrays.copyOfRange(vectors.rows(), vector * d, (vector + 1) * d), squared, workers);
    }

    /**
     * Index of a vector drawn with probability proportional to its squared distance; -1 when all
     * distances are 0.
     */
    int draw(SeededRandom random) {
        double total = 0;
        for (float v : squared) {
            total += v;
        }
        if (total <= 0) {
            return -1;
        }
        double target = random.nextDouble() * total;
        double sum = 0;
        int last = -1;
        for (int i = 0; i < squared.length; i++) {
            if (squared[i] > 0) {
                sum += squared[i];
                last = i;
                if (sum > target) {
                    break;
                }
            }
        }
        return last;
    }

    /** Distance of a vector to the choice. */
    double distance(int vector) {
        return Math.sqrt(squared[vector]);
    }

    /**
     * Index of the vector farthest from the choice, the lowest of equally far ones; -1 when all
     * distances are 0.
     */
    int farthest() {
        int best = -1;
        float most = 0;
        for (int i = 0; i < squared.length; i++) {
            if (squared[i] > most) {
                most = squared[i];
                best = i;
            }
        }
        return best;
    }
}
