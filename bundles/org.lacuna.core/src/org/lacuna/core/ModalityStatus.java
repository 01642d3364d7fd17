package org.lacuna.core;

import java.util.Objects;

/**
 * What became of one modality in an inspection.
 *
 * @param state how it took part
 * @param usableFraction share of the part's patches with usable data, in [0, 1], compared with what
 *     is normal for good parts
 * @param score calibrated score from this modality alone; NaN when it did not take part
 */
public record ModalityStatus(State state, double usableFraction, double score) {
    /** How a modality took part. */
    public enum State {
        /** Used, as complete as on good parts. */
        USED,
        /** Used, but pieces of it are missing. */
        DEGRADED,
        /** There, but with too little usable data to be used. */
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
    }

    public static ModalityStatus absent() {
        return new ModalityStatus(State.ABSENT, 0, Double.NaN);
    }

    public boolean takesPart() {
        return state == State.USED || state == State.DEGRADED;
    }
}
