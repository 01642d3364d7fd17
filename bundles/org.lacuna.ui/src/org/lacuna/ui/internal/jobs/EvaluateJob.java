package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionParameters;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.EvaluationRequest;
import org.lacuna.workflow.EvaluationTask;
import org.lacuna.workflow.MemoryGate;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates a data set; the training view shows what is learned. */
final class EvaluateJob extends TaskJob {
    private final EvaluateChoice choice;

    EvaluateJob(EvaluateChoice choice) {
        super(NLS.bind(Messages.Evaluate_job, choice.data().getFileName()), choice.results());
        this.choice = choice;
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        TrainingProgress progress = new TrainingProgress(this, monitor, TrainingFeed.instance());
        NetworkPreferences preferences = NetworkPreferences.read();
        RunRecord run = new RunRecord("evaluate", arguments());
        try (InstalledExtractors installed = WorkbenchExtractors.open(preferences);
                StagedOutput output = StagedOutput.open(choice.results(), "results", false);
                Workers workers = Workers.of(choice.learning().threads())) {
            InspectionParameters parameters =
                    choice.learning()
                            .parameters(
                                    WorkbenchExtractors.trainingParameters(preferences, installed));
            installed.open(parameters.extractors().values(), progress);
            new EvaluationTask(request(parameters), installed, MemoryGate.STRICT)
                    .run(output, run, (source, inspection) -> {}, progress, workers);
        } catch (StagedOutput.ForeignFolderException e) {
            throw new StorageException(e.getMessage(), e);
        }
        return new Outcome(
                false,
                NLS.bind(Messages.Evaluate_done, choice.sets().size(), choice.results()),
                List.of(Results.show(choice.results()), Results.report(choice.results())));
    }

    private EvaluationRequest request(InspectionParameters parameters) {
        return new EvaluationRequest(
                NLS.bind(Messages.Evaluate_reportTitle, choice.data().getFileName()),
                choice.data().toString(),
                "lacuna " + String.join(" ", arguments()),
                choice.sets(),
                choice.settings(),
                parameters,
                Optional.empty(),
                choice.resilience() ? Optional.of(1L) : Optional.empty());
    }

    /** The command line that does the same, as far as it has options. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("evaluate", "--data", choice.data().toString()));
        choice.sets().forEach(s -> arguments.addAll(List.of("--category", s.category())));
        arguments.addAll(List.of("--seed", Long.toString(choice.learning().seed())));
        if (!choice.learning().distillation()) {
            arguments.add("--no-distillation");
        }
        if (choice.settings().size() == 1) {
            arguments.addAll(List.of("--modalities", choice.settings().getFirst().key()));
        }
        if (choice.resilience()) {
            arguments.add("--resilience");
        }
        arguments.addAll(List.of("--out", choice.results().toString()));
        return arguments;
    }

    @Override
    void ended(IStatus status) {
        TrainingFeed.instance().end(this, TrainingFeed.State.of(status));
    }
}
