package org.lacuna.ui.projects.internal;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.StorageException;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;
import org.lacuna.ui.FolderContents;
import org.lacuna.workflow.RunRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks whether models, thresholds and results of a project can be read and belong together. Not
 * for the UI thread.
 */
final class OutputCheck {
    private static final int SHOWN_ID = 12;

    private final Path models;
    private final Path results;

    /** What is known of the models that could be read: identity to file. */
    private final Map<String, Path> modelFiles = new HashMap<>();

    /** File of each readable model to the identity of its thresholds, where it has some. */
    private final Map<Path, Optional<String>> books = new HashMap<>();

    private final List<Problem> problems = new ArrayList<>();

    OutputCheck(Path models, Path results) {
        this.models = models;
        this.results = results;
    }

    /**
     * Reads every model, its thresholds, and the verdicts of every result folder.
     *
     * @throws org.lacuna.core.CancelledException when the user asked to stop
     */
    List<Problem> run(Progress progress) {
        for (Path model : children(models)) {
            progress.throwIfCancelled();
            if (model.getFileName().toString().endsWith(".lacuna")) {
                checkModel(model);
            }
        }
        for (Path folder : children(results)) {
            progress.throwIfCancelled();
            if (Files.isDirectory(folder)) {
                checkResults(folder);
            }
        }
        return List.copyOf(problems);
    }

    private void checkModel(Path file) {
        try {
            InspectionModel model = ModelFile.read(file);
            modelFiles.put(model.sha256(), file);
            books.put(file, Optional.empty());
            Path thresholds = ThresholdBookFile.beside(file);
            if (Files.exists(thresholds)) {
                checkThresholds(file, thresholds, model.sha256());
            }
        } catch (LacunaException e) {
            problems.add(Problem.error(file, Problem.without(file, e.getMessage())));
        }
    }

    private void checkThresholds(Path model, Path file, String modelId) {
        try {
            ThresholdBook book = ThresholdBookFile.read(file);
            book.requireModel(file.toString(), modelId);
            books.put(model, Optional.of(book.sha256()));
        } catch (LacunaException e) {
            problems.add(Problem.error(file, Problem.without(file, e.getMessage())));
        }
    }

    private void checkResults(Path folder) {
        try {
            if (Files.isRegularFile(folder.resolve(ResultFolder.VERDICTS))) {
                checkOrigin(folder, ResultFolder.read(folder));
            } else if (FolderContents.holdsResults(folder)) {
                // An evaluation trains models of its own and keeps none.
                for (ModalitySet setting : ModalitySet.SETTINGS) {
                    Path sub = folder.resolve(setting.key());
                    if (Files.isRegularFile(sub.resolve(ResultFolder.VERDICTS))) {
                        ResultFolder.read(sub);
                    }
                }
            } else if (!children(folder).isEmpty()) {
                problems.add(Problem.warning(folder, NLS.bind(Messages.Problem_noResults, folder)));
            }
        } catch (LacunaException e) {
            problems.add(Problem.error(folder.resolve(ResultFolder.VERDICTS), e.getMessage()));
        }
    }

    private void checkOrigin(Path folder, List<VerdictRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        VerdictRecord first = records.getFirst();
        Path model = modelFiles.get(first.modelId());
        Path file = folder.resolve(ResultFolder.VERDICTS);
        if (model != null) {
            if (!books.get(model).equals(first.thresholdBook())) {
                problems.add(
                        Problem.warning(
                                file,
                                NLS.bind(
                                        Messages.Problem_otherThresholds,
                                        folder.getFileName(),
                                        model.getFileName())));
            }
            return;
        }
        Optional<Path> named =
                RunRecord.modelPath(folder)
                        .map(Path::getFileName)
                        .map(models::resolve)
                        .filter(books::containsKey);
        problems.add(
                Problem.warning(
                        file,
                        named.isPresent()
                                ? NLS.bind(
                                        Messages.Problem_modelChanged,
                                        folder.getFileName(),
                                        named.get().getFileName())
                                : NLS.bind(
                                        Messages.Problem_modelUnknown,
                                        folder.getFileName(),
                                        first.modelId()
                                                .substring(
                                                        0,
                                                        Math.min(
                                                                SHOWN_ID,
                                                                first.modelId().length())))));
    }

    /** In order of their names; hidden ones, such as output that is being written, left out. */
    private List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
        } catch (IOException e) {
            problems.add(
                    Problem.error(folder, StorageException.of(folder, "read", e).getMessage()));
            return List.of();
        }
    }
}
