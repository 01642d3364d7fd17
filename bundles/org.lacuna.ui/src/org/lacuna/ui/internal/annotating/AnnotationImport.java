package org.lacuna.ui.internal.annotating;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationExchange;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.ui.MonitorProgress;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of annotations in a job and adds those of the part at hand, as one step of undo.
 * Cancelled, it adds nothing.
 */
public final class AnnotationImport {
    private final AnnotationDesk desk;

    public AnnotationImport(AnnotationDesk desk) {
        this.desk = desk;
    }

    /** Returns at once; what went wrong is said by the desk. UI thread only. */
    public Job start(ExchangeFormat format, Path file) {
        Display display = Display.getCurrent();
        Subject subject = desk.subject().orElseThrow();
        Job job =
                Job.create(
                        NLS.bind(Messages.Import_job, file.getFileName()),
                        (ICoreRunnable)
                                monitor -> {
                                    Runnable result;
                                    try {
                                        AnnotationExchange.Imported read =
                                                AnnotationExchange.read(
                                                        format, file, new MonitorProgress(monitor));
                                        result = () -> add(subject, file, read);
                                    } catch (CancelledException e) {
                                        throw new OperationCanceledException();
                                    } catch (LacunaException e) {
                                        result = () -> desk.say(e.getMessage(), true);
                                    }
                                    if (!display.isDisposed()) {
                                        display.asyncExec(result);
                                    }
                                });
        job.setUser(true);
        job.schedule();
        return job;
    }

    private void add(Subject subject, Path file, AnnotationExchange.Imported read) {
        if (!desk.subject().equals(Optional.of(subject))) {
            desk.say(NLS.bind(Messages.Import_otherPart, file), true);
            return;
        }
        Optional<AnnotatedPart> found = partFor(subject, read.parts());
        if (found.isEmpty()) {
            desk.say(
                    NLS.bind(
                            Messages.Import_noPart,
                            new Object[] {file, read.parts().size(), subject.place().name()}),
                    true);
            return;
        }
        AnnotatedPart part = found.get();
        if (!part.grid().equals(subject.grid())) {
            desk.say(
                    NLS.bind(
                            Messages.AnnotationDesk_otherGrid,
                            new Object[] {file, part.grid(), subject.grid()}),
                    true);
            return;
        }
        new Marking(desk).importAll(part);
        StringBuilder text =
                new StringBuilder(NLS.bind(Messages.Import_done, part.annotations().size(), file));
        read.notes().forEach(n -> text.append('\n').append(n));
        desk.say(text.toString(), false);
    }

    /** The part of the same name, or the only one there is. */
    private static Optional<AnnotatedPart> partFor(Subject subject, List<AnnotatedPart> parts) {
        return parts.stream()
                .filter(p -> p.name().equals(subject.place().name()))
                .findFirst()
                .or(() -> parts.size() == 1 ? Optional.of(parts.getFirst()) : Optional.empty());
    }
}
