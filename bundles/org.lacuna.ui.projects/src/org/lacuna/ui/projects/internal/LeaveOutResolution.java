package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.lacuna.workflow.LeaveOut;
import org.lacuna.workflow.SurveyedPart;

import java.util.Arrays;
import java.util.List;

/** Quick fix: the part leaves its data set, as it can at the import; nothing is deleted. */
final class LeaveOutResolution extends WorkbenchMarkerResolution {
    private final IMarker marker;
    private final SurveyedPart part;

    LeaveOutResolution(IMarker marker, SurveyedPart part) {
        this.marker = marker;
        this.part = part;
    }

    @Override
    public String getLabel() {
        return NLS.bind(Messages.LeaveOut_label, part.group() + "/" + part.name());
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
