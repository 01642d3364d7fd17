package org.lacuna.ui.internal.annotating;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationExchange;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.annotation.ExchangeFormat;
import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.ui.MonitorProgress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the annotations of all parts of a data set for another program, in a job. Each file is
 * whole or not there.
 */
public final class AnnotationExport {
    private final AnnotationDesk desk;

    public AnnotationExport(AnnotationDesk desk) {
        this.desk = desk;
    }

    /**
     * Returns at once; the desk says what came of it. UI thread only.
     *
     * @param target a folder for formats of one part a file, else a file
     */
    public Job start(ExchangeFormat format, Path target) {
        Display display = Display.getCurrent();
        Path folder = AnnotationPreferences.folder(desk.subject().orElseThrow().place());
        Job job =
                Job.create(
                        NLS.bind(Messages.Export_job, target.getFileName()),
                        (ICoreRunnable)
                                monitor -> {
                                    Runnable result;
                                    try {
                                        result =
                                                export(
                                                        format,
                                                        folder,
                                                        target,
                                                        new MonitorProgress(monitor));
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

    private Runnable export(ExchangeFormat format, Path folder, Path target, Progress progress)
            throws DataException, StorageException {
        List<String> notes = new ArrayList<>();
        List<AnnotatedPart> parts = read(folder, notes, progress);
        if (parts.isEmpty()) {
            return () -> desk.say(NLS.bind(Messages.Export_nothing, folder), true);
        }
        notes.addAll(
                format.onePart()
                        ? AnnotationExchange.writeFolder(format, target, parts, progress)
                        : AnnotationExchange.writeFile(format, target, parts));
        StringBuilder text =
                new StringBuilder(NLS.bind(Messages.Export_done, parts.size(), target));
        notes.forEach(n -> text.append('\n').append(n));
        return () -> desk.say(text.toString(), false);
    }

    private static List<AnnotatedPart> read(Path folder, List<String> notes, Progress progress)
            throws DataException, StorageException {
        List<Path> files = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                files =
                        all.filter(f -> f.toString().endsWith(AnnotationFile.EXTENSION))
                                .sorted()
                                .toList();
            } catch (IOException e) {
                throw StorageException.of(folder, "read", e);
            }
        }
        progress.begin(Messages.Export_reading, files.size());
        List<AnnotatedPart> parts = new ArrayList<>();
        for (Path file : files) {
            progress.throwIfCancelled();
            AnnotationFile.Latest latest = AnnotationFile.readLatest(file);
            notes.addAll(latest.messages());
            parts.add(latest.part());
            progress.advance(1);
        }
        return parts;
    }
}
