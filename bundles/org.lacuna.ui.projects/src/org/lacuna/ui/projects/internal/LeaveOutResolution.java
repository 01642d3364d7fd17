package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.lacuna.workflow.LeaveOut;

import java.util.Arrays;
import java.util.List;

/** Quick fix: the part leaves its data set, as it can at the import; nothing is deleted. */
final class LeaveOutResolution extends WorkbenchMarkerResolution {
    private final IMarker marker;

    /**
     * @param marker of a problem of a part
     */
    LeaveOutResolution(IMarker marker) {
        this.marker = marker;
    }

    @Override
    public String getLabel() {
        return Messages.LeaveOut_label;
    }

    @Override
    public String getDescription() {
        return NLS.bind(Messages.LeaveOut_description, LeaveOut.FOLDER);
    }

    @Override
    public Image getImage() {
        return null;
    }

    @Override
    public void run(IMarker chosen) {
        new LeaveOutJob(List.of(chosen)).schedule();
    }

    @Override
    public void run(IMarker[] chosen, IProgressMonitor monitor) {
        new LeaveOutJob(List.of(chosen)).schedule();
    }

    @Override
    public IMarker[] findOtherMarkers(IMarker[] all) {
        return Arrays.stream(all)
                .filter(m -> !m.equals(marker) && ProblemMarkers.part(m).isPresent())
                .toArray(IMarker[]::new);
    }
}
