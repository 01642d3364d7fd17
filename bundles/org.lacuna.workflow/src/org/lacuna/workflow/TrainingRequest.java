package org.lacuna.workflow;

import org.lacuna.core.DataSet;
import org.lacuna.inspection.InspectionParameters;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be learned, and where to.
 *
 * @param data one category
 * @param parameters all that decides what the model becomes
 * @param out the model's file; an older model there is replaced
 * @param replaceForeign whether {@code out} is replaced even if it is no inspection model
 * @param checkpoint file that keeps what networks have learned until the model is written
 * @param note what the model says of its making, e.g. that parts were degraded
 */
public record TrainingRequest(
        DataSet data,
        InspectionParameters parameters,
        Path out,
        boolean replaceForeign,
        Optional<Path> checkpoint,
        Optional<String> note) {
    public TrainingRequest {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(note, "note");
        if (checkpoint.isPresent() && absolute(checkpoint.get()).equals(absolute(out))) {
            throw new IllegalArgumentException(
                    "checkpoint: " + checkpoint.get() + " is the model's file, expected another");
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
