package org.lacuna.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes over what somebody has marked on the same part elsewhere. */
public final class AnnotationMerge {
    private AnnotationMerge() {}

    /**
     * One edit that adds the annotations of {@code imported}, as {@link Origin#IMPORTED}, with ids
     * that the part has not had yet, and the classes that it lacks.
     *
     * @param description of the edit, for people
     * @return empty when there is nothing to add
     * @throws IllegalArgumentException when the grids differ
     */
    public static Optional<Edit> edit(
            String description, AnnotatedPart part, AnnotatedPart imported) {
        if (!part.grid().equals(imported.grid())) {
            throw new IllegalArgumentException(
                    "grid: " + imported.grid() + ", expected " + part.grid());
        }
        List<Edit> edits = new ArrayList<>();
        AnnotatedPart now = part;
        for (AnnotationClass c : imported.classes().classes()) {
            if (now.classes().find(c.name()).isEmpty()) {
                Edit edit =
                        Edit.classes(
                                description, now, now.classes().including(c.name(), c.colour()));
                edits.add(edit);
                now = edit.apply(now);
            }
        }
        for (Annotation a : imported.annotations()) {
            Edit edit =
                    Edit.add(
                            description,
                            now,
                            new Annotation(now.freshId(), a.details(), a.mask(), Origin.IMPORTED));
            edits.add(edit);
            now = edit.apply(now);
        }
        return edits.isEmpty() ? Optional.empty() : Optional.of(new Edit.Batch(description, edits));
    }
}
