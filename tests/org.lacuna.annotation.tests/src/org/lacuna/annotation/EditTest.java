package org.lacuna.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

class EditTest {
    private static final RunMask EMPTY = RunMask.empty(Script.GRID);

    @Test
    void everyEdit_undone_givesThePartBefore() {
        Script script = new Script(1);
        for (int i = 0; i < 500; i++) {
            AnnotatedPart before = script.part();
            Script.Step step = script.next();
            if (step.kind() == Script.Kind.PERFORM) {
                AnnotatedPart back = step.edit().undo(script.part());
                assertEquals(before.annotations(), back.annotations());
                assertEquals(before.classes(), back.classes());
                assertEquals(script.part(), step.edit().apply(back));
            }
        }
    }

    @Test
    void allEdits_undone_giveTheStart() {
        Script script = new Script(2);
        Deque<Edit> done = new ArrayDeque<>();
        for (int i = 0; i < 300; i++) {
            Script.Step step = script.next();
            switch (step.kind()) {
                case UNDO -> done.removeLast();
                case SAVE -> {}
                default -> done.addLast(step.edit());
            }
        }
        AnnotatedPart part = script.part();
        while (!done.isEmpty()) {
            part = done.removeLast().undo(part);
        }
        assertEquals(List.of(), part.annotations());
        assertEquals(Script.start().classes(), part.classes());
    }

    /** What a stroke costs is what it changes, not how large the mask is. */
    @Test
    void paint_overSetPixels_keepsTheDifferenceOnly() {
        RunMask all = RunMask.ofEdges(Script.GRID, new int[] {0, Script.GRID.pixels()});
        AnnotatedPart part = part(all);
        Edit.ChangeMask paint = (Edit.ChangeMask) Edit.paint("Brush", part, "a1", all);
        assertEquals(EMPTY, paint.difference());
        Edit.ChangeMask erase =
                (Edit.ChangeMask)
                        Edit.erase("Eraser", part, "a1", Shapes.rectangle(Script.GRID, 1, 1, 3, 2));
        assertEquals(2, erase.difference().count());
    }

    @Test
    void ids_ofRemovedAnnotations_doNotComeBack() {
        AnnotatedPart part = part(EMPTY);
        assertEquals("a2", part.freshId());
        assertEquals("a2", part.without("a1").freshId());
    }

    @Test
    void edits_madeForAnotherState_areRefused() {
        AnnotatedPart part = part(EMPTY);
        Edit again = Edit.add("Add", part, part.require("a1"));
        assertThrows(IllegalArgumentException.class, () -> again.apply(part));
        Edit details =
                new Edit.ChangeDetails(
                        "Describe",
                        "a1",
                        Annotation.Details.of("scratch"),
                        Annotation.Details.of("dent"));
        assertThrows(IllegalArgumentException.class, () -> details.apply(part));
        Edit missing = new Edit.ChangeMask("Brush", "a9", EMPTY);
        assertThrows(IllegalArgumentException.class, () -> missing.apply(part));
        Edit classes = Edit.classes("Classes", part, ClassCatalogue.empty());
        assertThrows(
                IllegalArgumentException.class,
                () -> classes.apply(part),
                "a class in use cannot go");
    }

    @Test
    void batch_thatFailsInTheMiddle_changesNothing() {
        AnnotatedPart part = part(EMPTY);
        Edit batch =
                new Edit.Batch(
                        "Both",
                        List.of(
                                Edit.remove("Remove", part, "a1"),
                                Edit.remove("Remove", part, "a1")));
        assertThrows(IllegalArgumentException.class, () -> batch.apply(part));
        assertEquals(1, part.annotations().size());
        assertThrows(
                IllegalArgumentException.class, () -> new Edit.Batch("Nested", List.of(batch)));
    }

    @Test
    void texts_thatNoFileCouldHold_areRefused() {
        for (String bad : new String[] {"a\u0000b", "\ud800", "x\ufffe", "a\rb"}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Annotation.Details("dent", Severity.MINOR, bad, ReviewState.DRAFT));
            assertThrows(IllegalArgumentException.class, () -> new AnnotationClass(bad, 0, 0));
        }
        assertThrows(IllegalArgumentException.class, () -> new AnnotationClass(" ", 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new AnnotationClass("a\nb", 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> AnnotatedPart.empty("../x", Script.GRID, ClassCatalogue.empty()));
    }

    @Test
    void catalogue_givesColoursAndFreeKeys_untilThereAreNone() {
        ClassCatalogue c = ClassCatalogue.empty();
        for (int i = 0; i < 11; i++) {
            c = c.including("c" + i).including("c" + i);
        }
        assertEquals(11, c.classes().size());
        assertEquals("c8", c.ofKey(9).orElseThrow().name());
        assertEquals(0, c.find("c10").orElseThrow().hotKey());
        assertEquals("#d55e00", c.classes().getFirst().colourText());
        AnnotationClass x = new AnnotationClass("x", 1, 1);
        AnnotationClass y = new AnnotationClass("y", 1, 1);
        assertThrows(IllegalArgumentException.class, () -> new ClassCatalogue(List.of(x, x)));
        assertThrows(IllegalArgumentException.class, () -> new ClassCatalogue(List.of(x, y)));
    }

    private static AnnotatedPart part(RunMask mask) {
        return Script.start()
                .with(new Annotation("a1", Annotation.Details.of("dent"), mask, Origin.DRAWN));
    }
}
