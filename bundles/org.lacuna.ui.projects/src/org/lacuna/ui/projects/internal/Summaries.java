package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IResource;
import org.eclipse.osgi.util.NLS;
import org.lacuna.acquisition.DataSets;
import org.lacuna.annotation.AnnotationFile;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;
import org.lacuna.ui.FolderContents;
import org.lacuna.ui.projects.LacunaProject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in a data set, model, result folder or annotation folder, in a few words. Read from the
 * disk once and kept until {@link #forget}. Thread-safe; not for the UI thread.
 */
final class Summaries {
    private final Map<Path, String> known = new ConcurrentHashMap<>();

    /** Empty for a resource without a summary. */
    Optional<String> of(IResource resource) {
        ResourceKind kind = ResourceKind.of(resource);
        boolean told =
                switch (kind) {
                    case DATA_SET, MODEL, RESULT, ANNOTATION_SET -> true;
                    default -> false;
                };
        return told
                ? LacunaProject.path(resource)
                        .map(p -> known.computeIfAbsent(p, q -> read(kind, q)))
                        .filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** Everything is read again when it is asked for. */
    void forget() {
        known.clear();
    }

    private static String read(ResourceKind kind, Path path) {
        try {
            return switch (kind) {
                case DATA_SET -> dataSet(path);
                case MODEL -> model(path);
                case RESULT -> result(path);
                default -> annotations(path);
            };
        } catch (LacunaException e) {
            // The check says what is wrong.
            return Files.exists(path) ? Messages.Summary_unreadable : Messages.Summary_missing;
        }
    }

    private static String dataSet(Path folder) throws LacunaException {
        List<DataSet> sets = DataSets.standard().open(folder, List.of());
        int parts = 0;
        for (DataSet set : sets) {
            for (Split split : Split.values()) {
                parts += set.samples(split).size();
            }
        }
        return sets.size() == 1
                ? NLS.bind(Messages.Summary_oneCategory, sets.getFirst().category(), parts)
                : NLS.bind(Messages.Summary_dataSet, sets.size(), parts);
    }

    private static String model(Path file) throws LacunaException {
        InspectionModel model = ModelFile.read(file);
        return NLS.bind(
                Messages.Summary_model,
                new Object[] {
                    model.category(), model.modalities().label(), model.provenance().trainParts()
                });
    }

    private static String result(Path folder) throws LacunaException {
        if (Files.isRegularFile(folder.resolve(ResultFolder.VERDICTS))) {
            return verdicts(ResultFolder.read(folder));
        }
        String settings =
                ModalitySet.SETTINGS.stream()
                        .filter(
                                s ->
                                        Files.isRegularFile(
                                                folder.resolve(s.key())
                                                        .resolve(ResultFolder.VERDICTS)))
                        .map(ModalitySet::label)
                        .collect(Collectors.joining(", "));
        return FolderContents.holdsResults(folder)
                ? NLS.bind(Messages.Summary_evaluation, settings)
                : Messages.Summary_noResults;
    }

    /** Counts of the verdicts that there are, in the words of the parts list. */
    private static String verdicts(List<VerdictRecord> records) {
        return Arrays.stream(Verdict.values())
                .map(
                        v ->
                                Map.entry(
                                        v,
                                        records.stream()
                                                .filter(r -> r.inspection().verdict() == v)
                                                .count()))
                .filter(e -> e.getValue() > 0)
                .map(e -> e.getValue() + " " + e.getKey().name().replace('_', ' '))
                .collect(Collectors.joining(", "))
                .toUpperCase(Locale.ROOT);
    }

    private static String annotations(Path folder) throws StorageException {
        if (!Files.isDirectory(folder)) {
            return NLS.bind(Messages.Summary_annotations, 0);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return NLS.bind(
                    Messages.Summary_annotations,
                    files.filter(f -> f.toString().endsWith(AnnotationFile.EXTENSION)).count());
        } catch (IOException e) {
            throw StorageException.of(folder, "read", e);
        }
    }
}
