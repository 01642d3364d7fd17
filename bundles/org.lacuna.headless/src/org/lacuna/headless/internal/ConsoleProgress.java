package org.lacuna.headless.internal;

import org.lacuna.core.Progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Progress on standard error: a bar with the time left on a terminal, else a plain line when a task
 * starts and every few seconds. Also remembers how long each task took. Thread-safe.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {
    private static final long BAR_INTERVAL_NANOS = 100_000_000L;
    private static final long LINE_INTERVAL_NANOS = 5_000_000_000L;

    /** An estimate from less work than this says nothing. */
    private static final long ESTIMATE_AFTER_NANOS = 1_000_000_000L;

    private static final int BAR_CELLS = 24;

    /**
     * @param name the task as it was begun
     * @param seconds wall time until the next task began
     */
    public record TaskTime(String name, double seconds) {}

    private final Console console;
    private final Cancellation cancellation;
    private final boolean quiet;
    private final LongSupplier nanoTime;
    private final List<TaskTime> times = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong nextShow = new AtomicLong();
    private volatile String task = "";
    private volatile long total;
    private volatile long started;

    public ConsoleProgress(Console console, Cancellation cancellation, boolean quiet) {
        this(console, cancellation, quiet, System::nanoTime);
    }

    ConsoleProgress(
            Console console, Cancellation cancellation, boolean quiet, LongSupplier nanoTime) {
        this.console = console;
        this.cancellation = cancellation;
        this.quiet = quiet;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void begin(String name, long steps) {
        endTask();
        task = name;
        total = steps;
        done.set(0);
        started = nanoTime.getAsLong();
        nextShow.set(started + interval());
        if (quiet) {
            return;
        }
        if (console.isTerminal()) {
            console.showBar(bar());
        } else {
            console.note("lacuna: " + name + (steps > 1 ? " (" + steps + " steps)" : ""));
        }
    }

    @Override
    public void advance(long steps) {
        done.addAndGet(steps);
        if (quiet) {
            return;
        }
        long now = nanoTime.getAsLong();
        long due = nextShow.get();
        // One thread wins and shows; the others go on working.
        if (now - due < 0 || !nextShow.compareAndSet(due, now + interval())) {
            return;
        }
        synchronized (this) {
            if (console.isTerminal()) {
                console.showBar(bar());
            } else {
                console.note("lacuna: " + plain());
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /** The wall time of each task that has ended, in order. */
    public synchronized List<TaskTime> times() {
        return List.copyOf(times);
    }

    /** Ends the last task and takes the bar away. */
    public synchronized void finish() {
        endTask();
        console.clearBar();
    }

    /** {@link #finish}, also after a failure. */
    @Override
    public void close() {
        finish();
    }

    private void endTask() {
        if (!task.isEmpty()) {
            times.add(new TaskTime(task, (nanoTime.getAsLong() - started) / 1e9));
            task = "";
        }
    }

    private long interval() {
        return console.isTerminal() ? BAR_INTERVAL_NANOS : LINE_INTERVAL_NANOS;
    }

    private String bar() {
        long steps = total;
        if (steps <= 0) {
            return fit(task + " ...", "");
        }
        long d = Math.min(done.get(), steps);
        int cells = (int) (BAR_CELLS * d / steps);
        String tail =
                "  ["
                        + "#".repeat(cells)
                        + ".".repeat(BAR_CELLS - cells)
                        + String.format(Locale.ROOT, "] %3d %%", 100 * d / steps)
                        + timeLeft(d, steps);
        return fit(task, tail);
    }

    private String plain() {
        long steps = total;
        if (steps <= 0) {
            return task + ", " + Console.duration((nanoTime.getAsLong() - started) / 1e9);
        }
        long d = Math.min(done.get(), steps);
        return String.format(Locale.ROOT, "%s, %d of %d", task, d, steps) + timeLeft(d, steps);
    }

    private String timeLeft(long d, long steps) {
        long elapsed = nanoTime.getAsLong() - started;
        if (d <= 0 || elapsed < ESTIMATE_AFTER_NANOS) {
            return "";
        }
        double left = elapsed / 1e9 * (steps - d) / d;
        return ", " + Console.duration(left) + " left";
    }

    /** The head shortened so that the line does not wrap on the narrowest usual terminal. */
    private static String fit(String head, String tail) {
        int room = 79 - tail.length();
        String h = head.length() <= room ? head : head.substring(0, Math.max(0, room - 3)) + "...";
        return h + tail;
    }
}
