package org.lacuna.workflow;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataSet;
import org.lacuna.core.Modality;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleId;
import org.lacuna.core.SampleSource;
import org.lacuna.core.Split;
import org.lacuna.core.StorageException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds test parts that a model would also learn from: figures on them would say nothing. */
public final class TrainingLeak {
    private TrainingLeak() {}

    /**
     * Compares files by content; of a part its image, or its scan where it has none.
     *
     * @return ids of the test parts, in the order of the data set
     * @throws StorageException when a file cannot be read
     * @throws CancelledException when the user asked to stop
     */
    public static List<SampleId> find(DataSet data, Progress progress) throws StorageException {
        Set<Path> learned = new LinkedHashSet<>();
        Map<Path, SampleId> tested = new HashMap<>();
        List<Path> files = new ArrayList<>();
        for (Split split : Split.values()) {
            for (SampleSource source : data.samples(split)) {
                Path file = source.files().get(Modality.RGB);
                file = file == null ? source.files().get(Modality.XYZ) : file;
                if (file == null) {
                    continue;
                }
                files.add(file);
                if (split == Split.TEST) {
                    tested.put(file, source.id());
                } else {
                    learned.add(file);
                }
            }
        }
        Set<SampleId> leaks = new LinkedHashSet<>();
        for (List<Path> same : FileDigests.same(files, progress)) {
            if (same.stream().anyMatch(learned::contains)) {
                same.stream().filter(tested::containsKey).map(tested::get).forEach(leaks::add);
            }
        }
        return List.copyOf(leaks);
    }
}
