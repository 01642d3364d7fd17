package org.lacuna.headless.internal.bench;

import org.lacuna.core.Workers;

/**
 * The most float32 multiply-adds that this machine does in plain Java: chains of fused
 * multiply-adds over an array that stays in the first-level cache, with one load and one store for
 * every {@value #CHAIN} of them. What a search reaches is compared with it.
 */
final class FmaPeak {
    private static final int CHAIN = 8;

    /** 24 KiB: what C2 does one by one around the loop is then a few per cent at most. */
    private static final int LENGTH = 6_000;

    private static final int PASSES = 7_000;

    /**
     * Read from an array: C2 would load a constant from memory again for each multiply-add, and the
     * peak come out too low. The values neither grow nor become subnormal.
     */
    private static final float[] FACTORS = {0.999_999f, 1e-6f};

    private FmaPeak() {}

    /** Floating-point operations of one {@link #run}. */
    static double flop(int threads) {
        return 2.0 * threads * PASSES * LENGTH * CHAIN;
    }

    /** Every thread works on an array of its own. Returns what depends on all of the work. */
    static float run(Workers workers) {
        float[] sums = new float[workers.threads()];
        workers.forEachChunk(sums.length, 1, (chunk, from, to) -> sums[chunk] = onOneThread());
        float sum = 0;
        for (float s : sums) {
            sum += s;
        }
        return sum;
    }

    private static float onOneThread() {
        float[] values = new float[LENGTH];
        for (int i = 0; i < PASSES; i++) {
            pass(values, FACTORS[0], FACTORS[1]);
        }
        return values[LENGTH / 2];
    }

    private static void pass(float[] values, float a, float b) {
        for (int j = 0; j < values.length; j++) {
            float x = values[j];
            x = Math.fma(x, a, b);
            x = Math.fma(x, a, b);
            x = Math.fma(x, a, b);
            x = Math.fma(x, a, b);
            x = Math.fma(x, a, b);
            x = Math.fma(x, a, b);
            x = Math.fma(x, a, b);
            x = Math.fma(x, a, b);
            values[j] = x;
        }
    }
}
