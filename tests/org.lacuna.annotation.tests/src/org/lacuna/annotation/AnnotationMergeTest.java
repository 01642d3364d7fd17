package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class AnnotationMergeTest {
    private static final GridSize GRID = new GridSize(16, 12);

    private static AnnotatedPart part(String type, int... columns) {
        AnnotatedPart part =
                AnnotatedPart.empty("007", GRID, ClassCatalogue.empty().including(type));
        for (int c : columns) {
            part =
                    Edit.add(
                                    "Add",
                                    part,
                                    new Annotation(
                                            part.freshId(),
                                            Annotation.Details.of(type),
                                            Shapes.rectangle(GRID, c, 2, c + 3, 5),
                                            Origin.DRAWN))
                            .apply(part);
        }
        return part;
    }

    @Test
    void edit_addsAnnotationsAndMissingClasses_andCanBeUndone() {
        AnnotatedPart here = part("dent", 1);
        AnnotatedPart there = part("scratch", 5, 9);
        Edit edit = AnnotationMerge.edit("Import", here, there).orElseThrow();
        AnnotatedPart both = edit.apply(here);
        assertEquals(3, both.annotations().size());
        assertEquals(
                List.of("a1", "a2", "a3"),
                both.annotations().stream().map(Annotation::id).toList());
        assertEquals(Origin.IMPORTED, both.annotations().get(1).origin());
        assertEquals(there.annotations().get(1).mask(), both.annotations().get(2).mask());
        assertEquals(2, both.classes().classes().size());
        AnnotatedPart undone = edit.undo(both);
        assertEquals(here.annotations(), undone.annotations());
        assertEquals(here.classes(), undone.classes());
    }

    @Test
    void edit_ofNothingNew_isEmpty() {
        AnnotatedPart here = part("dent", 1);
        assertEquals(Optional.empty(), AnnotationMerge.edit("Import", here, part("dent")));
    }

    @Test
    void edit_ofAnotherGrid_isRefusedWithBoth() {
        AnnotatedPart other =
                AnnotatedPart.empty("007", new GridSize(5, 4), ClassCatalogue.empty());
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> AnnotationMerge.edit("Import", part("dent"), other));
        assertEquals("grid: 5 x 4, expected 16 x 12", e.getMessage());
    }
}
