package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.core.Verdict;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.InspectionRequest;
import org.lacuna.workflow.InspectionResult;
import org.lacuna.workflow.InspectionTask;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;
import org.lacuna.workflow.VerdictTally;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inspects parts, and then shows the results. */
final class InspectJob extends TaskJob {
    private final InspectChoice choice;

    InspectJob(InspectChoice choice) {
        super(
                NLS.bind(Messages.Inspect_job, choice.parts().getFirst().id().category()),
                choice.results());
        this.choice = choice;
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        JobProgress progress = new JobProgress(monitor, getName(), choice.parts().size());
        InspectionModel model = ModelFile.read(choice.model());
        InspectionRequest.requireKnown(model, choice.model().toString(), choice.modalities(), "");
        Optional<ThresholdBook> book = Optional.empty();
        if (choice.thresholds().isPresent()) {
            Path file = choice.thresholds().get();
            book = Optional.of(ThresholdBookFile.read(file));
            book.get().requireModel(file.toString(), model.sha256());
        }
        RunRecord run = new RunRecord("inspect", arguments());
        InspectionResult result;
        try (InstalledExtractors installed = WorkbenchExtractors.open(NetworkPreferences.read());
                StagedOutput output = StagedOutput.open(choice.results(), "results", false);
                Workers workers = Workers.allProcessors()) {
            result =
                    new InspectionTask(
                                    new InspectionRequest(
                                            model,
                                            choice.model().toString(),
                                            book,
                                            choice.parts(),
                                            choice.modalities(),
                                            Optional.empty()),
                                    installed)
                            .run(output, run, (source, inspection) -> {}, progress, workers);
        } catch (StagedOutput.ForeignFolderException e) {
            throw new StorageException(e.getMessage(), e);
        }
        Results.showNow(choice.results());
        return new Outcome(
                result.summary().damaged() > 0,
                message(result),
                List.of(export(), Results.openFolder(choice.results())));
    }

    /** The command line that does the same. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("inspect", "--model", choice.model().toString()));
        choice.thresholds().ifPresent(f -> arguments.addAll(List.of("--thresholds", f.toString())));
        arguments.addAll(choice.source());
        arguments.addAll(List.of("--modalities", choice.modalities().key()));
        arguments.addAll(List.of("--out", choice.results().toString()));
        return arguments;
    }

    private FollowUp export() {
        return new FollowUp(
                Messages.Inspect_export,
                window ->
                        new ExportWizard(window, Proposals.export(Optional.of(choice.results())))
                                .open());
    }

    private String message(InspectionResult result) {
        String text = NLS.bind(Messages.Inspect_done, tally(result.tally()), choice.results());
        return result.summary().damaged() == 0
                ? text
                : text + "\n" + NLS.bind(Messages.Inspect_damaged, result.summary().damaged());
    }

    static String tally(VerdictTally tally) {
        String text =
                NLS.bind(
                        Messages.Inspect_tally,
                        new Object[] {
                            tally.total(),
                            tally.count(Verdict.OK),
                            tally.count(Verdict.NOK),
                            tally.count(Verdict.REVIEW),
                            tally.count(Verdict.NOT_INSPECTED)
                        });
        return tally.degraded() == 0
                ? text
                : text + "; " + NLS.bind(Messages.Inspect_degraded, tally.degraded());
    }
}
