package org.lacuna.workflow;

import org.lacuna.core.CancelledException;
import org.lacuna.core.DataException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.Learner;
import org.lacuna.inspection.TrainedBank;
import org.lacuna.memorybank.UpdateParameters;

import java.util.List;

/**
 * Finds out what a model becomes when it learns parts, and how it sees them then. Writes nothing:
 * whoever has looked at the result writes its model. Not thread-safe.
 */
public final class LearningTask {
    private final InspectionModel model;
    private final List<Learner.Part> parts;
    private final UpdateParameters limits;
    private final InstalledExtractors extractors;

    /**
     * @param parts at least one, of the model's category, and good: a defect that is learned is not
     *     found again
     * @param extractors stays open, and the caller's to close
     */
    public LearningTask(
            InspectionModel model,
            List<Learner.Part> parts,
            UpdateParameters limits,
            InstalledExtractors extractors) {
        this.model = model;
        this.parts = List.copyOf(parts);
        this.limits = limits;
        this.extractors = extractors;
    }

    /**
     * @throws DataException when a part is of another category, is damaged or cannot be inspected
     * @throws LacunaException when model and extractors do not fit, or the disk fails
     * @throws CancelledException when the user asked to stop
     */
    public Learner.Result run(Progress progress, Workers workers) throws LacunaException {
        for (Learner.Part part : parts) {
            String category = part.source().id().category();
            if (!category.equals(model.category())) {
                throw new DataException(
                        part.source().id()
                                + ": category "
                                + category
                                + ", expected "
                                + model.category()
                                + " as the model was trained on");
            }
        }
        extractors.open(
                model.banks().values().stream().map(TrainedBank::extractorId).toList(), progress);
        Learner learner = new Learner(model, extractors.all(), limits);
        progress.begin("learn " + model.category(), parts.size());
        Learner.Result result = learner.learn(parts, progress, workers);
        progress.throwIfCancelled();
        return result;
    }
}
