package org.lacuna.ui.internal.properties;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.lacuna.core.CancelledException;
import org.lacuna.ui.MonitorProgress;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.viewing.PartReadings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what only the files of a part tell, in a job, and remembers it of the last few parts. Only
 * the part asked for last is read. UI thread.
 */
final class FactsReader {
    private static final int KEPT = 32;

    private final Display display;
    private final Runnable arrived;
    private final PartReadings readings;
    private final Map<PartItem, PartFacts> known = new LinkedHashMap<>();
    private Optional<PartItem> reading = Optional.empty();
    private Job job;
    private boolean disposed;

    /**
     * @param arrived told on the UI thread when facts are there that were not before
     */
    FactsReader(Display display, PartReadings readings, Runnable arrived) {
        this.readings = readings;
        this.display = display;
        this.arrived = arrived;
    }

    /** The facts, if they are known; otherwise they are read. */
    Optional<PartFacts> of(PartItem part) {
        PartFacts facts = known.get(part);
        if (facts == null && !reading.equals(Optional.of(part)) && !disposed) {
            read(part);
        }
        return Optional.ofNullable(facts);
    }

    private void read(PartItem part) {
        cancel();
        reading = Optional.of(part);
        job =
                Job.create(
                        NLS.bind(Messages.Facts_reading, part.id()),
                        (ICoreRunnable) monitor -> run(part, monitor));
        job.setSystem(true);
        job.schedule();
    }

    private void run(PartItem part, IProgressMonitor monitor) {
        PartFacts facts;
        try {
            facts = PartFacts.read(part, readings, new MonitorProgress(monitor));
        } catch (CancelledException e) {
            return;
        }
        if (!display.isDisposed()) {
            display.asyncExec(
                    () -> {
                        if (!monitor.isCanceled() && !disposed) {
                            keep(part, facts);
                        }
                    });
        }
    }

    private void keep(PartItem part, PartFacts facts) {
        reading = Optional.empty();
        if (known.size() >= KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(part, facts);
        arrived.run();
    }

    private void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    void dispose() {
        disposed = true;
        cancel();
    }
}
