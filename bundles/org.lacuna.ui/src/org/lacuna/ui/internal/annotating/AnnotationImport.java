package org.lacuna.ui.internal.annotating;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationExchange;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.ui.MonitorProgress;
import org.lacuna.ui.PartItem;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a file of annotations in a job and adds those of the part at hand, as one step of undo,
 * and, if the user wants so, those of the other parts that the window lists. Cancelled, it adds
 * nothing.
 */
public final class AnnotationImport {
    private final AnnotationDesk desk;
    private final List<PartItem> listed;
    private final Shell shell;

    /**
     * @param listed parts that the window lists
     * @param shell of the window
     */
    public AnnotationImport(AnnotationDesk desk, List<PartItem> listed, Shell shell) {
        this.desk = desk;
        this.listed = List.copyOf(listed);
        this.shell = shell;
    }

    /** Returns at once; what came of it, or went wrong, is said by the desk. UI thread only. */
    public Job start(ExchangeFormat format, Path file) {
        Subject subject = desk.subject().orElseThrow();
        return schedule(
                file,
                progress -> {
                    AnnotationExchange.Imported read =
                            AnnotationExchange.read(format, file, progress);
                    return () -> found(subject, file, read);
                });
    }

    /** Works in a job. */
    @FunctionalInterface
    private interface Work {
        /**
         * @return what is then to be done on the UI thread
         */
        Runnable run(Progress progress) throws LacunaException;
    }

    private Job schedule(Path file, Work work) {
        Display display = Display.getCurrent();
        Job job =
                Job.create(
                        NLS.bind(Messages.Import_job, file.getFileName()),
                        (ICoreRunnable)
                                monitor -> {
                                    Runnable result;
                                    try {
                                        result = work.run(new MonitorProgress(monitor));
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

    private void found(Subject subject, Path file, AnnotationExchange.Imported read) {
        Map<PartItem, AnnotatedPart> others = others(subject, read.parts());
        if (others.isEmpty() || shell.isDisposed()) {
            add(subject, file, read);
            return;
        }
        boolean shownToo = named(subject, read.parts()).isPresent();
        new ImportScopeDialog(
                        shell,
                        file,
                        read.parts().size(),
                        others.size() + (shownToo ? 1 : 0),
                        () -> {
                            if (shownToo) {
                                add(subject, file, read);
                            }
                            addToOthers(file, others);
                        },
                        () -> add(subject, file, read))
                .open();
    }

    /** The listed parts that are in the file, but for the shown one. */
    private Map<PartItem, AnnotatedPart> others(Subject subject, List<AnnotatedPart> parts) {
        Map<String, AnnotatedPart> byName =
                parts.stream().collect(Collectors.toMap(AnnotatedPart::name, Function.identity()));
        Map<AnnotationPlace, PartItem> items = new LinkedHashMap<>();
        for (PartItem item : listed) {
            if (!item.files().isEmpty()) {
                // The same part in several settings of an evaluation is annotated once.
                items.putIfAbsent(AnnotationPlace.of(item.id(), item.files()), item);
            }
        }
        items.remove(subject.place());
        Map<PartItem, AnnotatedPart> others = new LinkedHashMap<>();
        items.forEach(
                (place, item) ->
                        Optional.ofNullable(byName.get(place.name()))
                                .ifPresent(p -> others.put(item, p)));
        return others;
    }

    private void addToOthers(Path file, Map<PartItem, AnnotatedPart> others) {
        schedule(
                file,
                progress -> {
                    int parts = new PartsImport(file, others).run(progress);
                    return () -> desk.say(NLS.bind(Messages.Import_partsDone, parts, file), false);
                });
    }

    private void add(Subject subject, Path file, AnnotationExchange.Imported read) {
        if (!desk.subject().equals(Optional.of(subject))) {
            desk.say(NLS.bind(Messages.Import_otherPart, file), true);
            return;
        }
        Optional<AnnotatedPart> found =
                named(subject, read.parts())
                        .or(
                                () ->
                                        read.parts().size() == 1
                                                ? Optional.of(read.parts().getFirst())
                                                : Optional.empty());
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

    private static Optional<AnnotatedPart> named(Subject subject, List<AnnotatedPart> parts) {
        return parts.stream().filter(p -> p.name().equals(subject.place().name())).findFirst();
    }
}
