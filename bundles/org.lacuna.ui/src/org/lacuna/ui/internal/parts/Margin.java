package org.lacuna.ui.internal.parts;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.Inspection;
import org.lacuna.ui.internal.Numbers;

import java.util.Optional;

/**
 * How far a part is from the threshold that decided its verdict: what is close to it deserves a
 * look.
 *
 * @param value score minus threshold: above 0 beyond it, otherwise below
 * @param limit the threshold that decided
 */
record Margin(double value, Limit limit) {
    /** Which threshold. */
    enum Limit {
        /** Of the part score: parts above go to review. */
        REVIEW,
        /** Of the part score: parts above are NOK. */
        DEFECT,
        /** Of the map: what is above is a defect candidate. */
        PIXEL
    }

    /** Empty where no threshold decided: not inspected, or too little seen for an OK. */
    static Optional<Margin> of(Inspection i) {
        Inspection.Thresholds limits = i.thresholds();
        return switch (Cause.of(i)) {
            case ABOVE_DEFECT -> Optional.of(new Margin(i.score() - limits.defect(), Limit.DEFECT));
            case BETWEEN, BELOW_REVIEW ->
                    Optional.of(new Margin(i.score() - limits.review(), Limit.REVIEW));
            case REGION ->
                    Optional.of(
                            new Margin(
                                    i.regions().getFirst().peakScore() - limits.pixel(),
                                    Limit.PIXEL));
            case TOO_LITTLE_SEEN, NO_DATA, RECORDED -> Optional.empty();
        };
    }

    /** With sign and three decimals. */
    String text() {
        return Numbers.format("%+.3f", value);
    }

    /** Says which threshold it is the distance to. */
    String describe() {
        String name =
                switch (limit) {
                    case REVIEW -> Messages.Margin_review;
                    case DEFECT -> Messages.Margin_defect;
                    case PIXEL -> Messages.Margin_pixel;
                };
        return NLS.bind(
                value > 0 ? Messages.Margin_above : Messages.Margin_below,
                PartTexts.number(Math.abs(value)),
                name);
    }
}
