package org.lacuna.ui.internal.viewing;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.services.IDisposable;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.ui.MonitorProgress;
import org.lacuna.ui.PartItem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the files of a part once for all views of a window. Each part that somebody waits for is
 * read in a job, which is cancelled when nobody waits any more. While a view is open, the last
 * {@value #KEPT} parts are kept: the one that is shown, and the one before, to which people go
 * back.
 *
 * <p>A file that has changed since is read again. Thread-safe; a service of the window.
 */
public final class PartReadings implements IDisposable {
    /** Parts that are kept, each of them with all its pixels and points. */
    static final int KEPT = 2;

    private static final int PATIENCE_MS = 20;

    private final List<Reading> underWay = new ArrayList<>();

    /** Whole ones, the last first. */
    private final List<Reading> kept = new ArrayList<>();

    private int views;
    private int started;

    /** A file as it was when it was read; time 0 when it is not there. */
    private record Stamp(Path file, long bytes, FileTime time) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(file, a.size(), a.lastModifiedTime());
            } catch (IOException e) {
                // Whoever reads it tells better what is wrong.
                return new Stamp(file, -1, FileTime.fromMillis(0));
            }
        }
    }

    /** What has to be equal for a reading to serve. */
    private record Wanted(PartItem part, List<Stamp> stamps) {
        static Wanted of(PartItem part) {
            List<Path> files = new ArrayList<>(part.files().values());
            part.mapFile().ifPresent(files::add);
            return new Wanted(part, files.stream().sorted().map(Stamp::of).toList());
        }
    }

    /** One part in work, or whole. */
    private static final class Reading {
        final Wanted wanted;
        final CompletableFuture<PartFiles> result = new CompletableFuture<>();
        Job job;
        int waiting;

        Reading(Wanted wanted) {
            this.wanted = wanted;
        }
    }

    /** A view is open, so it is worth while to keep parts. */
    public synchronized void viewOpened() {
        views++;
    }

    /** The counterpart of {@link #viewOpened}; with the last view the parts go. */
    public synchronized void viewClosed() {
        views--;
        if (views == 0) {
            kept.clear();
        }
    }

    /**
     * The files of a part. Waits for them, so not for the UI thread.
     *
     * @throws LacunaException when the part has neither image nor scan, a file is damaged, or sizes
     *     do not fit
     * @throws CancelledException when the caller's progress is cancelled
     */
    public PartFiles read(PartItem part, Progress progress) throws LacunaException {
        return await(reading(Wanted.of(part), true).orElseThrow(), progress);
    }

    /**
     * The same for somebody who can do with less: only if the part is known, or another one waits
     * for it already.
     */
    public Optional<PartFiles> join(PartItem part, Progress progress) throws LacunaException {
        Optional<Reading> reading = reading(Wanted.of(part), false);
        return reading.isPresent() ? Optional.of(await(reading.get(), progress)) : Optional.empty();
    }

    /** Announces that one more waits. */
    private synchronized Optional<Reading> reading(Wanted wanted, boolean begin) {
        Reading found = find(kept, wanted);
        if (found != null) {
            kept.remove(found);
            kept.add(0, found);
        } else {
            found = find(underWay, wanted);
        }
        if (found == null && begin) {
            found = new Reading(wanted);
            underWay.add(found);
            start(found);
        }
        if (found != null) {
            found.waiting++;
        }
        return Optional.ofNullable(found);
    }

    private static Reading find(List<Reading> readings, Wanted wanted) {
        for (Reading reading : readings) {
            if (reading.wanted.equals(wanted)) {
                return reading;
            }
        }
        return null;
    }

    private void start(Reading reading) {
        started++;
        reading.job =
                Job.create(
                        NLS.bind(Messages.Part_reading, reading.wanted.part().id()),
                        (ICoreRunnable) monitor -> run(reading, monitor));
        reading.job.setSystem(true);
        reading.job.schedule();
    }

    private void run(Reading reading, IProgressMonitor monitor) {
        try {
            PartFiles files = PartFiles.read(reading.wanted.part(), new MonitorProgress(monitor));
            done(reading, true);
            reading.result.complete(files);
        } catch (LacunaException | RuntimeException | Error e) {
            done(reading, false);
            reading.result.completeExceptionally(e);
        }
    }

    private synchronized void done(Reading reading, boolean whole) {
        underWay.remove(reading);
        if (whole && views > 0) {
            kept.add(0, reading);
            while (kept.size() > KEPT) {
                kept.remove(kept.size() - 1);
            }
        }
    }

    private PartFiles await(Reading reading, Progress progress) throws LacunaException {
        try {
            while (true) {
                try {
                    return reading.result.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    progress.throwIfCancelled();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw reason(e.getCause());
        } finally {
            leave(reading);
        }
    }

    /** What one job met, for each who waits. */
    private static LacunaException reason(Throwable cause) {
        switch (cause) {
            case LacunaException e -> {
                return e;
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        }
    }

    private synchronized void leave(Reading reading) {
        reading.waiting--;
        if (reading.waiting == 0 && underWay.remove(reading)) {
            reading.job.cancel();
        }
    }

    /** Readings that began, for tests. */
    synchronized int started() {
        return started;
    }

    /** Parts that are kept, for tests. */
    synchronized List<PartItem> kept() {
        return kept.stream().map(r -> r.wanted.part()).toList();
    }

    /** Parts that are read now, for tests. */
    synchronized int underWay() {
        return underWay.size();
    }

    @Override
    public synchronized void dispose() {
        kept.clear();
        for (Reading reading : underWay) {
            reading.job.cancel();
            reading.result.completeExceptionally(new CancelledException());
        }
        underWay.clear();
    }
}
