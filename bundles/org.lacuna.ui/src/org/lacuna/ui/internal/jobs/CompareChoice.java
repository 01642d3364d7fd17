package org.lacuna.ui.internal.jobs;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Two models, and the parts to compare them on.
 *
 * @param parts at least one
 * @param source the parts as a command line names them
 * @param modalities to use; others count as lost
 * @param results folder to write
 */
record CompareChoice(
        Side a,
        Side b,
        List<SampleSource> parts,
        List<String> source,
        ModalitySet modalities,
        Path results) {
    /**
     * A model.
     *
     * @param thresholds file of the thresholds in force; empty for the model's own
     */
    record Side(Path model, Optional<Path> thresholds) {}

    CompareChoice {
        parts = List.copyOf(parts);
        source = List.copyOf(source);
    }

    /** Where the results of the first model go. */
    Path resultsA() {
        return results.resolve(folder("a", a));
    }

    /** Where the results of the second model go. */
    Path resultsB() {
        return results.resolve(folder("b", b));
    }

    private static String folder(String letter, Side side) {
        return letter + "-" + side.model().getFileName().toString().replaceFirst("\\.lacuna$", "");
    }
}
