package org.lacuna.inspection;

import org.lacuna.core.ModalitySet;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One entry in the history of a {@link ThresholdBook}: who changed what, when and why.
 *
 * @param number of the entry, from 1
 * @param time to the second
 * @param user name of the system's user
 * @param pattern modalities whose thresholds changed
 * @param before thresholds until then
 * @param after thresholds since then, other ones
 * @param reason for people; not blank, at most {@value #MAX_TEXT} characters
 */
public record ThresholdChange(
        int number,
        Instant time,
        String user,
        ModalitySet pattern,
        ScoreLimits before,
        ScoreLimits after,
        String reason) {
    /** Longest reason or name, characters. */
    public static final int MAX_TEXT = 2000;

    public ThresholdChange {
        if (number < 1) {
            throw new IllegalArgumentException("number: " + number + ", expected at least 1");
        }
        time = time.truncatedTo(ChronoUnit.SECONDS);
        user = HistoryText.require("user", user, MAX_TEXT);
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        reason = HistoryText.require("reason", reason, MAX_TEXT);
        if (before.equals(after)) {
            throw new IllegalArgumentException(
                    "change "
                            + number
                            + ": thresholds of "
                            + pattern.label()
                            + " are "
                            + after.review()
                            + " and "
                            + after.reject()
                            + " already, expected other ones");
        }
    }
}
