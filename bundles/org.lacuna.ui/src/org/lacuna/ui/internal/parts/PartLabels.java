package org.lacuna.ui.internal.parts;

import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.lacuna.core.Modality;
import org.lacuna.ui.PartItem;

import java.util.Optional;
import java.util.function.Function;

/** What the cells of the list of parts say. UI thread. */
final class PartLabels {
    private final VerdictIcons icons;
    private final TrialMarks marks;
    private final Function<PartItem, String> name;

    /**
     * @param icons owned by the view
     * @param marks of thresholds on trial
     * @param name of a part in its list
     */
    PartLabels(VerdictIcons icons, TrialMarks marks, Function<PartItem, String> name) {
        this.icons = icons;
        this.marks = marks;
        this.name = name;
    }

    String text(PartColumn column, PartItem part) {
        return switch (column) {
            case VERDICT -> marks.verdictText(part);
            case SCORE -> PartTexts.score(part);
            case MARGIN -> part.inspection().flatMap(Margin::of).map(Margin::text).orElse("");
            case PART -> name.apply(part);
            case GROUP -> PartTexts.group(part);
            case RGB -> PartTexts.status(part, Modality.RGB);
            case XYZ -> PartTexts.status(part, Modality.XYZ);
        };
    }

    /** What there is to say beyond the cell; empty where it says all. */
    static Optional<String> toolTip(PartColumn column, PartItem part) {
        return switch (column) {
            case VERDICT, SCORE -> part.inspection().map(PartTexts::reason);
            case MARGIN -> part.inspection().flatMap(Margin::of).map(Margin::describe);
            case PART -> Optional.of(part.id().toString());
            case GROUP, RGB, XYZ -> Optional.empty();
        };
    }

    /** Sign of the verdict. */
    Image icon(PartItem part) {
        return icons.of(part.verdict());
    }

    /** Of the verdict; null for the list's own. */
    Font font(PartItem part) {
        return marks.font(part);
    }
}
