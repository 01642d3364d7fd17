package org.lacuna.memorybank;

/**
 * Settings of {@link KMeans}.
 *
 * @param k number of clusters wanted, 1..{@link MemoryBank#MAX_ENTRIES}
 * @param seedingVectors vectors that the initial centres are drawn from: a seeded sample of so
 *     many, since drawing from all would cost more than the iterations; at least 1. A sample of at
 *     least {@code 8 k} is taken in any case
 * @param maxIterations Lloyd iterations at most, at least 0 (seeds only)
 * @param tolerance stop when an iteration lowers the WCSS by less than this share, in [0, 1); 0 =
 *     until nothing changes
 * @param seed of every random choice
 * @param maxBytes memory that a fit may take besides the rows of an array, see {@link
 *     KMeans#memoryBytes}, at least 1: with less it is slower, and with too little it is refused
 *     before any is taken. The result does not depend on it
 */
public record KMeansParameters(
        int k, int seedingVectors, int maxIterations, double tolerance, long seed, long maxBytes) {
    public KMeansParameters {
        if (k < 1 || k > MemoryBank.MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "k: " + k + ", expected 1.." + MemoryBank.MAX_ENTRIES);
        }
        if (seedingVectors < 1) {
            throw new IllegalArgumentException(
                    "seedingVectors: " + seedingVectors + ", expected at least 1");
        }
        if (maxIterations < 0 || maxIterations > 100_000) {
            throw new IllegalArgumentException(
                    "maxIterations: " + maxIterations + ", expected 0..100000");
        }
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance: " + tolerance + ", expected in [0, 1)");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes: " + maxBytes + ", expected at least 1");
        }
    }

    /** As much memory as is of use. */
    public KMeansParameters(
            int k, int seedingVectors, int maxIterations, double tolerance, long seed) {
        this(k, seedingVectors, maxIterations, tolerance, seed, Long.MAX_VALUE);
    }

    public static KMeansParameters defaults(int k, long seed) {
        return new KMeansParameters(k, 16_384, 100, 1e-4, seed);
    }

    public KMeansParameters withMaxBytes(long bytes) {
        return new KMeansParameters(k, seedingVectors, maxIterations, tolerance, seed, bytes);
    }
}
