package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.workflow.LeaveOut;
import org.lacuna.workflow.SurveyedPart;

import java.nio.file.Path;
import java.util.List;

/** Moves parts out of a data set, and then shows it. */
final class LeaveOutJob extends TaskJob {
    private final Path data;
    private final List<SurveyedPart> parts;

    LeaveOutJob(Path data, List<SurveyedPart> parts) {
        super(NLS.bind(Messages.Import_job, data.getFileName()), data);
        this.data = data;
        this.parts = List.copyOf(parts);
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        new JobProgress(monitor, getName(), 0).throwIfCancelled();
        LeaveOut.apply(parts);
        Results.showNow(data);
        return new Outcome(
                false,
                NLS.bind(Messages.Import_done, parts.size(), LeaveOut.FOLDER),
                List.of(Results.openFolder(data)));
    }
}
