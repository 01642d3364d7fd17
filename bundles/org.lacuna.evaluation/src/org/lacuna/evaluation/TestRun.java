package org.lacuna.evaluation;

import org.lacuna.core.DataException;
import org.lacuna.core.ModalitySet;
import org.lacuna.core.Progress;
import org.lacuna.core.SampleSource;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.inspection.BatchInspection;
import org.lacuna.inspection.Inspector;

import java.util.List;

/**
 * Inspects test parts and compares with their truth.
 *
 * @param category of the parts
 * @param parts at least one
 * @param listener sees each inspection
 */
record TestRun(String category, List<SampleSource> parts, EvaluationListener listener) {
    /**
     * @param setting modalities that the inspection is given
     * @param task what is being done, for the progress
     * @throws DataException when a part cannot be used
     */
    MetricsRow measure(
            Inspector inspector,
            ModalitySet setting,
            String task,
            Progress progress,
            Workers workers)
            throws DataException, StorageException {
        CategoryScores scores =
                new CategoryScores(
                        category, setting, parts.size(), Runtime.getRuntime().maxMemory());
        progress.begin(task, parts.size());
        BatchInspection batch = new BatchInspection(inspector, BatchInspection.DamagedPart.STOP);
        try {
            BatchInspection.Summary summary =
                    batch.run(
                            parts,
                            setting,
                            (source, inspection) -> {
                                try {
                                    scores.add(source, inspection);
                                } catch (DataException e) {
                                    throw new Refused(e);
                                }
                                listener.inspected(setting, source, inspection);
                            },
                            progress,
                            workers);
            return scores.row(summary.partsPerSecond(), progress);
        } catch (Refused e) {
            throw e.reason;
        }
    }

    /**
     * Carries a damaged ground truth out of the sink, which may only throw {@link
     * StorageException}.
     */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient DataException reason;

        Refused(DataException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
