package org.lacuna.ui.internal.thresholds;

import org.lacuna.core.ModalitySet;
import org.lacuna.inspection.ScoreLimits;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the user wants to be written.
 *
 * @param results that the thresholds were tried on
 * @param modelId SHA-256 of the model that inspected them
 * @param model its file
 * @param book file of the thresholds; made when it is not there
 * @param limits thresholds by pattern
 * @param reason for people
 */
record Change(
        Path results,
        String modelId,
        Path model,
        Path book,
        Map<ModalitySet, ScoreLimits> limits,
        String reason) {
    Change {
        limits = Map.copyOf(limits);
    }
}
