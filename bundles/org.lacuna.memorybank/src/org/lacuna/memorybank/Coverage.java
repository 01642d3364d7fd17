package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * How well a bank covers some vectors. A vector is uncovered when its distance to the nearest entry
 * exceeds that entry's spread by more than a multiple of the bank's mean spread: the measure of
 * patch scores, {@code 1 + (distance - spread) / meanSpread}.
 */
final class Coverage {
    /** Nearest entry of a vector that an added entry is nearest to. */
    static final int ADDED = -1;

    private final float[] vectors;
    private final int count;
    private final int dim;
    private final double unit;
    private final double limit;
    private final double[] squared;
    private final float[] spread;
    private final int[] nearest;

    Coverage(MemoryBank bank, float[] vectors, int count, double tolerance, Workers workers) {
        this.vectors = vectors;
        this.count = count;
        this.dim = bank.entryDim();
        this.unit = bank.meanSpread();
        this.limit = tolerance * unit;
        this.squared = new double[count];
        this.spread = new float[count];
        this.nearest = new int[count];
        bank.nearestOf(vectors, count, squared, nearest, workers);
        for (int i = 0; i < count; i++) {
            spread[i] = bank.spread(nearest[i]);
        }
    }

    private Coverage(Coverage other) {
        this.vectors = other.vectors;
        this.count = other.count;
        this.dim = other.dim;
        this.unit = other.unit;
        this.limit = other.limit;
        this.squared = other.squared.clone();
        this.spread = other.spread.clone();
        this.nearest = other.nearest.clone();
    }

    Coverage copy() {
        return new Coverage(this);
    }

    /** Distance beyond what is still known; above 0 = uncovered. */
    private double excess(int i) {
        return (double) MemoryBank.distance(squared[i]) - spread[i] - limit;
    }

    int uncovered() {
        int n = 0;
        for (int i = 0; i < count; i++) {
            n += excess(i) > 0 ? 1 : 0;
        }
        return n;
    }

    double farthest() {
        return MemoryBank.distance(Arrays.stream(squared).max().orElse(0));
    }

    /** Nearest entry of each vector, or {@link #ADDED}. */
    int[] nearest() {
        return nearest;
    }

    /**
     * Greedy k-centre choice (Gonzalez 1985): makes the vector that lies farthest beyond what is
     * known an entry, the lowest index of equal ones, until none is uncovered.
     *
     * @param most entries to add at most
     * @return indices of the vectors chosen, in this order
     */
    int[] cover(int most, Progress progress) {
        int[] chosen = new int[Math.min(most, count)];
        int size = 0;
        while (size < chosen.length) {
            progress.throwIfCancelled();
            int worst = worst();
            if (worst < 0) {
                break;
            }
            chosen[size++] = worst;
            for (int i = 0; i < count; i++) {
                double d = NormedRows.squared(vectors, worst * dim, vectors, i * dim, dim);
                if (d < squared[i]) {
                    squared[i] = d;
                    spread[i] = (float) unit;
                    nearest[i] = ADDED;
                }
            }
        }
        return Arrays.copyOf(chosen, size);
    }

    private int worst() {
        int worst = -1;
        double most = 0;
        for (int i = 0; i < count; i++) {
            double excess = excess(i);
            if (excess > most) {
                most = excess;
                worst = i;
            }
        }
        return worst;
    }
}
