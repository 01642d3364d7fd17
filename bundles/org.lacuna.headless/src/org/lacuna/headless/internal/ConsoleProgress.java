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

    /** The bar gives way to what the task has come to, but not wholly. */
    private static final int LEAST_BAR_CELLS = 6;

    /** So that a line does not wrap on the narrowest usual terminal. */
    private static final int LINE_LENGTH = 79;

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
    private volatile String detail = "";
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
        detail = "";
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

    /** Shown with the next line that {@link #advance} shows. */
    @Override
    public void detail(String text) {
        detail = ", " + text;
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
            return fit(task + " ...", detail);
        }
        long d = Math.min(done.get(), steps);
        String tail =
                String.format(Locale.ROOT, "] %3d %%", 100 * d / steps)
                        + timeLeft(d, steps)
                        + detail;
        int room = LINE_LENGTH - task.length() - "  [".length() - tail.length();
        int cells = detail.isEmpty() ? BAR_CELLS : Math.clamp(room, LEAST_BAR_CELLS, BAR_CELLS);
        int full = (int) (cells * d / steps);
        return fit(task, "  [" + "#".repeat(full) + ".".repeat(cells - full) + tail);
    }

    private String plain() {
        long steps = total;
        if (steps <= 0) {
            return task + ", " + Console.duration((nanoTime.getAsLong() - started) / 1e9) + detail;
        }
        long d = Math.min(done.get(), steps);
        return String.format(Locale.ROOT, "%s, %d of %d", task, d, steps)
                + timeLeft(d, steps)
                + detail;
    }

    private String timeLeft(long d, long steps) {
        long elapsed = nanoTime.getAsLong() - started;
        if (d <= 0 || elapsed < ESTIMATE_AFTER_NANOS) {
            return "";
        }
        double left = elapsed / 1e9 * (steps - d) / d;
        return ", " + Console.duration(left) + " left";
    }

    /** The head shortened, and the tail cut off, so that both fit the line. */
    private static String fit(String head, String tail) {
        int room = LINE_LENGTH - Math.min(tail.length(), LINE_LENGTH);
        String h = head.length() <= room ? head : head.substring(0, Math.max(0, room - 3)) + "...";
        String line = h + tail;
        return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH);
    }
}
