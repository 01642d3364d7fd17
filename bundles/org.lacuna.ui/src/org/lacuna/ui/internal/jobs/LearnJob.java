package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.inspection.Learner;
import org.lacuna.inspection.ModelFile;
import org.lacuna.ui.PartsView;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the model that has learned parts. */
final class LearnJob extends TaskJob {
    private final Learner.Result result;
    private final Path out;

    LearnJob(Learner.Result result, Path out) {
        super(NLS.bind(Messages.Learn_job, result.model().category()), out);
        this.result = result;
        this.out = out;
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        if (monitor.isCanceled()) {
            throw new CancelledException();
        }
        ModelFile.write(out, result.model());
        long learned = result.outcomes().stream().filter(o -> !o.banks().isEmpty()).count();
        return new Outcome(
                false,
                NLS.bind(Messages.Learn_done, learned, out),
                List.of(
                        new FollowUp(
                                Messages.Train_inspectNow,
                                window ->
                                        new InspectWizard(
                                                        window,
                                                        Proposals.inspect(
                                                                out,
                                                                PartsView.shownData(window),
                                                                Optional.empty()))
                                                .open())));
    }
}
