package org.lacuna.memorybank;

import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.SeededRandom;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A seeded reservoir: takes feature vectors of any number of parts and keeps a uniform random
 * sample of bounded size (Vitter's algorithm R), so memory does not grow with the data set but for
 * the names of the parts.
 *
 * <p>The sample depends on the seed and on the order in which vectors are offered. Not thread-safe.
 */
public final class VectorSample {
    /** Largest length of a part's name. */
    static final int MAX_NAME = 1024;

    private final int dim;
    private final int capacity;
    private final SeededRandom random;
    private float[] rows;
    private final Map<String, Integer> parts = new LinkedHashMap<>();
    private int[] part;
    private int[] patch;
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
        int some = Math.min(capacity, 1024);
        this.rows = new float[some * dim];
        this.part = new int[some];
        this.patch = new int[some];
    }

    /**
     * Offers the patches of a map whose availability is above 0 and at least the given one.
     *
     * @param name of the part: not blank, at most {@value #MAX_NAME} characters
     * @param minAvailability in [0, 1]
     */
    public void add(String name, FeatureMap map, double minAvailability) {
        checkName(name);
        if (map.channels() != dim) {
            throw new IllegalArgumentException(
                    "map: " + map.channels() + " channels, expected " + dim);
        }
        int index = parts.computeIfAbsent(name, n -> parts.size());
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            float a = map.availability().at(p);
            if (a > 0 && a >= minAvailability) {
                offer(map.values(), p * dim, index, p);
            }
        }
    }

    /**
     * Offers every row; where the rows come from stays unknown.
     *
     * @param vectors row-major {@code n * dim} finite values
     */
    public void add(float[] vectors, int n) {
        Rows.check(vectors, n, dim, 0);
        Rows.checkFinite(vectors, n, dim);
        for (int i = 0; i < n; i++) {
            offer(vectors, i * dim, Origins.UNKNOWN, Origins.UNKNOWN);
        }
    }

    static void checkName(String name) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "part: a name of "
                            + name.length()
                            + " characters, expected 1.."
                            + MAX_NAME
                            + ", not all blank");
        }
    }

    private void offer(float[] vectors, int at, int fromPart, int fromPatch) {
        offered++;
        if (count < capacity) {
            if (count == part.length) {
                int larger = (int) Math.min(capacity, part.length * 2L);
                rows = Arrays.copyOf(rows, larger * dim);
                part = Arrays.copyOf(part, larger);
                patch = Arrays.copyOf(patch, larger);
            }
            put(count++, vectors, at, fromPart, fromPatch);
            return;
        }
        long slot = (long) (random.nextDouble() * offered);
        if (slot < capacity) {
            put((int) slot, vectors, at, fromPart, fromPatch);
        }
    }

    private void put(int slot, float[] vectors, int at, int fromPart, int fromPatch) {
        System.arraycopy(vectors, at, rows, slot * dim, dim);
        part[slot] = fromPart;
        patch[slot] = fromPatch;
    }

    /** Where the vectors kept come from. */
    Origins origins() {
        return new Origins(
                List.copyOf(parts.keySet()),
                Arrays.copyOf(part, count),
                Arrays.copyOf(patch, count));
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
