package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.DataSet;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.MemoryGate;
import org.lacuna.workflow.TrainingRequest;
import org.lacuna.workflow.TrainingTask;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Trains a model; the training view shows how. */
final class TrainJob extends TaskJob {
    private final TrainChoice choice;
    private final String dataFolder;
    private final Optional<Path> results;

    /**
     * @param dataFolder what the wizard that inspects with the model is to propose
     * @param results where that wizard is to propose to put results when the model belongs nowhere
     */
    TrainJob(TrainChoice choice, String dataFolder, Optional<Path> results) {
        super(NLS.bind(Messages.Train_job, choice.set().category()), choice.model());
        this.choice = choice;
        this.dataFolder = dataFolder;
        this.results = results;
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        TrainingProgress progress = new TrainingProgress(this, monitor, TrainingFeed.instance());
        NetworkPreferences preferences = NetworkPreferences.read();
        long begin = System.nanoTime();
        try (InstalledExtractors installed = WorkbenchExtractors.open(preferences);
                Workers workers = Workers.of(choice.learning().threads())) {
            InspectionParameters parameters =
                    choice.learning()
                            .parameters(
                                    WorkbenchExtractors.trainingParameters(preferences, installed));
            DataSet data = choice.data();
            InspectionModel model =
                    new TrainingTask(
                                    new TrainingRequest(
                                            data,
                                            parameters,
                                            choice.model(),
                                            false,
                                            Optional.empty(),
                                            Optional.empty()),
                                    installed,
                                    MemoryGate.STRICT)
                            .run(progress, workers);
            TrainingTimes.remember(
                    parameters,
                    choice,
                    TrainEstimate.parts(data),
                    (System.nanoTime() - begin) / 1e9);
            return new Outcome(
                    false,
                    NLS.bind(
                            Messages.Train_done,
                            new Object[] {
                                model.category(), model.provenance().trainParts(), choice.model()
                            }),
                    List.of(inspect()));
        }
    }

    private FollowUp inspect() {
        Path data = Path.of(dataFolder).toAbsolutePath();
        return new FollowUp(
                Messages.Train_inspectNow,
                window ->
                        new InspectWizard(
                                        window,
                                        Proposals.inspect(
                                                choice.model(), Optional.of(data), results))
                                .open());
    }

    @Override
    void ended(IStatus status) {
        TrainingFeed.instance().end(this, TrainingFeed.State.of(status));
    }
}
