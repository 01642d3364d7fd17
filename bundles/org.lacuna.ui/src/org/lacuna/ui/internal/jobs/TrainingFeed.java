package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.jobs.Job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the running training, or the last one, says; the training view shows it. Thread-safe. */
public final class TrainingFeed {
    /** How far a training is. */
    enum State {
        NONE,
        RUNNING,
        FINISHED,
        CANCELLED,
        FAILED;

        static State of(IStatus end) {
            return switch (end.getSeverity()) {
                case IStatus.CANCEL -> CANCELLED;
                case IStatus.ERROR -> FAILED;
                default -> FINISHED;
            };
        }
    }

    /**
     * An epoch of a network.
     *
     * @param validation NaN when it is not known
     */
    public record Point(int epoch, double loss, double validation) {}

    /**
     * All that is known at one moment.
     *
     * @param job that trains; empty before the first
     * @param task what is done now
     * @param done steps of it
     * @param total its steps, 0 when unknown
     * @param curves by network, in the order in which they began
     */
    record Snapshot(
            State state,
            Optional<Job> job,
            String task,
            long done,
            long total,
            Map<String, List<Point>> curves) {}

    private static final TrainingFeed INSTANCE = new TrainingFeed();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, List<Point>> curves = new LinkedHashMap<>();
    private State state = State.NONE;
    private Optional<Job> job = Optional.empty();
    private String task = "";
    private long done;
    private long total;

    /** The workbench's. */
    static TrainingFeed instance() {
        return INSTANCE;
    }

    /** A training begins; what the last one said is forgotten. */
    void start(Job training) {
        synchronized (this) {
            job = Optional.of(training);
            state = State.RUNNING;
            curves.clear();
            task = "";
            done = 0;
            total = 0;
        }
        tell();
    }

    void task(Job training, String name, long steps) {
        synchronized (this) {
            if (isOther(training)) {
                return;
            }
            task = name;
            done = 0;
            total = steps;
        }
        tell();
    }

    void advance(Job training, long steps) {
        synchronized (this) {
            if (isOther(training)) {
                return;
            }
            done += steps;
        }
        tell();
    }

    void epoch(Job training, String network, Point point) {
        synchronized (this) {
            if (isOther(training)) {
                return;
            }
            List<Point> curve = curves.computeIfAbsent(network, n -> new ArrayList<>());
            if (point.epoch() == 1) {
                curve.clear();
            }
            curve.add(point);
        }
        tell();
    }

    void end(Job training, State how) {
        synchronized (this) {
            if (isOther(training)) {
                return;
            }
            state = how;
            task = "";
            done = 0;
            total = 0;
        }
        tell();
    }

    /** A second training took the view over. */
    private boolean isOther(Job training) {
        return !job.equals(Optional.of(training));
    }

    synchronized Snapshot snapshot() {
        Map<String, List<Point>> copy = new LinkedHashMap<>();
        curves.forEach((n, c) -> copy.put(n, List.copyOf(c)));
        return new Snapshot(state, job, task, done, total, copy);
    }

    /** Told of every change, on any thread, often: must return at once. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
