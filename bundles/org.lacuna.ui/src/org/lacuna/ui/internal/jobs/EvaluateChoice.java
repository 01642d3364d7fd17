package org.lacuna.ui.internal.jobs;

import org.lacuna.core.DataSet;
import org.lacuna.core.ModalitySet;

import java.nio.file.Path;
import java.util.List;

/**
 * What the user chose to evaluate.
 *
 * @param data folder of the data set
 * @param sets categories, at least one
 * @param settings at least one
 * @param learning how models are trained
 * @param resilience whether the cost of missing data is measured
 * @param results folder to write
 */
record EvaluateChoice(
        Path data,
        List<DataSet> sets,
        List<ModalitySet> settings,
        TrainChoice.Learning learning,
        boolean resilience,
        Path results) {
    EvaluateChoice {
        sets = List.copyOf(sets);
        settings = List.copyOf(settings);
    }
}
