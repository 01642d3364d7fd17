package org.lacuna.annotation.internal;

import org.lacuna.annotation.Annotation;
import org.lacuna.annotation.AnnotationClass;
import org.lacuna.annotation.ClassCatalogue;
import org.lacuna.annotation.Edit;
import org.lacuna.annotation.Origin;
import org.lacuna.annotation.ReviewState;
import org.lacuna.annotation.Severity;

import java.util.ArrayList;
import java.util.List;

/** Edits as bytes, for the journal (docs/formats.md, 'Annotation journal'). */
final class EditCodec {
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int MASK = 3;
    private static final int DETAILS = 4;
    private static final int CLASSES = 5;
    private static final int BATCH = 6;

    private EditCodec() {}

    static void write(RecordOutput out, Edit edit) {
        switch (edit) {
            case Edit.Add e -> {
                head(out, ADD, e);
                out.number(e.index());
                annotation(out, e.annotation());
            }
            case Edit.Remove e -> {
                head(out, REMOVE, e);
                out.number(e.index());
                annotation(out, e.annotation());
            }
            case Edit.ChangeMask e -> {
                head(out, MASK, e);
                out.text(e.id());
                out.mask(e.difference());
            }
            case Edit.ChangeDetails e -> {
                head(out, DETAILS, e);
                out.text(e.id());
                details(out, e.before());
                details(out, e.after());
            }
            case Edit.ChangeClasses e -> {
                head(out, CLASSES, e);
                classes(out, e.before());
                classes(out, e.after());
            }
            case Edit.Batch e -> {
                head(out, BATCH, e);
                out.number(e.edits().size());
                e.edits().forEach(single -> write(out, single));
            }
        }
    }

    private static void head(RecordOutput out, int kind, Edit edit) {
        out.octet(kind);
        out.text(edit.description());
    }

    private static void annotation(RecordOutput out, Annotation a) {
        out.text(a.id());
        details(out, a.details());
        out.octet(a.origin().ordinal());
        out.mask(a.mask());
    }

    private static void details(RecordOutput out, Annotation.Details d) {
        out.text(d.className());
        out.octet(d.severity().ordinal());
        out.text(d.comment());
        out.octet(d.state().ordinal());
    }

    private static void classes(RecordOutput out, ClassCatalogue catalogue) {
        out.number(catalogue.classes().size());
        for (AnnotationClass c : catalogue.classes()) {
            out.text(c.name());
            out.number(c.colour());
            out.octet(c.hotKey());
        }
    }

    /**
     * @throws BadRecordException when the bytes are no edit
     */
    static Edit read(RecordInput in) throws BadRecordException {
        return read(in, true);
    }

    private static Edit read(RecordInput in, boolean batches) throws BadRecordException {
        int kind = in.octet();
        String description = in.text();
        switch (kind) {
            case ADD:
                return new Edit.Add(description, in.number(), annotation(in));
            case REMOVE:
                return new Edit.Remove(description, in.number(), annotation(in));
            case MASK:
                return new Edit.ChangeMask(description, in.text(), in.mask());
            case DETAILS:
                return new Edit.ChangeDetails(description, in.text(), details(in), details(in));
            case CLASSES:
                return new Edit.ChangeClasses(description, classes(in), classes(in));
            case BATCH:
                if (!batches) {
                    throw in.wrong("a batch within a batch", "a single edit");
                }
                List<Edit> edits = new ArrayList<>();
                for (int left = in.count(); left > 0; left--) {
                    edits.add(read(in, false));
                }
                return new Edit.Batch(description, edits);
            default:
                throw in.wrong("edit of kind " + kind, ADD + ".." + BATCH);
        }
    }

    private static Annotation annotation(RecordInput in) throws BadRecordException {
        String id = in.text();
        Annotation.Details details = details(in);
        Origin origin = in.constant(Origin.values());
        return new Annotation(id, details, in.mask(), origin);
    }

    private static Annotation.Details details(RecordInput in) throws BadRecordException {
        String name = in.text();
        Severity severity = in.constant(Severity.values());
        String comment = in.text();
        return new Annotation.Details(name, severity, comment, in.constant(ReviewState.values()));
    }

    private static ClassCatalogue classes(RecordInput in) throws BadRecordException {
        List<AnnotationClass> list = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            list.add(new AnnotationClass(in.text(), in.number(), in.octet()));
        }
        return new ClassCatalogue(list);
    }
}
