package org.lacuna.evaluation;

import org.lacuna.core.Inspection;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.inspection.InspectionModel;

/**
 * Sees an {@link Evaluation} as it goes: to write maps, to build a report. Called on the thread
 * that runs the evaluation. A {@link StorageException} ends the run.
 */
public interface EvaluationListener {
    /** Listens to nothing. */
    EvaluationListener NONE = new EvaluationListener() {};

    /**
     * The model of a category is there; the inspections that follow, up to the next call, are made
     * with it.
     */
    default void trained(InspectionModel model) throws StorageException {}

    /**
     * A part of the test split was inspected. Parts come in data-set order within a setting.
     *
     * @param setting modalities that the inspection was given, the same for all parts of a row
     * @param inspection with its map; do not keep the map, memory is bounded by that
     */
    default void inspected(ModalitySet setting, SampleSource source, Inspection inspection)
            throws StorageException {}

    /** The figures of a category in one setting are there. Mean rows are not announced. */
    default void evaluated(MetricsRow row) throws StorageException {}
}
