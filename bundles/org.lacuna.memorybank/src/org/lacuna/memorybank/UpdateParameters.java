package org.lacuna.memorybank;

/**
 * How much a bank learns from one part.
 *
 * @param tolerance what still counts as known: vectors that lie farther from their nearest entry
 *     than its spread and this multiple of {@link MemoryBank#meanSpread} are uncovered. A patch
 *     score of {@code 1 + tolerance}, at least 0
 * @param maxAdded most entries that one part may add, 0..{@link MemoryBank#MAX_ENTRIES}
 */
public record UpdateParameters(double tolerance, int maxAdded) {
    /** Nothing that is met lies so far away. */
    public static final double MAX_TOLERANCE = 1000;

    /** Tolerance when nothing else is asked for. */
    public static final double DEFAULT_TOLERANCE = 0.5;

    /** Entries a part when nothing else is asked for. */
    public static final int DEFAULT_MAX_ADDED = 256;

    public UpdateParameters {
        if (!(tolerance >= 0 && tolerance <= MAX_TOLERANCE)) {
            throw new IllegalArgumentException("tolerance: " + tolerance + ", expected 0..1000");
        }
        if (maxAdded < 0 || maxAdded > MemoryBank.MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "maxAdded: " + maxAdded + ", expected 0.." + MemoryBank.MAX_ENTRIES);
        }
    }

    /**
     * Half a mean spread beyond what is usual; a twelfth of the patches of a part. Measured with
     * {@code lacuna bench learning}, see docs/method.md, 'Limits'.
     */
    public static UpdateParameters defaults() {
        return new UpdateParameters(DEFAULT_TOLERANCE, DEFAULT_MAX_ADDED);
    }
}
