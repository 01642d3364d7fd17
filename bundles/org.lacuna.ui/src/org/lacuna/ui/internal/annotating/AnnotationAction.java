package org.lacuna.ui.internal.annotating;

import org.lacuna.annotation.ReviewState;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What commands without a question do with annotations. */
public enum AnnotationAction {
    TOOL_SELECT(Tool.SELECT),
    TOOL_RECTANGLE(Tool.RECTANGLE),
    TOOL_POLYGON(Tool.POLYGON),
    TOOL_LASSO(Tool.LASSO),
    TOOL_BRUSH(Tool.BRUSH),
    TOOL_ERASER(Tool.ERASER),
    TOOL_WAND(Tool.WAND),
    WAND_COLOUR(WandSource.COLOUR),
    WAND_DEPTH(WandSource.DEPTH),
    WAND_SCORE(WandSource.SCORE),
    LARGER(d -> d.change(DrawingSettings::larger)),
    SMALLER(d -> d.change(DrawingSettings::smaller)),
    DELETE(d -> new Marking(d).delete()),
    SAVE(AnnotationDesk::save),
    SUBMIT(d -> new Marking(d).review(ReviewState.SUBMITTED)),
    ACCEPT(d -> new Marking(d).review(ReviewState.ACCEPTED)),
    REJECT(d -> new Marking(d).review(ReviewState.REJECTED)),
    CORRECT(d -> new Marking(d).correct());

    private final Consumer<AnnotationDesk> action;
    private final Predicate<AnnotationDesk> checked;

    AnnotationAction(Tool tool) {
        this(d -> d.change(s -> s.withTool(tool)), d -> d.settings().tool() == tool);
    }

    AnnotationAction(WandSource source) {
        this(
                d -> d.change(s -> s.withSource(source).withTool(Tool.WAND)),
                d -> d.settings().source() == source);
    }

    AnnotationAction(Consumer<AnnotationDesk> action) {
        this(action, d -> false);
    }

    AnnotationAction(Consumer<AnnotationDesk> action, Predicate<AnnotationDesk> checked) {
        this.action = action;
        this.checked = checked;
    }

    /** Identifier of the command. */
    public String command() {
        return "org.lacuna.ui.annotation." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void run(AnnotationDesk desk) {
        action.accept(desk);
    }

    boolean isChecked(AnnotationDesk desk) {
        return checked.test(desk);
    }
}
