package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lacuna.core.StorageException;
import org.lacuna.ui.projects.LacunaProject;
import org.lacuna.workflow.LeaveOut;
import org.lacuna.workflow.SurveyedPart;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the parts of markers out of their data sets, and then checks the projects again. */
final class LeaveOutJob extends Job {
    private final List<IMarker> markers;

    LeaveOutJob(List<IMarker> markers) {
        super(Messages.LeaveOut_job);
        this.markers = List.copyOf(markers);
        setUser(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        SubMonitor progress = SubMonitor.convert(monitor, 3);
        Map<String, SurveyedPart> parts = new LinkedHashMap<>();
        Set<IProject> projects = new LinkedHashSet<>();
        for (IMarker marker : markers) {
            Optional<SurveyedPart> part = ProblemMarkers.part(marker);
            if (part.isPresent()) {
                // A part with several problems leaves once.
                parts.put(key(part.get()), part.get());
                projects.add(marker.getResource().getProject());
            }
        }
        if (monitor.isCanceled()) {
            return Status.CANCEL_STATUS;
        }
        try {
            LeaveOut.apply(List.copyOf(parts.values()));
            progress.worked(1);
            for (IProject project : projects) {
                clean(project, parts.keySet(), progress);
            }
        } catch (StorageException e) {
            return Status.error(NLS.bind(Messages.LeaveOut_failed, e.getMessage()));
        } catch (CoreException e) {
            return e.getStatus();
        }
        return Status.OK_STATUS;
    }

    private static String key(SurveyedPart part) {
        return part.category() + "\n" + part.group() + "\n" + part.name();
    }

    /** The markers go at once; what their going means for other parts is checked. */
    private static void clean(IProject project, Set<String> gone, SubMonitor progress)
            throws CoreException {
        for (IMarker marker : ProblemMarkers.of(project)) {
            if (ProblemMarkers.part(marker).filter(p -> gone.contains(key(p))).isPresent()) {
                marker.delete();
            }
        }
        Optional<LacunaProject> ours = LacunaProject.of(project);
        if (ours.isPresent()) {
            project.getFolder(LacunaProject.DATA)
                    .refreshLocal(IResource.DEPTH_INFINITE, progress.split(1));
            CheckJob.all(ours.get()).schedule();
        }
    }
}
