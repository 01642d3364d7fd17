package org.lacuna.workflow;

import org.lacuna.acquisition.DataSets;
import org.lacuna.acquisition.SampleFiles;
import org.lacuna.core.DataException;
import org.lacuna.core.DataSet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The parts that a folder offers for inspection: those of a data set, or images and scans that lie
 * in it side by side.
 *
 * @param categories the data set's; empty for a folder of files
 * @param files the parts of a folder of files; empty for a data set
 */
public record PartsToInspect(List<DataSet> categories, List<SampleSource> files) {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "tiff", "tif");

    public PartsToInspect {
        categories = List.copyOf(categories);
        files = List.copyOf(files);
    }

    /**
     * Lists the folder; reads no image.
     *
     * @throws DataException when there is neither a data set nor an image or scan in it; says what
     *     was found
     * @throws StorageException when it cannot be listed
     */
    public static PartsToInspect in(Path folder, DataSets dataSets)
            throws DataException, StorageException {
        List<Path> loose =
                SurveyListing.children(folder, false).stream()
                        .filter(f -> EXTENSIONS.contains(SurveyListing.extension(f)))
                        .toList();
        if (!loose.isEmpty()) {
            return new PartsToInspect(List.of(), SampleFiles.pair(loose));
        }
        return new PartsToInspect(dataSets.open(folder, List.of()), List.of());
    }

    /**
     * @param category of a data set; not looked at for a folder of files
     * @throws DataException when there is none
     */
    public List<SampleSource> of(String category, Split split) throws DataException {
        if (categories.isEmpty()) {
            return files;
        }
        for (DataSet set : categories) {
            if (set.category().equals(category)) {
                List<SampleSource> parts = set.samples(split);
                if (parts.isEmpty()) {
                    throw new DataException(
                            category
                                    + ": no parts in the split '"
                                    + split.key()
                                    + "', expected at least one");
                }
                return parts;
            }
        }
        throw new DataException(
                "no category '"
                        + category
                        + "', expected one of "
                        + String.join(", ", categories.stream().map(DataSet::category).toList()));
    }
}
