package org.lacuna.ui;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.lacuna.ui.internal.cloud.Messages;

import java.util.Optional;

/**
 * What a screen reader says of the cloud: of which part it is, and what is dragged, measured or
 * under the mouse. UI thread only.
 */
final class CloudAccessible extends AccessibleAdapter {
    private final CloudCanvas canvas;
    private Optional<PartItem> part = Optional.empty();

    private CloudAccessible(CloudCanvas canvas) {
        this.canvas = canvas;
    }

    static CloudAccessible of(CloudCanvas canvas) {
        CloudAccessible accessible = new CloudAccessible(canvas);
        canvas.getAccessible().addAccessibleListener(accessible);
        return accessible;
    }

    /** Another part is shown. */
    void setPart(PartItem other) {
        part = Optional.of(other);
    }

    /** What is said of a measurement, or of the point under the mouse, has changed. */
    void told() {
        canvas.getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }

    @Override
    public void getName(AccessibleEvent e) {
        e.result =
                part.map(p -> NLS.bind(Messages.Cloud_nameOf, p.id())).orElse(Messages.Cloud_name);
    }

    @Override
    public void getDescription(AccessibleEvent e) {
        e.result =
                canvas.clip().text().or(() -> canvas.measure().text()).orElseGet(canvas::shownText);
    }
}
