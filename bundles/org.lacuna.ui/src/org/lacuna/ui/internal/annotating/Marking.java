package org.lacuna.ui.internal.annotating;

import org.eclipse.osgi.util.NLS;
import org.lacuna.annotation.AnnotatedPart;
import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.AnnotationMerge;
import org.lacuna.annotation.Edit;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.RunMask;
import org.lacuna.ui.internal.viewing.Finding;

import java.util.List;
import java.util.Optional;

/**
 * What people do with annotations, as edits of an {@link AnnotationDesk}: each of them one step of
 * undo. UI thread only.
 */
public final class Marking {
    /** What happens to the pixels of a finished shape. */
    public enum Mode {
        /** They become a new annotation. */
        NEW,
        /** They are added to the selected annotation. */
        ADD,
        /** They are taken from the selected annotation. */
        CUT
    }

    private final AnnotationDesk desk;

    public Marking(AnnotationDesk desk) {
        this.desk = desk;
    }

    /**
     * A finished shape; without pixels nothing happens.
     *
     * @param description name of the step, for people
     */
    public void shape(String description, RunMask mask, Mode mode) {
        if (mask.isEmpty() || !desk.isReady()) {
            return;
        }
        AnnotatedPart part = desk.part().orElseThrow();
        Optional<Annotation> selected = desk.selected();
        if (mode == Mode.NEW || selected.isEmpty()) {
            if (mode != Mode.CUT) {
                add(description, mask, Origin.DRAWN, ReviewState.DRAFT);
            }
            return;
        }
        String id = selected.get().id();
        Edit edit =
                mode == Mode.ADD
                        ? Edit.paint(description, part, id, mask)
                        : Edit.erase(description, part, id, mask);
        if (!(edit instanceof Edit.ChangeMask change && change.difference().isEmpty())) {
            desk.edit(edit);
        }
    }

    private void add(String description, RunMask mask, Origin origin, ReviewState state) {
        AnnotatedPart part = desk.part().orElseThrow();
        AnnotationClass type =
                desk.currentClass()
                        .orElseGet(() -> AnnotationPreferences.classes().classes().getFirst());
        Annotation.Details plain = Annotation.Details.of(type.name());
        Annotation annotation =
                new Annotation(
                        part.freshId(),
                        new Annotation.Details(
                                plain.className(), plain.severity(), plain.comment(), state),
                        mask,
                        origin);
        Edit edit = Edit.add(description, part, annotation);
        if (part.classes().find(type.name()).isEmpty()) {
            edit =
                    new Edit.Batch(
                            description,
                            List.of(
                                    Edit.classes(
                                            description,
                                            part,
                                            part.classes().including(type.name(), type.colour())),
                                    edit));
        }
        desk.edit(edit);
        select(annotation.id());
    }

    private void select(String id) {
        desk.subject()
                .ifPresent(
                        s ->
                                desk.attention()
                                        .focusOn(
                                                Optional.of(new Finding.Marked(s.id(), id)),
                                                false));
    }

    /** Says something else about an annotation. */
    public void describe(String id, Annotation.Details details) {
        AnnotatedPart part = desk.part().orElseThrow();
        if (!part.require(id).details().equals(details)) {
            desk.edit(Edit.describe(Messages.Marking_describe, part, id, details));
        }
    }

    /** Removes the selected annotation. */
    public void delete() {
        desk.selected()
                .ifPresent(
                        a ->
                                desk.edit(
                                        Edit.remove(
                                                Messages.Marking_delete,
                                                desk.part().orElseThrow(),
                                                a.id())));
    }

    /**
     * Takes a decision on what is selected. A region of the verdict becomes an annotation with it,
     * in the current class.
     */
    public void review(ReviewState state) {
        desk.selected()
                .ifPresent(
                        a ->
                                describe(
                                        a.id(),
                                        new Annotation.Details(
                                                a.details().className(),
                                                a.details().severity(),
                                                a.details().comment(),
                                                state)));
        selectedRegion().ifPresent(r -> takeOver(r, state));
    }

    /** The selected region of the verdict. */
    public Optional<Finding.Region> selectedRegion() {
        return desk.attention()
                .focus()
                .filter(f -> desk.subject().map(s -> s.id().equals(f.part())).orElse(false))
                .flatMap(f -> f instanceof Finding.Region r ? Optional.of(r) : Optional.empty());
    }

    private void takeOver(Finding.Region region, ReviewState state) {
        Optional<RunMask> mask = desk.subject().flatMap(s -> s.maskOf(region));
        if (mask.isEmpty()) {
            desk.say(NLS.bind(Messages.Marking_noSuchRegion, region.index() + 1), true);
            return;
        }
        String text =
                switch (state) {
                    case ACCEPTED -> Messages.Marking_accept;
                    case REJECTED -> Messages.Marking_reject;
                    default -> Messages.Marking_takeOver;
                };
        add(text, mask.get(), Origin.REGION, state);
    }

    /** Opens the selected finding for the brush. */
    public void correct() {
        selectedRegion().ifPresent(r -> takeOver(r, ReviewState.DRAFT));
        if (desk.selected().isPresent()) {
            desk.change(s -> s.withTool(Tool.BRUSH));
        }
    }

    /** Chooses the class of that key, for the selected annotation and for what is drawn next. */
    public void chooseClass(int hotKey) {
        desk.part()
                .flatMap(p -> p.classes().ofKey(hotKey))
                .ifPresent(
                        c -> {
                            desk.setCurrentClass(c.name());
                            desk.selected()
                                    .ifPresent(
                                            a ->
                                                    describe(
                                                            a.id(),
                                                            new Annotation.Details(
                                                                    c.name(),
                                                                    a.details().severity(),
                                                                    a.details().comment(),
                                                                    a.details().state())));
                        });
    }

    /** A class more, for this part and all that come. */
    public void addClass(String name) {
        AnnotatedPart part = desk.part().orElseThrow();
        if (part.classes().find(name).isEmpty()) {
            desk.edit(
                    Edit.classes(Messages.Marking_addClass, part, part.classes().including(name)));
            AnnotationPreferences.setClasses(desk.part().orElseThrow().classes());
        }
        desk.setCurrentClass(name);
    }

    /** Adds annotations of a file, as one step. Classes are added where they are missing. */
    public void importAll(AnnotatedPart imported) {
        AnnotationMerge.edit(Messages.Marking_import, desk.part().orElseThrow(), imported)
                .ifPresent(desk::edit);
    }

    /** What is at a pixel: the uppermost annotation, or else a region of the verdict. */
    public Optional<Finding> at(int column, int row) {
        return desk.subject()
                .flatMap(
                        s -> {
                            for (Annotation a :
                                    desk.part().orElseThrow().annotations().reversed()) {
                                if (a.mask().contains(column, row)) {
                                    return Optional.of(new Finding.Marked(s.id(), a.id()));
                                }
                            }
                            return s.regions().stream()
                                    .filter(r -> r.contains(column, row))
                                    .map(r -> (Finding) r.finding())
                                    .findFirst();
                        });
    }
}
