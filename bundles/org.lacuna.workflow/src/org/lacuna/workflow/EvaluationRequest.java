package org.lacuna.workflow;

import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.InspectionParameters;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be evaluated.
 *
 * @param title heading of the report
 * @param data what the user named as data, for the report
 * @param command command line that asked for it, or what would; for the report
 * @param sets categories, at least one
 * @param settings availability settings, at least one
 * @param parameters all that decides what the models become
 * @param alteration what was done to the test parts; empty when they are as their files are
 * @param resilienceSeed seed of the degradations of a resilience study; empty for none
 */
public record EvaluationRequest(
        String title,
        String data,
        String command,
        List<DataSet> sets,
        List<ModalitySet> settings,
        InspectionParameters parameters,
        Optional<String> alteration,
        Optional<Long> resilienceSeed) {
    public EvaluationRequest {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(command, "command");
        sets = List.copyOf(sets);
        settings = List.copyOf(settings);
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(alteration, "alteration");
        Objects.requireNonNull(resilienceSeed, "resilienceSeed");
        if (sets.isEmpty() || settings.isEmpty()) {
            throw new IllegalArgumentException(
                    "sets: "
                            + sets.size()
                            + ", settings: "
                            + settings.size()
                            + ", expected at least one of each");
        }
    }
}
