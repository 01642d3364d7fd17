package org.lacuna.ui.projects.internal;

import org.eclipse.core.resources.IMarker;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionGenerator2;

/** The quick fixes of a problem. */
public final class ProblemResolutions implements IMarkerResolutionGenerator2 {
    @Override
    public boolean hasResolutions(IMarker marker) {
        return ProblemMarkers.part(marker).isPresent();
    }

    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        return ProblemMarkers.part(marker)
                .map(part -> new IMarkerResolution[] {new LeaveOutResolution(marker)})
                .orElse(new IMarkerResolution[0]);
    }
}
