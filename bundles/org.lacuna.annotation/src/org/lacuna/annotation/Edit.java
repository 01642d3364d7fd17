package org.lacuna.annotation;

import org.lacuna.annotation.internal.Texts;

import java.util.List;
import java.util.Objects;

/**
 * A change of a part's annotations that can be taken back. Holds the difference and not the state
 * before or after: a brush stroke on a large mask costs as much as the pixels it changes.
 * Immutable; {@code undo(apply(part))} has the annotations and classes of {@code part}.
 */
public sealed interface Edit {
    int MAX_DESCRIPTION = 200;

    /** Edits that one batch may hold. */
    int MAX_BATCH = 100_000;

    /** What it does, for people: e.g. {@code Brush stroke}. */
    String description();

    /**
     * @throws IllegalArgumentException when the edit was made for another state of the part
     */
    AnnotatedPart apply(AnnotatedPart part);

    /**
     * Takes the edit back.
     *
     * @throws IllegalArgumentException when the part is not as the edit left it
     */
    AnnotatedPart undo(AnnotatedPart part);

    /** A new annotation on top of the others. */
    static Edit add(String description, AnnotatedPart part, Annotation annotation) {
        return new Add(description, part.annotations().size(), annotation);
    }

    /** Removes an annotation. */
    static Edit remove(String description, AnnotatedPart part, String id) {
        return new Remove(description, part.indexOf(id), part.require(id));
    }

    /** Adds pixels to an annotation. */
    static Edit paint(String description, AnnotatedPart part, String id, RunMask pixels) {
        return new ChangeMask(description, id, pixels.minus(part.require(id).mask()));
    }

    /** Takes pixels from an annotation. */
    static Edit erase(String description, AnnotatedPart part, String id, RunMask pixels) {
        return new ChangeMask(description, id, pixels.intersect(part.require(id).mask()));
    }

    /** Gives an annotation another mask. */
    static Edit reshape(String description, AnnotatedPart part, String id, RunMask mask) {
        return new ChangeMask(description, id, mask.xor(part.require(id).mask()));
    }

    /** Changes class, severity, comment or state of an annotation. */
    static Edit describe(
            String description, AnnotatedPart part, String id, Annotation.Details details) {
        return new ChangeDetails(description, id, part.require(id).details(), details);
    }

    /** Changes the catalogue of classes. */
    static Edit classes(String description, AnnotatedPart part, ClassCatalogue classes) {
        return new ChangeClasses(description, part.classes(), classes);
    }

    private static void check(String description) {
        Texts.checkName("description", description, MAX_DESCRIPTION);
    }

    private static void require(boolean fits, String description) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "part: not as '" + description + "' was made for, expected the same state");
        }
    }

    /**
     * A new annotation.
     *
     * @param index its place
     */
    record Add(String description, int index, Annotation annotation) implements Edit {
        public Add {
            check(description);
            Objects.requireNonNull(annotation, "annotation");
        }

        @Override
        public AnnotatedPart apply(AnnotatedPart part) {
            return part.with(index, annotation);
        }

        @Override
        public AnnotatedPart undo(AnnotatedPart part) {
            Edit.require(part.require(annotation.id()).equals(annotation), description);
            return part.without(annotation.id());
        }
    }

    /**
     * An annotation less.
     *
     * @param index the place it had
     */
    record Remove(String description, int index, Annotation annotation) implements Edit {
        public Remove {
            check(description);
            Objects.requireNonNull(annotation, "annotation");
        }

        @Override
        public AnnotatedPart apply(AnnotatedPart part) {
            Edit.require(part.require(annotation.id()).equals(annotation), description);
            return part.without(annotation.id());
        }

        @Override
        public AnnotatedPart undo(AnnotatedPart part) {
            return part.with(index, annotation);
        }
    }

    /**
     * Pixels that come and go.
     *
     * @param id of the annotation
     * @param difference the pixels that change
     */
    record ChangeMask(String description, String id, RunMask difference) implements Edit {
        public ChangeMask {
            check(description);
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(difference, "difference");
        }

        @Override
        public AnnotatedPart apply(AnnotatedPart part) {
            Annotation a = part.require(id);
            return part.replacing(a.withMask(a.mask().xor(difference)));
        }

        @Override
        public AnnotatedPart undo(AnnotatedPart part) {
            return apply(part);
        }
    }

    /**
     * What is said about an annotation.
     *
     * @param id of the annotation
     */
    record ChangeDetails(
            String description, String id, Annotation.Details before, Annotation.Details after)
            implements Edit {
        public ChangeDetails {
            check(description);
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public AnnotatedPart apply(AnnotatedPart part) {
            return change(part, before, after);
        }

        @Override
        public AnnotatedPart undo(AnnotatedPart part) {
            return change(part, after, before);
        }

        private AnnotatedPart change(
                AnnotatedPart part, Annotation.Details from, Annotation.Details to) {
            Annotation a = part.require(id);
            Edit.require(a.details().equals(from), description);
            return part.replacing(a.withDetails(to));
        }
    }

    /** The catalogue of classes. A class that annotations have must stay in it. */
    record ChangeClasses(String description, ClassCatalogue before, ClassCatalogue after)
            implements Edit {
        public ChangeClasses {
            check(description);
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }

        @Override
        public AnnotatedPart apply(AnnotatedPart part) {
            Edit.require(part.classes().equals(before), description);
            return part.withClasses(after);
        }

        @Override
        public AnnotatedPart undo(AnnotatedPart part) {
            Edit.require(part.classes().equals(after), description);
            return part.withClasses(before);
        }
    }

    /**
     * Several edits as one.
     *
     * @param edits in their order, none of them a batch; copied
     */
    record Batch(String description, List<Edit> edits) implements Edit {
        public Batch {
            check(description);
            edits = List.copyOf(edits);
            if (edits.size() > MAX_BATCH) {
                throw new IllegalArgumentException(
                        "edits: " + edits.size() + ", expected at most " + MAX_BATCH);
            }
            for (Edit e : edits) {
                if (e instanceof Batch) {
                    throw new IllegalArgumentException(
                            "edits: a batch within a batch, expected single edits");
                }
            }
        }

        @Override
        public AnnotatedPart apply(AnnotatedPart part) {
            AnnotatedPart p = part;
            for (Edit e : edits) {
                p = e.apply(p);
            }
            return p;
        }

        @Override
        public AnnotatedPart undo(AnnotatedPart part) {
            AnnotatedPart p = part;
            for (Edit e : edits.reversed()) {
                p = e.undo(p);
            }
            return p;
        }
    }
}
