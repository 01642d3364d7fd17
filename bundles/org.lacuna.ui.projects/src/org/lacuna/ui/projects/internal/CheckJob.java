package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.CancelledException;
import org.lacuna.core.Workers;
import org.lacuna.ui.MonitorProgress;
import org.lacuna.ui.projects.LacunaProject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a project and shows what it finds as markers, in place of those of the last check. It
 * holds no rule of the workspace while it reads: nobody waits for it. Cancelled, it leaves the
 * markers as they were.
 */
final class CheckJob extends Job {
    /** What a marker comes from, and a check replaces. */
    enum Source {
        DATA,
        OUTPUTS
    }

    private final LacunaProject project;
    private final Set<Source> sources;
    private volatile int found;

    private CheckJob(LacunaProject project, Set<Source> sources) {
        super(NLS.bind(Messages.Check_job, project.project().getName()));
        this.project = project;
        this.sources = sources;
        setPriority(LONG);
        setRule(new OneAtATime(project));
    }

    /** Checks everything, reading every file of the data sets. */
    static CheckJob all(LacunaProject project) {
        return new CheckJob(project, EnumSet.allOf(Source.class));
    }

    /** Checks models and results only, which is quick, and says nothing of itself. */
    static CheckJob outputs(LacunaProject project) {
        CheckJob job = new CheckJob(project, EnumSet.of(Source.OUTPUTS));
        job.setSystem(true);
        return job;
    }

    /** Two checks of a project would mix their markers. */
    private record OneAtATime(LacunaProject project) implements ISchedulingRule {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return equals(rule);
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return equals(rule);
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        MonitorProgress progress = new MonitorProgress(monitor);
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        try (Workers workers = Workers.allProcessors()) {
            if (sources.contains(Source.DATA)) {
                ProjectMaker.addAnnotations(project);
            }
            int count = 0;
            for (Source source : sources) {
                List<Problem> problems =
                        switch (source) {
                            case DATA -> new DataCheck(dataSets()).run(progress, workers);
                            case OUTPUTS ->
                                    new OutputCheck(
                                                    project.path(LacunaProject.MODELS),
                                                    project.path(LacunaProject.RESULTS))
                                            .run(progress);
                        };
                progress.throwIfCancelled();
                count += problems.size();
                new ProblemMarkers(project).replace(source, problems, monitor);
            }
            found = count;
            SummaryDecorator.update();
            return Status.OK_STATUS;
        } catch (CancelledException | OperationCanceledException e) {
            return Status.CANCEL_STATUS;
        } catch (CoreException e) {
            // The project went away meanwhile, most likely.
            return project.project().isAccessible() ? e.getStatus() : Status.CANCEL_STATUS;
        } finally {
            monitor.done();
        }
    }

    private List<Path> dataSets() {
        List<Path> paths = new ArrayList<>();
        for (IFolder folder : project.dataSets()) {
            LacunaProject.path(folder).ifPresent(paths::add);
        }
        return paths;
    }

    /** What was found; empty until the check has ended well. */
    Optional<Integer> found() {
        return getResult() != null && getResult().isOK() ? Optional.of(found) : Optional.empty();
    }
}
