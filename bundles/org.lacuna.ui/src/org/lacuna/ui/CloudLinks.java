package org.lacuna.ui;

import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.RunMask;
import org.lacuna.core.DefectRegion;
import org.lacuna.ui.internal.annotating.AnnotationDesk;
import org.lacuna.ui.internal.viewing.Attention;
import org.lacuna.ui.internal.viewing.Finding;
import org.lacuna.ui.internal.viewing.GridArea;
import org.lacuna.ui.internal.viewing.PictureLayers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the cloud view in step with the other views of its window: shows the cross and the masks,
 * flies to findings, follows the image. UI thread only.
 */
final class CloudLinks implements Attention.Listener, AnnotationDesk.Listener {
    /** What the selected region of a verdict is shown in: seen on heat colours and on grey. */
    private static final int REGION_RGB = 0x39d0ff;

    /** So much larger than a finding is what is shown of it. */
    private static final double SURROUNDINGS = 0.75;

    private final CloudCanvas canvas;
    private final AnnotationDesk desk;
    private boolean follows;

    CloudLinks(CloudCanvas canvas, AnnotationDesk desk) {
        this.canvas = canvas;
        this.desk = desk;
        desk.attention().addListener(this);
        desk.addListener(this);
        canvas.addDisposeListener(
                e -> {
                    desk.attention().removeListener(this);
                    desk.removeListener(this);
                });
    }

    boolean follows() {
        return follows;
    }

    /** Whether the cloud shows what the image shows. */
    void setFollows(boolean on) {
        follows = on;
        visibleChanged();
    }

    /** Another part is shown. */
    void shown() {
        mark();
        visibleChanged();
    }

    @Override
    public void cursorMoved() {
        canvas.redraw();
    }

    @Override
    public void annotationsChanged() {
        mark();
    }

    @Override
    public void visibleChanged() {
        if (follows) {
            canvas.cloud()
                    .flatMap(
                            c ->
                                    desk.attention()
                                            .visible()
                                            .filter(a -> a.part().equals(c.subject().id()))
                                            .flatMap(c::boxOf))
                    .ifPresent(canvas.eye()::lookAt);
        }
    }

    @Override
    public void focusChanged(boolean fly) {
        mark();
        // Who follows the image gets there with it.
        if (fly && !follows) {
            canvas.cloud()
                    .flatMap(
                            c ->
                                    desk.attention()
                                            .focus()
                                            .filter(f -> f.part().equals(c.subject().id()))
                                            .flatMap(this::area)
                                            .flatMap(c::boxOf))
                    .ifPresent(canvas.eye()::flyTo);
        }
    }

    private Optional<GridArea> area(Finding finding) {
        Optional<GridArea> area =
                switch (finding) {
                    case Finding.Region r -> {
                        DefectRegion box = r.region();
                        yield Optional.of(
                                new GridArea(
                                        r.part(),
                                        box.column(),
                                        box.row(),
                                        box.width(),
                                        box.height()));
                    }
                    case Finding.Marked m ->
                            desk.part()
                                    .flatMap(p -> p.find(m.id()))
                                    .filter(a -> !a.mask().isEmpty())
                                    .map(a -> area(m, a.mask().bounds()));
                };
        return area.map(a -> a.grown(SURROUNDINGS * Math.max(a.width(), a.height())));
    }

    private static GridArea area(Finding.Marked finding, RunMask.Bounds box) {
        return new GridArea(finding.part(), box.column(), box.row(), box.width(), box.height());
    }

    private void mark() {
        canvas.cloud().ifPresent(c -> canvas.setMarks(marks(c)));
    }

    private List<PictureLayers.Mark> marks(PartCloud cloud) {
        List<PictureLayers.Mark> marks = new ArrayList<>();
        if (!desk.subject().equals(Optional.of(cloud.subject()))) {
            return marks;
        }
        desk.attention()
                .focus()
                .flatMap(
                        f ->
                                f instanceof Finding.Region r
                                        ? cloud.subject().maskOf(r)
                                        : Optional.empty())
                .ifPresent(m -> marks.add(new PictureLayers.Mark(m, REGION_RGB, 0.6)));
        Optional<Annotation> selected = desk.selected();
        AnnotatedPart part = desk.part().orElseThrow();
        for (Annotation a : part.annotations()) {
            boolean chosen = selected.filter(s -> s.id().equals(a.id())).isPresent();
            boolean rejected = a.details().state() == ReviewState.REJECTED;
            int rgb = part.classes().find(a.className()).map(c -> c.colour()).orElse(0xffffff);
            marks.add(
                    new PictureLayers.Mark(a.mask(), rgb, rejected ? 0.15 : chosen ? 0.85 : 0.55));
        }
        return marks;
    }
}
