package org.lacuna.memorybank;

import java.util.Objects;
import java.util.Optional;

/**
 * A bank and how it came about.
 *
 * @param bank the bank
 * @param curve what is left uncovered over the number of entries, with the chosen one; for clusters
 *     empty when the number was fixed, for a random choice always
 * @param distortion relative error of distances by the projection, measured on training vectors
 *     ({@link OrthogonalProjection#measuredDistortion}); 0 when nothing was projected
 * @param trainingVectors number of vectors that the entries were chosen from
 * @param coveringRadius largest distance of one of these vectors to its nearest entry: the distance
 *     of any query to the bank is at most this much larger than its distance to all of them
 */
public record BankBuild(
        MemoryBank bank,
        Optional<ElbowCurve> curve,
        double distortion,
        int trainingVectors,
        double coveringRadius) {
    public BankBuild {
        Objects.requireNonNull(bank, "bank");
        Objects.requireNonNull(curve, "curve");
    }
}
