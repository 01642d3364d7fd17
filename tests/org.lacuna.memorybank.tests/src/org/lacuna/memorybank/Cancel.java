package org.lacuna.memorybank;

import org.lacuna.core.Progress;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A progress that is cancelled after a number of nanoseconds, and remembers when it was last asked.
 */
final class Cancel implements Progress {
    private final long at;
    final AtomicLong steps = new AtomicLong();

    Cancel(long afterNanos) {
        at = System.nanoTime() + afterNanos;
    }

    @Override
    public void begin(String task, long total) {
        steps.set(0);
    }

    @Override
    public void advance(long n) {
        steps.addAndGet(n);
    }

    @Override
    public boolean isCancelled() {
        return System.nanoTime() >= at;
    }

    /** Nanoseconds since the cancellation. */
    long lateNanos() {
        return System.nanoTime() - at;
    }
}
