package org.lacuna.ui;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.SampleId;
import org.lacuna.core.Verdict;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the parts list: a part of a data set, or an inspected part of a result folder.
 *
 * @param group split of the data set, or modality setting of the result folder
 * @param id which part
 * @param files where its modalities lie
 * @param inspection the result, without map; empty for a part of a data set
 * @param mapFile the anomaly map, if there is one
 * @param origin how the result came about; empty for a part of a data set
 */
public record PartItem(
        String group,
        SampleId id,
        Map<Modality, Path> files,
        Optional<Inspection> inspection,
        Optional<Path> mapFile,
        Optional<Origin> origin) {
    public PartItem {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(id, "id");
        files = Map.copyOf(files);
        Objects.requireNonNull(inspection, "inspection");
        Objects.requireNonNull(mapFile, "mapFile");
        Objects.requireNonNull(origin, "origin");
    }

    /** Of a part whose origin does not matter. */
    public PartItem(
            String group,
            SampleId id,
            Map<Modality, Path> files,
            Optional<Inspection> inspection,
            Optional<Path> mapFile) {
        this(group, id, files, inspection, mapFile, Optional.empty());
    }

    /**
     * How a result came about.
     *
     * @param results the folder of the results
     * @param modelId SHA-256 of the inspection model, hexadecimal; empty when not recorded
     * @param thresholdBook SHA-256 of the threshold book that was in force; empty for the model's
     *     own thresholds
     * @param softwareVersion version of Lacuna that inspected
     */
    public record Origin(
            Path results, String modelId, Optional<String> thresholdBook, String softwareVersion) {
        public Origin {
            Objects.requireNonNull(results, "results");
            Objects.requireNonNull(modelId, "modelId");
            Objects.requireNonNull(thresholdBook, "thresholdBook");
            Objects.requireNonNull(softwareVersion, "softwareVersion");
        }
    }

    /** The recorded verdict; that of a part never inspected is {@link Verdict#NOT_INSPECTED}. */
    public Verdict verdict() {
        return inspection.map(Inspection::verdict).orElse(Verdict.NOT_INSPECTED);
    }
}
