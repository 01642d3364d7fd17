package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.Progress;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A job's monitor as what the algorithms know. The monitor's bar counts one task, the one with the
 * number of steps that was said before; every task is told in words, with the time that is left.
 * Thread-safe.
 */
final class JobProgress implements Progress {
    private static final long INTERVAL_NANOS = 200_000_000L;

    /** An estimate from less work than this says nothing. */
    private static final long ESTIMATE_AFTER_NANOS = 1_000_000_000L;

    private final IProgressMonitor monitor;
    private final long countedSteps;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong nextShow = new AtomicLong();
    private volatile String task = "";
    private volatile String detail = "";
    private volatile long total;
    private volatile long started;

    /**
     * @param title of the job
     * @param countedSteps steps of the task that the bar counts; 0 for a bar that only moves
     */
    JobProgress(IProgressMonitor monitor, String title, int countedSteps) {
        this.monitor = monitor;
        this.countedSteps = countedSteps;
        monitor.beginTask(title, countedSteps > 0 ? countedSteps : IProgressMonitor.UNKNOWN);
    }

    @Override
    public void begin(String name, long steps) {
        task = name;
        detail = "";
        total = steps;
        done.set(0);
        started = System.nanoTime();
        nextShow.set(started);
        show();
    }

    @Override
    public void advance(long steps) {
        done.addAndGet(steps);
        if (countedSteps > 0 && total == countedSteps) {
            monitor.worked((int) steps);
        }
        show();
    }

    @Override
    public void detail(String text) {
        detail = ", " + text;
    }

    @Override
    public boolean isCancelled() {
        return monitor.isCanceled();
    }

    /** At most every 200 ms: one thread wins and shows, the others go on working. */
    private void show() {
        long now = System.nanoTime();
        long due = nextShow.get();
        if (now - due >= 0 && nextShow.compareAndSet(due, now + INTERVAL_NANOS)) {
            monitor.subTask(text(task, done.get(), total, now - started) + detail);
        }
    }

    /** The task with its steps, where they are known, and the time left, where it can be told. */
    static String text(String task, long done, long total, long elapsedNanos) {
        if (total <= 1) {
            return task;
        }
        long d = Math.min(done, total);
        if (d == 0 || elapsedNanos < ESTIMATE_AFTER_NANOS) {
            return NLS.bind(Messages.Progress_steps, new Object[] {task, d, total});
        }
        return NLS.bind(
                Messages.Progress_stepsLeft,
                new Object[] {task, d, total, duration(elapsedNanos / 1e9 * (total - d) / d)});
    }

    /** {@code 9 s}, {@code 1:05}, {@code 2:00:09}. */
    static String duration(double seconds) {
        long s = Math.max(0, Math.round(seconds));
        if (s < 60) {
            return s + " s";
        }
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
