package org.lacuna.ui.projects.internal;

import org.eclipse.osgi.util.NLS;
import org.lacuna.acquisition.DataSets;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.ui.TaskWizards;
import org.lacuna.workflow.Finding;
import org.lacuna.workflow.SurveyTask;
import org.lacuna.workflow.SurveyedPart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for what is wrong with data sets, as their import does. Not for the UI thread. */
final class DataCheck {
    private final List<Path> dataSets;

    DataCheck(List<Path> dataSets) {
        this.dataSets = List.copyOf(dataSets);
    }

    /**
     * Reads every file of the data sets. A data set that cannot be read is a problem, too.
     *
     * @throws org.lacuna.core.CancelledException when the user asked to stop
     */
    List<Problem> run(Progress progress, Workers workers) {
        List<Problem> problems = new ArrayList<>();
        for (Path folder : dataSets) {
            if (!Files.isDirectory(folder)) {
                problems.add(Problem.error(folder, NLS.bind(Messages.Problem_noFolder, folder)));
                continue;
            }
            try {
                for (SurveyedPart part :
                        new SurveyTask(folder, DataSets.standard())
                                .run(progress, workers)
                                .problems()) {
                    part.findings().forEach(f -> problems.add(problem(part, f)));
                }
            } catch (LacunaException e) {
                problems.add(Problem.error(folder, e.getMessage()));
            }
        }
        return problems;
    }

    private static Problem problem(SurveyedPart part, Finding finding) {
        Path file = file(part, finding);
        return new Problem(
                file,
                finding.kind().isError(),
                Problem.without(file, TaskWizards.text(finding)),
                part.toString(),
                Optional.of(part));
    }

    /** The file that the finding names, else the first of the part. */
    private static Path file(SurveyedPart part, Finding finding) {
        List<Path> files = part.allFiles();
        return files.stream()
                .filter(f -> finding.detail().contains(f.toString()))
                .findFirst()
                .or(
                        () ->
                                files.stream()
                                        .filter(
                                                f ->
                                                        finding.detail()
                                                                .startsWith(
                                                                        f.getFileName().toString()))
                                        .findFirst())
                .orElse(files.isEmpty() ? part.category() : files.getFirst());
    }
}
