package org.lacuna.headless.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's wish to stop, and the news that the command has stopped. The thread that wants the
 * stop (a signal's shutdown hook, the framework going down) waits until the command has taken back
 * what it had half written. Thread-safe.
 */
public final class Cancellation {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final List<Runnable> takeBacks = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;
    private volatile int exitCode;

    /** Asks the command to stop. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Registers how to take back half-written output without the command's help; has to be
     * thread-safe and harmless after the output is complete.
     */
    public void onAbandon(Runnable takeBack) {
        takeBacks.add(takeBack);
    }

    /**
     * Takes back what is half written while the command may still be computing: a kernel need not
     * look at the clock for a second or two before the compiler has warmed up. To be followed by
     * the end of the process.
     */
    public void abandon() {
        takeBacks.forEach(Runnable::run);
    }

    /** Tells that the command has ended and cleaned up. */
    public void finished(int code) {
        exitCode = code;
        finished.countDown();
    }

    /**
     * Waits for {@link #finished}.
     *
     * @return the command's exit code, or {@code otherwise} when it did not end in time
     */
    public int awaitFinished(Duration limit, int otherwise) {
        try {
            return finished.await(limit.toMillis(), TimeUnit.MILLISECONDS) ? exitCode : otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
