package org.lacuna.ui.internal.parts;

import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;

/** The columns of the list of parts, from left to right, and what they are sorted by. */
public enum PartColumn {
    VERDICT(22, 128),
    PART(38, 100),
    SCORE(10, 52),
    MARGIN(10, 60),
    GROUP(12, 45),
    RGB(12, 45),
    XYZ(12, 45);

    /** Further from every threshold than any part. */
    private static final double LAST = Double.POSITIVE_INFINITY;

    private final int weight;
    private final int minimum;

    PartColumn(int weight, int minimum) {
        this.weight = weight;
        this.minimum = minimum;
    }

    /** Share of the width. */
    int weight() {
        return weight;
    }

    /** Least width in pixels of the window. */
    int minimum() {
        return minimum;
    }

    String title() {
        return switch (this) {
            case VERDICT -> Messages.Column_verdict;
            case SCORE -> Messages.Column_score;
            case MARGIN -> Messages.Column_margin;
            case PART -> Messages.Column_part;
            case GROUP -> Messages.Column_group;
            case RGB -> Modality.RGB.label();
            case XYZ -> Modality.XYZ.label();
        };
    }

    /** What the part is sorted by first. */
    double number(PartItem part) {
        return switch (this) {
            case VERDICT -> urgency(part.verdict());
            case SCORE ->
                    part.inspection()
                            .map(Inspection::score)
                            .filter(s -> !s.isNaN())
                            .orElse(Double.POSITIVE_INFINITY);
            case MARGIN ->
                    part.inspection()
                            .flatMap(Margin::of)
                            .map(m -> Math.abs(m.value()))
                            .orElse(LAST);
            case RGB -> loss(part, Modality.RGB);
            case XYZ -> loss(part, Modality.XYZ);
            case PART, GROUP -> 0;
        };
    }

    /** What the part is sorted by where the number is the same, before its name. */
    String text(PartItem part) {
        return this == GROUP ? part.group() : "";
    }

    /** What somebody has to look at comes first. */
    private static int urgency(Verdict verdict) {
        return switch (verdict) {
            case NOK -> 0;
            case REVIEW -> 1;
            case NOT_INSPECTED -> 2;
            case OK -> 3;
        };
    }

    /** The more of the modality is missing, the larger. */
    private static double loss(PartItem part, Modality modality) {
        if (part.inspection().isEmpty()) {
            return part.files().containsKey(modality) ? 0 : 1;
        }
        ModalityStatus status = part.inspection().get().status(modality);
        return status.state().ordinal() + (1 - status.usableFraction()) / 2;
    }
}
