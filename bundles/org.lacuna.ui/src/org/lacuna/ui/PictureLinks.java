package org.lacuna.ui;

import org.eclipse.swt.SWT;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.DefectRegion;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.annotating.Tool;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.GridArea;

import java.util.Optional;

/**
 * Keeps the image view in step with the other views of its window and with the annotations: shows
 * the cross, flies to findings, follows the cloud. UI thread only.
 */
final class PictureLinks implements Attention.Listener, AnnotationDesk.Listener {
    /** So much larger than a finding is what is shown of it. */
    private static final double SURROUNDINGS = 3;

    private static final double FINDING_ZOOM = 12;

    private final PictureCanvas canvas;
    private final AnnotationDesk desk;

    PictureLinks(PictureCanvas canvas, AnnotationDesk desk) {
        this.canvas = canvas;
        this.desk = desk;
    }

    void listen() {
        desk.attention().addListener(this);
        desk.addListener(this);
        canvas.addDisposeListener(
                e -> {
                    desk.attention().removeListener(this);
                    desk.removeListener(this);
                    canvas.drawing().cancel();
                });
    }

    @Override
    public void cursorMoved() {
        canvas.redraw();
    }

    @Override
    public void focusChanged(boolean fly) {
        canvas.repaint();
        if (fly) {
            desk.attention().focus().flatMap(this::around).ifPresent(this::flyTo);
        }
    }

    @Override
    public void cloudMoved() {
        if (canvas.pictureLook().follows()) {
            desk.attention()
                    .inCloud()
                    .filter(
                            a ->
                                    canvas.picture()
                                            .filter(p -> p.subject().id().equals(a.part()))
                                            .isPresent())
                    .ifPresent(canvas::lookAt);
        }
    }

    @Override
    public void annotationsChanged() {
        canvas.repaint();
    }

    @Override
    public void settingsChanged() {
        if (desk.settings().tool() != canvas.drawing().drawing().tool()) {
            canvas.drawing().cancel();
        }
        canvas.setCursor(
                canvas.getDisplay()
                        .getSystemCursor(
                                desk.settings().tool() == Tool.SELECT
                                        ? SWT.CURSOR_ARROW
                                        : SWT.CURSOR_CROSS));
        canvas.redraw();
    }

    private void flyTo(GridArea area) {
        canvas.flyTo(area, FINDING_ZOOM);
    }

    /** A finding with its surroundings; empty when it is none of the shown part's. */
    private Optional<GridArea> around(Finding finding) {
        return canvas.picture()
                .filter(p -> p.subject().id().equals(finding.part()))
                .flatMap(p -> bounds(finding))
                .map(
                        b -> {
                            double w = b.width() * SURROUNDINGS;
                            double h = b.height() * SURROUNDINGS;
                            return new GridArea(
                                    finding.part(),
                                    b.column() + (b.width() - w) / 2,
                                    b.row() + (b.height() - h) / 2,
                                    w,
                                    h);
                        });
    }

    private Optional<RunMask.Bounds> bounds(Finding finding) {
        return switch (finding) {
            case Finding.Region r -> {
                DefectRegion box = r.region();
                yield Optional.of(
                        new RunMask.Bounds(box.column(), box.row(), box.width(), box.height()));
            }
            case Finding.Marked m ->
                    desk.part()
                            .flatMap(p -> p.find(m.id()))
                            .filter(a -> !a.mask().isEmpty())
                            .map(a -> a.mask().bounds());
        };
    }
}
