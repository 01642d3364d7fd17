package org.lacuna.ui;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.SampleId;

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
 */
public record PartItem(
        String group,
        SampleId id,
        Map<Modality, Path> files,
        Optional<Inspection> inspection,
        Optional<Path> mapFile) {
    public PartItem {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(id, "id");
        files = Map.copyOf(files);
        Objects.requireNonNull(inspection, "inspection");
        Objects.requireNonNull(mapFile, "mapFile");
    }

    /**
     * Verdict for people: {@code OK}, {@code NOK}, {@code REVIEW}, {@code NOT INSPECTED}; also for
     * a part never inspected.
     */
    String verdictText() {
        return inspection.map(i -> i.verdict().name().replace('_', ' ')).orElse("NOT INSPECTED");
    }

    /** Score with three decimals, empty without one. */
    String scoreText() {
        return inspection
                .filter(i -> !Double.isNaN(i.score()))
                .map(i -> String.format("%.3f", i.score()))
                .orElse("");
    }

    /** For sorting: parts without a score come first, since somebody has to look at them. */
    double scoreOrder() {
        return inspection
                .map(Inspection::score)
                .filter(s -> !s.isNaN())
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** State of a modality for people; for a part of a data set, whether its file is there. */
    String statusText(Modality modality) {
        if (inspection.isEmpty()) {
            return files.containsKey(modality) ? "there" : "absent";
        }
        return inspection.get().status(modality).describe();
    }
}
