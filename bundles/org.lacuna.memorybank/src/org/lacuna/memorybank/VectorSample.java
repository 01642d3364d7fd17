package org.lacuna.memorybank;

import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;

/**
 * A seeded reservoir: takes feature vectors of any number of parts and keeps a uniform random
 * sample of bounded size (Vitter's algorithm R), so memory does not grow with the data set.
 *
 * <p>The sample depends on the seed and on the order in which vectors are offered. Not thread-safe.
 */
public final class VectorSample {
    private final int dim;
    private final int capacity;
    private final SeededRandom random;
    private float[] rows;
    private int count;
    private long offered;

    /**
     * @param dim length of a vector, 1..{@link MemoryBank#MAX_DIM}
     * @param capacity vectors to keep at most, at least 1; {@code capacity * dim} must fit an array
     */
    public VectorSample(int dim, int capacity, long seed) {
        if (dim < 1 || dim > MemoryBank.MAX_DIM) {
            throw new IllegalArgumentException(
                    "dim: " + dim + ", expected 1.." + MemoryBank.MAX_DIM);
        }
        if (capacity < 1 || (long) capacity * dim > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "capacity: "
                            + capacity
                            + " vectors of "
                            + dim
                            + ", expected 1.."
                            + (Integer.MAX_VALUE - 8) / dim);
        }
        this.dim = dim;
        this.capacity = capacity;
        this.random = new SeededRandom(seed);
        this.rows = new float[(int) Math.min(capacity, 1024L) * dim];
    }

    /**
     * Offers the patches of a map whose availability is above 0 and at least the given one.
     *
     * @param minAvailability in [0, 1]
     */
    public void add(FeatureMap map, double minAvailability) {
        if (map.channels() != dim) {
            throw new IllegalArgumentException(
                    "map: " + map.channels() + " channels, expected " + dim);
        }
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            float a = map.availability().at(p);
            if (a > 0 && a >= minAvailability) {
                offer(map.values(), p * dim);
            }
        }
    }

    /**
     * Offers every row.
     *
     * @param vectors row-major {@code n * dim} finite values
     */
    public void add(float[] vectors, int n) {
        Rows.check(vectors, n, dim, 0);
        Rows.checkFinite(vectors, n, dim);
        for (int i = 0; i < n; i++) {
            offer(vectors, i * dim);
        }
    }

    private void offer(float[] vectors, int at) {
        offered++;
        if (count < capacity) {
            if ((count + 1) * dim > rows.length) {
                rows = Arrays.copyOf(rows, (int) Math.min((long) capacity * dim, rows.length * 2L));
            }
            System.arraycopy(vectors, at, rows, count++ * dim, dim);
            return;
        }
        long slot = (long) (random.nextDouble() * offered);
        if (slot < capacity) {
            System.arraycopy(vectors, at, rows, (int) slot * dim, dim);
        }
    }

    public int dim() {
        return dim;
    }

    /** Vectors kept. */
    public int count() {
        return count;
    }

    /** Vectors offered so far. */
    public long offered() {
        return offered;
    }

    /**
     * The vectors kept, row-major, at least {@code count * dim} values: the sample's own array,
     * valid until the next add.
     */
    public float[] rows() {
        return rows;
    }
}
