package org.lacuna.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a look at every file of a data set found.
 *
 * @param folder that was looked at
 * @param parts sorted by category, group and name
 */
public record Survey(Path folder, List<SurveyedPart> parts) {
    public Survey {
        Objects.requireNonNull(folder, "folder");
        parts = List.copyOf(parts);
    }

    /** The parts with findings. */
    public List<SurveyedPart> problems() {
        return parts.stream().filter(p -> !p.findings().isEmpty()).toList();
    }

    /** Whether work with a part fails or misleads. */
    public boolean hasErrors() {
        return parts.stream().anyMatch(SurveyedPart::hasError);
    }
}
