package org.lacuna.ui.internal.parts;

import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.lacuna.core.Modality;
import org.lacuna.ui.PartItem;

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

    /** What there is to say beyond the cell; null where it says all. */
    static String toolTip(PartColumn column, PartItem part) {
        return switch (column) {
            case VERDICT, SCORE -> part.inspection().map(PartTexts::reason).orElse(null);
            case MARGIN -> part.inspection().flatMap(Margin::of).map(Margin::describe).orElse(null);
            case PART -> part.id().toString();
            case GROUP, RGB, XYZ -> null;
        };
    }

    ColumnLabelProvider of(PartColumn column) {
        return new ColumnLabelProvider() {
            @Override
            public String getText(Object element) {
                return text(column, (PartItem) element);
            }

            @Override
            public Image getImage(Object element) {
                return column == PartColumn.VERDICT
                        ? icons.of(((PartItem) element).verdict())
                        : null;
            }

            @Override
            public Font getFont(Object element) {
                return column == PartColumn.VERDICT ? marks.font((PartItem) element) : null;
            }

            @Override
            public String getToolTipText(Object element) {
                return toolTip(column, (PartItem) element);
            }
        };
    }
}
