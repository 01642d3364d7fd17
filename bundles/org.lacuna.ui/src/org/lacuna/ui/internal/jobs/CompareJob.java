package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.features.InstalledExtractors;
import org.lacuna.inspection.InspectionModel;
import org.lacuna.inspection.ModelFile;
import org.lacuna.inspection.ThresholdBook;
import org.lacuna.inspection.ThresholdBookFile;
import org.lacuna.ui.NetworkPreferences;
import org.lacuna.ui.OpenFolderHandler;
import org.lacuna.ui.WorkbenchExtractors;
import org.lacuna.workflow.ComparisonTask;
import org.lacuna.workflow.InspectionRequest;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Inspects the same parts with two models, and then shows where they differ. */
final class CompareJob extends TaskJob {
    private final CompareChoice choice;

    CompareJob(CompareChoice choice) {
        super(
                NLS.bind(
                        Messages.Compare_job,
                        choice.a().model().getFileName(),
                        choice.b().model().getFileName()),
                choice.results());
        this.choice = choice;
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        SubMonitor both = SubMonitor.convert(monitor, getName(), 2);
        ComparisonTask.Side a = side(choice.a(), choice.resultsA(), both.newChild(1));
        ComparisonTask.Side b = side(choice.b(), choice.resultsB(), both.newChild(1));
        RunRecord run = new RunRecord("compare", List.of());
        ComparisonTask.Result result;
        try (InstalledExtractors installed = WorkbenchExtractors.open(NetworkPreferences.read());
                StagedOutput output =
                        StagedOutput.open(choice.results(), ComparisonTask.KIND, false);
                Workers workers = Workers.allProcessors()) {
            result = new ComparisonTask(a, b, installed).run(output, run, workers);
        } catch (StagedOutput.ForeignFolderException e) {
            throw new StorageException(e.getMessage(), e);
        }
        PlatformUI.getWorkbench().getDisplay().asyncExec(this::show);
        return new Outcome(
                result.a().summary().damaged() > 0,
                NLS.bind(
                        Messages.Compare_done,
                        new Object[] {
                            choice.a().model().getFileName(),
                            InspectJob.tally(result.a().tally()),
                            choice.b().model().getFileName(),
                            InspectJob.tally(result.b().tally()),
                            choice.results()
                        }),
                List.of(Results.openFolder(choice.results())));
    }

    private ComparisonTask.Side side(CompareChoice.Side side, Path results, SubMonitor monitor)
            throws LacunaException {
        InspectionModel model = ModelFile.read(side.model());
        String name = side.model().toString();
        InspectionRequest.requireKnown(model, name, choice.modalities(), "");
        Optional<ThresholdBook> book = Optional.empty();
        if (side.thresholds().isPresent()) {
            Path file = side.thresholds().get();
            book = Optional.of(ThresholdBookFile.read(file));
            book.get().requireModel(file.toString(), model.sha256());
        }
        return new ComparisonTask.Side(
                results.getFileName().toString(),
                new InspectionRequest(
                        model, name, book, choice.parts(), choice.modalities(), Optional.empty()),
                arguments(side, results),
                new JobProgress(monitor, name, choice.parts().size()));
    }

    /** The command line that does the same as one of the two. */
    private List<String> arguments(CompareChoice.Side side, Path results) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("inspect", "--model", side.model().toString()));
        side.thresholds().ifPresent(f -> arguments.addAll(List.of("--thresholds", f.toString())));
        arguments.addAll(choice.source());
        arguments.addAll(List.of("--modalities", choice.modalities().key()));
        arguments.addAll(List.of("--out", results.toString()));
        return arguments;
    }

    /** UI thread. */
    private void show() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null || window.getActivePage() == null) {
            return;
        }
        OpenFolderHandler.open(window, choice.resultsA());
        try {
            if (window.getActivePage()
                            .showView(ComparesResults.ID, null, IWorkbenchPage.VIEW_VISIBLE)
                    instanceof ComparesResults view) {
                view.compare(choice.resultsA(), choice.resultsB());
            }
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
    }
}
