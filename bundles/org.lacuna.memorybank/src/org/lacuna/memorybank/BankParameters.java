package org.lacuna.memorybank;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a memory bank is made from training vectors (method.md 5).
 *
 * @param maxTrainingVectors bound on the vectors that the builder looks at; more are cut down by a
 *     seeded random sample, so memory and time do not grow with the data set. 2..10,000,000
 * @param method how the entries are chosen
 * @param fixedEntries number of entries; 0 = chosen by the elbow of the WCSS curve ({@link
 *     Method#KMEANS}) or of the covering radius ({@link Method#CORESET}), or {@code maxEntries}
 *     ({@link Method#RANDOM}). At most the number of training vectors is used
 * @param minEntries smallest number on the elbow's grid, at least 1
 * @param maxEntries largest number on the elbow's grid, at least {@code minEntries}; where it is
 *     more than a twentieth of the training vectors the grid ends there, but not below {@code
 *     minEntries}
 * @param projection to how many dimensions features are projected at random
 * @param shrinkage share of the mean variance that is blended into the covariance before whitening,
 *     in [0, 1]
 * @param maxIterations Lloyd iterations of the final clustering, at least 1
 * @param seed of every random choice
 * @param metric distance of vectors, for choosing entries and for scores
 */
public record BankParameters(
        int maxTrainingVectors,
        Method method,
        int fixedEntries,
        int minEntries,
        int maxEntries,
        ProjectionRule projection,
        double shrinkage,
        int maxIterations,
        long seed,
        Metric metric) {
    /** How the entries are chosen. */
    public enum Method {
        /** The samples nearest to the centres of k-means (Xu et al. 2025, eq. 19). */
        KMEANS,
        /** Greedy k-centre coreset (Roth et al. 2022, PatchCore), for comparison. */
        CORESET,
        /** A seeded random sample, for comparison. */
        RANDOM
    }

    /** The elbow takes at most one vector of so many: more would be no compact bank. */
    private static final int VECTORS_PER_ENTRY = 20;

    public BankParameters {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(projection, "projection");
        Objects.requireNonNull(metric, "metric");
        inRange("maxTrainingVectors", maxTrainingVectors, 2, 10_000_000);
        inRange("fixedEntries", fixedEntries, 0, MemoryBank.MAX_ENTRIES);
        inRange("minEntries", minEntries, 1, MemoryBank.MAX_ENTRIES);
        inRange("maxEntries", maxEntries, minEntries, MemoryBank.MAX_ENTRIES);
        inRange("maxIterations", maxIterations, 1, 10_000);
        if (!(shrinkage >= 0 && shrinkage <= 1)) {
            throw new IllegalArgumentException("shrinkage: " + shrinkage + ", expected 0..1");
        }
    }

    /** With the Euclidean metric. */
    public BankParameters(
            int maxTrainingVectors,
            Method method,
            int fixedEntries,
            int minEntries,
            int maxEntries,
            ProjectionRule projection,
            double shrinkage,
            int maxIterations,
            long seed) {
        this(
                maxTrainingVectors,
                method,
                fixedEntries,
                minEntries,
                maxEntries,
                projection,
                shrinkage,
                maxIterations,
                seed,
                Metric.EUCLIDEAN);
    }

    public static BankParameters defaults(long seed) {
        return new BankParameters(
                40_000, Method.KMEANS, 0, 256, 2048, ProjectionRule.defaultRule(), 0.02, 8, seed);
    }

    /** Number of entries of a bank from so many vectors, or the most that the elbow may choose. */
    int mostEntries(int vectors) {
        int most = fixedEntries;
        if (most == 0 && method == Method.RANDOM) {
            most = maxEntries;
        } else if (most == 0) {
            most = Math.min(maxEntries, Math.max(minEntries, vectors / VECTORS_PER_ENTRY));
        }
        return Math.min(vectors, most);
    }

    public BankParameters withSeed(long newSeed) {
        return with(d -> d.seed = newSeed);
    }

    public BankParameters withMethod(Method newMethod) {
        return with(d -> d.method = newMethod);
    }

    /**
     * @param entries as {@code fixedEntries}; 0 = by the elbow
     */
    public BankParameters withFixedEntries(int entries) {
        return with(d -> d.fixedEntries = entries);
    }

    /**
     * @param min as {@code minEntries}
     * @param max as {@code maxEntries}
     */
    public BankParameters withElbow(int min, int max) {
        return with(
                d -> {
                    d.minEntries = min;
                    d.maxEntries = max;
                });
    }

    public BankParameters withMaxTrainingVectors(int vectors) {
        return with(d -> d.maxTrainingVectors = vectors);
    }

    public BankParameters withMetric(Metric newMetric) {
        return with(d -> d.metric = newMetric);
    }

    public BankParameters withProjection(ProjectionRule rule) {
        return with(d -> d.projection = rule);
    }

    private BankParameters with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** The one place that copies: no {@code with} method can forget a field. */
    private static final class Draft {
        private int maxTrainingVectors;
        private Method method;
        private int fixedEntries;
        private int minEntries;
        private int maxEntries;
        private ProjectionRule projection;
        private final double shrinkage;
        private final int maxIterations;
        private long seed;
        private Metric metric;

        Draft(BankParameters from) {
            maxTrainingVectors = from.maxTrainingVectors;
            method = from.method;
            fixedEntries = from.fixedEntries;
            minEntries = from.minEntries;
            maxEntries = from.maxEntries;
            projection = from.projection;
            shrinkage = from.shrinkage;
            maxIterations = from.maxIterations;
            seed = from.seed;
            metric = from.metric;
        }

        BankParameters finished() {
            return new BankParameters(
                    maxTrainingVectors,
                    method,
                    fixedEntries,
                    minEntries,
                    maxEntries,
                    projection,
                    shrinkage,
                    maxIterations,
                    seed,
                    metric);
        }
    }

    private static void inRange(String field, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    field + ": " + value + ", expected " + low + ".." + high);
        }
    }
}
