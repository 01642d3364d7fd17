package org.lacuna.core;

/**
 * The one pseudo-random generator of the system: SplitMix64 (Steele, Lea and Flood, 2014). Written
 * out here since the sequences behind {@code java.util.random} Gaussians may change between Java
 * releases, and a seed must give the same bits for ever. Not thread-safe: give each unit of work
 * its own generator by {@link #fork}.
 */
public final class SeededRandom {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final long seed;
    private long state;
    private double spareGaussian = Double.NaN;

    public SeededRandom(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    /**
     * An independent generator for part {@code key} of the work. Depends on this generator's seed
     * and the key alone, not on how many numbers were drawn, so parts may run in any order and on
     * any thread.
     */
    public SeededRandom fork(long key) {
        return new SeededRandom(mix(seed + GOLDEN * (mix(key) | 1)));
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /**
     * Uniform in 0..bound-1, without modulo bias.
     *
     * @param bound at least 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound: " + bound + ", expected at least 1");
        }
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long v;
        do {
            v = nextLong() >>> 1;
        } while (v >= limit);
        return (int) (v % bound);
    }

    /**
     * Standard normal, by the polar method with strict arithmetic: the same bits on every machine.
     */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double g = spareGaussian;
            spareGaussian = Double.NaN;
            return g;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double f = Math.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * f;
        return u * f;
    }

    /** Shuffles in place (Fisher-Yates). */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int t = values[i];
            values[i] = values[j];
            values[j] = t;
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
