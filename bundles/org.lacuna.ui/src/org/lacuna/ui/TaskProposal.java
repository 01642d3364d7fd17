package org.lacuna.ui;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a wizard is to fill its fields with; where nothing is proposed, it takes what it was filled
 * with the last time.
 *
 * @param data folder of a data set or of parts
 * @param model file of an inspection model
 * @param models folder for a new inspection model
 * @param results folder for results; for an export, the results that are exported
 * @param reports folder or archive that an export writes
 */
public record TaskProposal(
        Optional<Path> data,
        Optional<Path> model,
        Optional<Path> models,
        Optional<Path> results,
        Optional<Path> reports) {
    public TaskProposal {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(results, "results");
        Objects.requireNonNull(reports, "reports");
    }

    /** Proposes a data set alone. */
    public static TaskProposal data(Optional<Path> data) {
        return new TaskProposal(
                data, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public TaskProposal withModel(Optional<Path> newModel) {
        return new TaskProposal(data, newModel, models, results, reports);
    }

    public TaskProposal withResults(Optional<Path> newResults) {
        return new TaskProposal(data, model, models, newResults, reports);
    }
}
