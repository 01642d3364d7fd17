package org.lacuna.ui.internal.thresholds;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;
import org.lacuna.workflow.RunRecord;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the model and thresholds of shown results.
 *
 * @param folder the results
 * @param modelId the one model that inspected them; empty when there were several, or none
 * @param modelFile where that model lies; empty when it is not where it was
 * @param book thresholds in force; empty when the model was not found
 * @param bookFile where they are, or would be, kept
 * @param problem why nothing can be applied, for people; empty when all is well
 */
record Subject(
        Path folder,
        Optional<String> modelId,
        Optional<Path> modelFile,
        Optional<ThresholdBook> book,
        Optional<Path> bookFile,
        String problem) {
    static Subject none(Path folder, String problem) {
        return new Subject(
                folder,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                problem);
    }

    /** Reads verdicts, model and thresholds: not for the UI thread. */
    static Subject read(Path folder) {
        try {
            Set<String> models = models(folder);
            if (models.size() != 1) {
                return none(
                        folder,
                        models.isEmpty()
                                ? Messages.Subject_noModel
                                : NLS.bind(Messages.Subject_manyModels, models.size()));
            }
            String id = models.iterator().next();
            Optional<Path> file = RunRecord.modelFile(folder);
            if (file.isEmpty()) {
                return missing(folder, id);
            }
            return of(folder, id, file.get(), ThresholdBookFile.beside(file.get()));
        } catch (LacunaException e) {
            return none(folder, e.getMessage());
        }
    }

    private static Subject missing(Path folder, String id) {
        return new Subject(
                folder, Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    /**
     * With a model and a file for its thresholds that the user named; reads both.
     *
     * @throws LacunaException when one is damaged, or is not of the model with this id
     */
    static Subject of(Path folder, String id, Path model, Path bookFile) throws LacunaException {
        InspectionModel read = ModelFile.read(model);
        ThresholdBook fresh = ThresholdBook.of(read);
        if (!fresh.modelId().equals(id)) {
            return missing(folder, id);
        }
        ThresholdBook book = Files.exists(bookFile) ? ThresholdBookFile.read(bookFile) : fresh;
        book.requireModel(bookFile.toString(), id);
        return new Subject(
                folder,
                Optional.of(id),
                Optional.of(model),
                Optional.of(book),
                Optional.of(bookFile),
                "");
    }

    private static Set<String> models(Path folder) throws LacunaException {
        Set<String> models = new LinkedHashSet<>();
        if (Files.isRegularFile(folder.resolve(ResultFolder.VERDICTS))) {
            add(folder, models);
        }
        for (ModalitySet setting : ModalitySet.SETTINGS) {
            Path sub = folder.resolve(setting.key());
            if (Files.isRegularFile(sub.resolve(ResultFolder.VERDICTS))) {
                add(sub, models);
            }
        }
        return models;
    }

    private static void add(Path folder, Set<String> models) throws LacunaException {
        for (VerdictRecord r : ResultFolder.read(folder)) {
            if (!r.modelId().isEmpty()) {
                models.add(r.modelId());
            }
        }
    }
}
