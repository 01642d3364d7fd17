package org.lacuna.memorybank;

/**
 * What the vectors of each entry's cell say about it, summed up vector by vector; the bits depend
 * on the order of the vectors alone. Not thread-safe.
 */
final class CellSums {
    private final double[] sum;
    private final long[] weight;
    private double total;
    private long count;
    private double farthest;

    CellSums(int entries) {
        this.sum = new double[entries];
        this.weight = new long[entries];
    }

    /**
     * Adds a vector.
     *
     * @param nearest its entry
     * @param squared its squared distance to that
     */
    void add(int nearest, double squared) {
        sum[nearest] += squared;
        weight[nearest]++;
        total += squared;
        count++;
        farthest = Math.max(farthest, squared);
    }

    /** Largest distance of a vector to its entry. */
    double radius() {
        return Math.sqrt(farthest);
    }

    /**
     * The entries. Spreads ({@link MemoryBank#spread}) are drawn to the mean as if {@link
     * BankBuilder#PRIOR} vectors more lay at it.
     *
     * @param vectors of the entries
     */
    BankEntries entries(float[] vectors, Origins origins) {
        // A bank that holds every vector leaves nothing to compare with: all places count alike.
        double mean = total > 0 ? total / count : 1;
        float[] spread = new float[sum.length];
        for (int e = 0; e < spread.length; e++) {
            spread[e] =
                    (float)
                            Math.sqrt(
                                    (BankBuilder.PRIOR * mean + sum[e])
                                            / (BankBuilder.PRIOR + weight[e]));
        }
        return new BankEntries(vectors, spread, weight, origins);
    }
}
