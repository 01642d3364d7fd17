package org.lacuna.ui.internal.parts;

import org.eclipse.osgi.util.NLS;
import org.lacuna.core.Inspection;
import org.lacuna.core.Modality;
import org.lacuna.core.ModalityStatus;
import org.lacuna.core.Split;
import org.lacuna.core.Verdict;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.Numbers;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the views say of parts, in the language of the workbench. Made from the numbers of a verdict
 * and never from its recorded sentence, which is English. Thread-safe.
 */
public final class PartTexts {
    private PartTexts() {}

    public static String of(Verdict verdict) {
        return switch (verdict) {
            case OK -> Messages.Verdict_ok;
            case NOK -> Messages.Verdict_nok;
            case REVIEW -> Messages.Verdict_review;
            case NOT_INSPECTED -> Messages.Verdict_notInspected;
        };
    }

    /** The recorded verdict, also of a part never inspected. */
    public static String verdict(PartItem part) {
        return of(part.verdict());
    }

    /** Score with three decimals, empty without one. */
    static String score(PartItem part) {
        return part.inspection()
                .filter(i -> !Double.isNaN(i.score()))
                .map(i -> number(i.score()))
                .orElse("");
    }

    /** State of a modality; for a part of a data set, whether its file is there. */
    public static String status(PartItem part, Modality modality) {
        return part.inspection()
                .map(i -> of(i.status(modality)))
                .orElseGet(
                        () ->
                                part.files().containsKey(modality)
                                        ? Messages.Status_there
                                        : Messages.Status_absent);
    }

    /** As {@link ModalityStatus#describe} says it in English. */
    static String of(ModalityStatus status) {
        return switch (status.state()) {
            case USED -> Messages.Status_used;
            case DEGRADED -> degraded(status);
            case UNUSABLE ->
                    status.sharpness() < 1
                            ? NLS.bind(Messages.Status_tooBlurred, percent(status.sharpness()))
                            : NLS.bind(Messages.Status_unusable, percent(status.usableFraction()));
            case ABSENT -> Messages.Status_absent;
        };
    }

    private static String degraded(ModalityStatus status) {
        if (!(status.sharpness() < 1)) {
            return NLS.bind(Messages.Status_degraded, percent(status.usableFraction()));
        }
        return Math.round(100 * status.usableFraction()) == 100
                ? NLS.bind(Messages.Status_blurred, percent(status.sharpness()))
                : NLS.bind(
                        Messages.Status_degradedAndBlurred,
                        percent(status.usableFraction()),
                        percent(status.sharpness()));
    }

    /** Split of the data set, or modalities of the setting. */
    public static String group(PartItem part) {
        return part.inspection().isPresent()
                ? part.group()
                : Arrays.stream(Split.values())
                        .filter(s -> s.key().equals(part.group()))
                        .findFirst()
                        .map(PartTexts::of)
                        .orElse(part.group());
    }

    private static String of(Split split) {
        return switch (split) {
            case TRAIN -> Messages.Split_train;
            case VALIDATION -> Messages.Split_validation;
            case TEST -> Messages.Split_test;
        };
    }

    /** Why the part got its verdict. What only the recorded sentence knows is cited from it. */
    public static String reason(Inspection i) {
        Inspection.Thresholds limits = i.thresholds();
        return switch (Cause.of(i)) {
            case ABOVE_DEFECT -> bind(i, Messages.Reason_aboveDefect, i.score(), limits.defect());
            case BETWEEN ->
                    bind(i, Messages.Reason_between, i.score(), limits.review(), limits.defect());
            case REGION ->
                    bind(
                            i,
                            Messages.Reason_region,
                            i.score(),
                            limits.review(),
                            i.regions().getFirst().peakScore(),
                            limits.pixel());
            case BELOW_REVIEW -> bind(i, Messages.Reason_belowReview, i.score(), limits.review());
            case TOO_LITTLE_SEEN -> NLS.bind(Messages.Reason_tooLittleSeen, i.reason());
            case NO_DATA -> NLS.bind(Messages.Reason_noData, modalities(i));
            case RECORDED -> i.reason();
        };
    }

    /** How far it is from the threshold that decided; empty where none did. */
    public static Optional<String> margin(Inspection i) {
        return Margin.of(i).map(m -> m.text() + " (" + m.describe() + ")");
    }

    private static String bind(Inspection i, String text, double... numbers) {
        Object[] values = Arrays.stream(numbers).mapToObj(PartTexts::number).toArray();
        return NLS.bind(text, values) + " (" + modalities(i) + ")";
    }

    private static String modalities(Inspection i) {
        return Arrays.stream(Modality.values())
                .map(m -> m.label() + ": " + of(i.status(m)))
                .collect(Collectors.joining(", "));
    }

    static String number(double value) {
        return Numbers.format("%.3f", value);
    }

    static String percent(double share) {
        return Numbers.format("%.0f", 100 * share);
    }
}
