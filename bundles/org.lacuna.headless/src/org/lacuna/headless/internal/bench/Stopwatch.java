package org.lacuna.headless.internal.bench;

import org.lacuna.core.Progress;

/**
 * Times an operation: warm-up until the compiler has had its chance, then a fixed number of runs. A
 * run shorter than the clock can resolve is repeated inside. Not thread-safe.
 */
final class Stopwatch {
    /** Long enough for the compiler to finish with a kernel that it has not seen. */
    static final long WARM_UP_NANOS = 1_500_000_000L;

    private static final int MIN_WARM_UP_RUNS = 2;

    /** The compiler does not finish with a method before it was called 600 times. */
    private static final int SETTLED_RUNS = 700;

    /** Operations too slow for so many runs are warmed up so many times as long. */
    private static final int LONGEST_WARM_UP = 4;

    private static final long MIN_RUN_NANOS = 2_000_000L;
    private static final int MAX_REPEATS = 10_000;

    private final Progress progress;
    private final int runs;
    private final long warmUpNanos;

    /** Receives the results of the operation, so that the compiler cannot leave it out. */
    private int consumed;

    /** What is timed; returns anything that depends on all of its work. */
    @FunctionalInterface
    interface Operation {
        Object run() throws Exception;
    }

    /** Makes what an operation uses up. */
    @FunctionalInterface
    interface Preparation<T> {
        T make() throws Exception;
    }

    /** What is timed when it needs something fresh each time. */
    @FunctionalInterface
    interface Use<T> {
        Object run(T fresh) throws Exception;
    }

    /**
     * @param progress cancels between runs
     * @param runs how many runs count, at least 1
     */
    Stopwatch(Progress progress, int runs) {
        this(progress, runs, WARM_UP_NANOS);
    }

    /**
     * @param warmUpNanos least time of the warm-up; 0 for none to speak of
     */
    Stopwatch(Progress progress, int runs, long warmUpNanos) {
        this.progress = progress;
        this.runs = runs;
        this.warmUpNanos = warmUpNanos;
    }

    /** Milliseconds of each run. */
    double[] millis(Operation operation) throws Exception {
        long last = warmUp(operation);
        int repeats = Math.clamp(MIN_RUN_NANOS / Math.max(1, last) + 1, 1, MAX_REPEATS);
        double[] millis = new double[runs];
        for (int r = 0; r < runs; r++) {
            progress.throwIfCancelled();
            long t = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                consume(operation.run());
            }
            millis[r] = (System.nanoTime() - t) / 1e6 / repeats;
        }
        return millis;
    }

    /**
     * Milliseconds of each use of something made afresh. The making is not counted; a run is one
     * use, however short.
     */
    <T> double[] millisOfUse(Preparation<T> preparation, Use<T> use) throws Exception {
        warmUp(() -> use.run(preparation.make()));
        double[] millis = new double[runs];
        for (int r = 0; r < runs; r++) {
            progress.throwIfCancelled();
            T fresh = preparation.make();
            long t = System.nanoTime();
            consume(use.run(fresh));
            millis[r] = (System.nanoTime() - t) / 1e6;
        }
        return millis;
    }

    /** Returns how long the last run took, nanoseconds. */
    private long warmUp(Operation operation) throws Exception {
        long begin = System.nanoTime();
        int warm = 0;
        long last = Long.MAX_VALUE;
        while (warm < MIN_WARM_UP_RUNS || !isWarm(warm, System.nanoTime() - begin)) {
            progress.throwIfCancelled();
            long t = System.nanoTime();
            consume(operation.run());
            last = System.nanoTime() - t;
            warm++;
        }
        return last;
    }

    private boolean isWarm(int warm, long nanos) {
        return nanos >= (warm < SETTLED_RUNS ? LONGEST_WARM_UP * warmUpNanos : warmUpNanos);
    }

    private void consume(Object result) {
        consumed += System.identityHashCode(result);
    }

    @Override
    public String toString() {
        return "Stopwatch[" + runs + " runs, " + consumed + "]";
    }
}
