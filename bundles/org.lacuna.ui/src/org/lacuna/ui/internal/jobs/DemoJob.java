package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.StorageException;
import org.lacuna.core.Workers;
import org.lacuna.workflow.RunRecord;
import org.lacuna.workflow.StagedOutput;
import org.lacuna.workflow.SynthesisTask;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes synthetic parts, and then shows them. */
final class DemoJob extends TaskJob {
    private final DemoChoice choice;

    DemoJob(DemoChoice choice) {
        super(Messages.Demo_job, choice.folder());
        this.choice = choice;
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        int scans;
        try (StagedOutput output = StagedOutput.open(choice.folder(), SynthesisTask.KIND, false);
                Workers workers = Workers.allProcessors()) {
            scans =
                    new SynthesisTask(choice.request())
                            .run(
                                    output,
                                    new RunRecord("synthesize", arguments()),
                                    new JobProgress(monitor, getName(), choice.request().scans()),
                                    workers);
        } catch (StagedOutput.ForeignFolderException e) {
            throw new StorageException(e.getMessage(), e);
        }
        Results.showNow(choice.folder());
        return new Outcome(
                false,
                NLS.bind(Messages.Demo_done, scans, choice.folder()),
                List.of(train(), Results.openFolder(choice.folder())));
    }

    private FollowUp train() {
        return new FollowUp(
                Messages.Demo_train,
                window -> new TrainWizard(window, Optional.of(choice.folder())).open());
    }

    /** The command line that does the same. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("synthesize");
        choice.request().names().forEach(n -> arguments.addAll(List.of("--category", n)));
        arguments.addAll(List.of("--parts", Integer.toString(choice.request().parts())));
        arguments.addAll(List.of("--out", choice.folder().toString()));
        return arguments;
    }
}
