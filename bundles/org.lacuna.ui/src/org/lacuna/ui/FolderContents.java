package org.lacuna.ui;

import org.lacuna.acquisition.DataSets;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;
import org.lacuna.report.ResultFolder;
import org.lacuna.report.VerdictRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a folder holds, for the parts list.
 *
 * @param folder the folder
 * @param kind what it turned out to be, for people
 * @param parts its parts
 */
public record FolderContents(Path folder, String kind, List<PartItem> parts) {
    public FolderContents {
        parts = List.copyOf(parts);
    }

    /**
     * Lists a folder: results of {@code inspect} (with verdicts in it), results of {@code evaluate}
     * (one folder for each modality setting), or a data set. Reads no image.
     *
     * @throws DataException when it is none of these, or damaged
     * @throws StorageException when it cannot be read
     */
    public static FolderContents read(Path folder) throws DataException, StorageException {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    folder + ": no such folder, expected a result folder or a data set");
        }
        if (Files.isRegularFile(folder.resolve(ResultFolder.VERDICTS))) {
            return new FolderContents(folder, Messages.Folder_inspection, results(folder, ""));
        }
        List<PartItem> settings = new ArrayList<>();
        for (ModalitySet setting : ModalitySet.SETTINGS) {
            Path sub = folder.resolve(setting.key());
            if (Files.isRegularFile(sub.resolve(ResultFolder.VERDICTS))) {
                settings.addAll(results(sub, setting.label()));
            }
        }
        if (!settings.isEmpty()) {
            return new FolderContents(folder, Messages.Folder_evaluation, settings);
        }
        return new FolderContents(folder, Messages.Folder_dataSet, dataSet(folder));
    }

    /** Whether the folder holds results of an inspection or evaluation. Not for the UI thread. */
    public static boolean holdsResults(Path folder) {
        return Files.isRegularFile(folder.resolve(ResultFolder.VERDICTS))
                || ModalitySet.SETTINGS.stream()
                        .map(setting -> folder.resolve(setting.key()))
                        .anyMatch(f -> Files.isRegularFile(f.resolve(ResultFolder.VERDICTS)));
    }

    private static List<PartItem> results(Path folder, String group)
            throws DataException, StorageException {
        List<PartItem> parts = new ArrayList<>();
        for (VerdictRecord record : ResultFolder.read(folder)) {
            String name = group.isEmpty() ? record.inspection().modalities().label() : group;
            parts.add(
                    new PartItem(
                            name,
                            record.inspection().id(),
                            record.files(),
                            Optional.of(record.inspection()),
                            record.map(),
                            Optional.of(
                                    new PartItem.Origin(
                                            folder,
                                            record.modelId(),
                                            record.thresholdBook(),
                                            record.softwareVersion()))));
        }
        return parts;
    }

    private static List<PartItem> dataSet(Path folder) throws DataException, StorageException {
        List<PartItem> parts = new ArrayList<>();
        for (DataSet category : DataSets.standard().open(folder, List.of())) {
            for (Split split : Split.values()) {
                for (SampleSource source : category.samples(split)) {
                    parts.add(
                            new PartItem(
                                    split.key(),
                                    source.id(),
                                    source.files(),
                                    Optional.empty(),
                                    Optional.empty()));
                }
            }
        }
        return parts;
    }

    /**
     * Whether the folder's name can be shown; a path that is gone is told from one that never was.
     */
    static boolean exists(Path folder) {
        try {
            return Files.isDirectory(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
