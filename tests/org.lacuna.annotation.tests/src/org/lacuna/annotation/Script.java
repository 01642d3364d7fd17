package org.lacuna.annotation;

import org.lacuna.core.SeededRandom;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What somebody does who annotates: the same steps for the same seed, with the state that they lead
 * to. Holds its own undo history, so that sessions can be held against it.
 */
public final class Script {
    public static final GridSize GRID = new GridSize(64, 48);

    /** One step, and the edit that it makes. */
    public enum Kind {
        PERFORM,
        UNDO,
        REDO,
        SAVE
    }

    /**
     * @param edit null for {@link Kind#SAVE}
     */
    public record Step(Kind kind, Edit edit) {}

    private final SeededRandom random;
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();
    private AnnotatedPart part = start();
    private int steps;

    public Script(long seed) {
        random = new SeededRandom(seed);
    }

    public static AnnotatedPart start() {
        return AnnotatedPart.empty(
                "007", GRID, ClassCatalogue.empty().including("scratch").including("dent"));
    }

    public AnnotatedPart part() {
        return part;
    }

    public Step next() {
        SeededRandom r = random.fork(steps++);
        int dice = r.nextInt(20);
        if (dice < 3 && !done.isEmpty()) {
            Edit edit = done.removeLast();
            part = edit.undo(part);
            undone.addLast(edit);
            return new Step(Kind.UNDO, edit);
        }
        if (dice < 5 && !undone.isEmpty()) {
            Edit edit = undone.removeLast();
            part = edit.apply(part);
            done.addLast(edit);
            return new Step(Kind.REDO, edit);
        }
        if (dice == 5) {
            return new Step(Kind.SAVE, null);
        }
        Edit edit = edit(r, dice);
        part = edit.apply(part);
        done.addLast(edit);
        undone.clear();
        return new Step(Kind.PERFORM, edit);
    }

    private Edit edit(SeededRandom r, int dice) {
        RunMask stroke = stroke(r);
        if (part.annotations().isEmpty() || dice < 8) {
            Annotation fresh =
                    new Annotation(
                            part.freshId(),
                            Annotation.Details.of(r.nextInt(2) == 0 ? "scratch" : "dent"),
                            stroke,
                            Origin.DRAWN);
            return Edit.add("New annotation", part, fresh);
        }
        String id = part.annotations().get(r.nextInt(part.annotations().size())).id();
        if (dice == 8) {
            return Edit.remove("Remove annotation", part, id);
        }
        if (dice == 9) {
            Annotation.Details d =
                    new Annotation.Details(
                            "dent", Severity.MAJOR, "Grün " + r.nextInt(9), ReviewState.SUBMITTED);
            return Edit.describe("Describe", part, id, d);
        }
        if (dice == 10) {
            return new Edit.Batch(
                    "Class and comment",
                    List.of(
                            Edit.classes(
                                    "Classes", part, part.classes().including("c" + r.nextInt(5))),
                            Edit.reshape("Shape", part, id, stroke)));
        }
        return dice < 15
                ? Edit.erase("Eraser", part, id, stroke)
                : Edit.paint("Brush stroke", part, id, stroke);
    }

    private static RunMask stroke(SeededRandom r) {
        double[] xy = new double[6];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = r.uniform(0, i % 2 == 0 ? GRID.width() : GRID.height());
        }
        return Brush.stroke(GRID, xy, r.uniform(0.7, 5));
    }

    /** Does the step in a session, too. */
    public static void play(Step step, AnnotationSession session) throws Exception {
        switch (step.kind()) {
            case PERFORM -> session.perform(step.edit());
            case UNDO -> session.undo();
            case REDO -> session.redo();
            case SAVE -> session.save();
        }
    }
}
