package org.lacuna.report;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of {@code verdicts.jsonl}: an inspection and where its files lie. Immutable.
 *
 * @param inspection the inspection without its map, which lies in {@code map}
 * @param map the anomaly map's TIFF file; empty when nothing was inspected
 * @param files the source files of the part as they were at inspection; empty for a source without
 *     files
 * @param modelId SHA-256 of the inspection model, hexadecimal
 * @param thresholdBook SHA-256 of the threshold book that was in force, hexadecimal; empty for the
 *     model's own thresholds
 * @param softwareVersion version of Lacuna that inspected
 */
public record VerdictRecord(
        Inspection inspection,
        Optional<Path> map,
        Map<Modality, Path> files,
        String modelId,
        Optional<String> thresholdBook,
        String softwareVersion) {
    public VerdictRecord {
        Objects.requireNonNull(map, "map");
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(thresholdBook, "thresholdBook");
        Objects.requireNonNull(softwareVersion, "softwareVersion");
        files = Map.copyOf(files);
        if (inspection.map().isPresent()) {
            throw new IllegalArgumentException(
                    "inspection: holds a map, expected it in the file alone");
        }
    }
}
