package org.lacuna.ui.internal.jobs;

import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user chose to inspect.
 *
 * @param model the model's file
 * @param thresholds file of the thresholds in force; empty for the model's own
 * @param parts at least one
 * @param source the parts as a command line names them
 * @param modalities to use; others count as lost
 * @param results folder to write
 */
record InspectChoice(
        Path model,
        Optional<Path> thresholds,
        List<SampleSource> parts,
        List<String> source,
        ModalitySet modalities,
        Path results) {
    InspectChoice {
        parts = List.copyOf(parts);
        source = List.copyOf(source);
    }
}
