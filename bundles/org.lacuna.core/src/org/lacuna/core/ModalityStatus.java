package org.lacuna.core;

import java.util.Locale;
import java.util.Objects;

/**
 * What became of one modality in an inspection.
 *
 * @param state how it took part
 * @param usableFraction share of the part's patches with usable data, in [0, 1], compared with what
 *     is normal for good parts
 * @param sharpness of a colour image, in [0, 1], where 1 is that of good parts; NaN for 3D, and
 *     where nothing is known
 * @param score calibrated score from this modality alone; NaN when it did not take part
 */
public record ModalityStatus(State state, double usableFraction, double sharpness, double score) {
    /** How a modality took part. */
    public enum State {
        /** Used, as complete as on good parts. */
        USED,
        /** Used, but pieces of it are missing, or it is blurred. */
        DEGRADED,
        /** There, but with too little usable data, or too blurred, to be used. */
        UNUSABLE,
        /** Not there. */
        ABSENT
    }

    public ModalityStatus {
        Objects.requireNonNull(state, "state");
        if (!(usableFraction >= 0 && usableFraction <= 1)) {
            throw new IllegalArgumentException(
                    "usableFraction: " + usableFraction + ", expected 0..1");
        }
        if (sharpness < 0 || sharpness > 1) {
            throw new IllegalArgumentException("sharpness: " + sharpness + ", expected 0..1");
        }
    }

    /** The same of which no sharpness is known. */
    public ModalityStatus(State state, double usableFraction, double score) {
        this(state, usableFraction, Double.NaN, score);
    }

    /** The same with a score. */
    public ModalityStatus withScore(double newScore) {
        return new ModalityStatus(state, usableFraction, sharpness, newScore);
    }

    public static ModalityStatus absent() {
        return new ModalityStatus(State.ABSENT, 0, Double.NaN);
    }

    /**
     * For people: {@code used}, {@code degraded to 62 %}, {@code unusable at 12 %}, {@code absent},
     * and for an image that is blurred {@code blurred, sharpness 55 %} or {@code too blurred,
     * sharpness 9 %}.
     */
    public String describe() {
        String sharp = sharpness < 1 ? percent(", sharpness %.0f %%", sharpness) : "";
        return switch (state) {
            case USED -> "used";
            case DEGRADED ->
                    Math.round(100 * usableFraction) == 100 && !sharp.isEmpty()
                            ? "blurred" + sharp
                            : percent("degraded to %.0f %%", usableFraction) + sharp;
            case UNUSABLE ->
                    sharp.isEmpty()
                            ? percent("unusable at %.0f %%", usableFraction)
                            : "too blurred" + sharp;
            case ABSENT -> "absent";
        };
    }

    private static String percent(String format, double share) {
        return String.format(Locale.ROOT, format, 100 * share);
    }

    public boolean takesPart() {
        return state == State.USED || state == State.DEGRADED;
    }
}
