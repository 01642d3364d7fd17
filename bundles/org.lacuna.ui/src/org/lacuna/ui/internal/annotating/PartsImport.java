package org.lacuna.ui.internal.annotating;

import org.eclipse.osgi.util.NLS;
import org.lacuna.acquisition.FileDescription;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.AnnotationMerge;
import org.lacuna.annotation.AnnotationSession;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.Edit;
import org.lacuna.annotation.GridSize;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.ui.PartItem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds annotations of a file to parts that are not shown. Everything is checked before the first
 * part is written; until then it can be cancelled. Not for the UI thread.
 */
final class PartsImport {
    private final Path source;
    private final Map<PartItem, AnnotatedPart> parts;

    /**
     * @param source where the annotations are from, for messages
     */
    PartsImport(Path source, Map<PartItem, AnnotatedPart> parts) {
        this.source = source;
        this.parts = parts;
    }

    private record Step(Path file, AnnotatedPart fresh, AnnotatedPart imported) {}

    /**
     * @return number of parts
     * @throws LacunaException when sizes differ, or a file cannot be read or written; says how many
     *     parts were written before
     */
    int run(Progress progress) throws LacunaException {
        ClassCatalogue classes = AnnotationPreferences.classes();
        progress.begin(NLS.bind(Messages.Import_job, source.getFileName()), parts.size());
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<PartItem, AnnotatedPart> e : parts.entrySet()) {
            progress.throwIfCancelled();
            steps.add(step(e.getKey(), e.getValue(), classes));
            progress.advance(1);
        }
        int written = 0;
        for (Step step : steps) {
            try {
                write(step);
            } catch (LacunaException e) {
                throw new DataException(
                        NLS.bind(
                                Messages.Import_partsFailed,
                                new Object[] {e.getMessage(), written, steps.size()}),
                        e);
            }
            written++;
        }
        return written;
    }

    private Step step(PartItem item, AnnotatedPart imported, ClassCatalogue classes)
            throws LacunaException {
        AnnotationPlace place = AnnotationPlace.of(item.id(), item.files());
        Path scan = item.files().values().iterator().next();
        FileDescription size = FileDescription.describe(scan);
        GridSize grid = new GridSize(size.width(), size.height());
        if (!grid.equals(imported.grid())) {
            throw new DataException(
                    NLS.bind(
                            Messages.AnnotationDesk_otherGrid,
                            new Object[] {source + ", " + imported.name(), imported.grid(), grid}));
        }
        return new Step(
                place.file(AnnotationPreferences.folder(place)),
                AnnotatedPart.empty(place.name(), grid, classes),
                imported);
    }

    private static void write(Step step) throws LacunaException {
        try (AnnotationSession session = Sessions.open(step.file(), step.fresh())) {
            if (!session.part().grid().equals(step.imported().grid())) {
                throw new DataException(
                        NLS.bind(
                                Messages.AnnotationDesk_otherGrid,
                                new Object[] {
                                    step.file(), session.part().grid(), step.imported().grid()
                                }));
            }
            Optional<Edit> edit =
                    AnnotationMerge.edit(Messages.Marking_import, session.part(), step.imported());
            if (edit.isPresent()) {
                session.perform(edit.get());
                session.save();
            }
        }
    }
}
