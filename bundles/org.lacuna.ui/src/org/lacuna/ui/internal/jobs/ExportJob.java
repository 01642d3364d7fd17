package org.lacuna.ui.internal.jobs;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Workers;
import org.lacuna.workflow.ExportRequest;
import org.lacuna.workflow.ExportTask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Passes results on. */
final class ExportJob extends TaskJob {
    private final ExportRequest request;

    ExportJob(ExportRequest request) {
        super(NLS.bind(Messages.Export_job, request.results().getFileName()), request.target());
        this.request = request;
    }

    @Override
    Outcome work(IProgressMonitor monitor) throws LacunaException {
        int files;
        try (Workers workers = Workers.allProcessors()) {
            files = new ExportTask(request).run(new JobProgress(monitor, getName(), 0), workers);
        }
        List<FollowUp> actions = new ArrayList<>();
        Path target = request.target();
        if (request.report() && !request.isZip()) {
            actions.add(Results.report(target));
        }
        actions.add(Results.openFolder(request.isZip() ? target.getParent() : target));
        return new Outcome(false, NLS.bind(Messages.Export_done, files, request.target()), actions);
    }
}
