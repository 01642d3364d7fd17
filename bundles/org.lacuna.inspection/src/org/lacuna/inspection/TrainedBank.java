package org.lacuna.inspection;

import org.lacuna.memorybank.ElbowCurve;
import org.lacuna.memorybank.MemoryBank;

import java.util.Objects;
import java.util.Optional;

/**
 * The memory bank of one modality and how it came about.
 *
 * @param extractorId extractor whose features the bank holds
 * @param bank what good looks like
 * @param curve what is left uncovered against number of entries, with the chosen one; empty where
 *     the method makes none
 * @param distortion measured relative error of distances by the random projection
 * @param trainingVectors vectors that the entries were chosen from
 * @param coveringRadius largest distance of one of these vectors to its nearest entry, at least 0:
 *     no vector lies farther from the entries than this beyond its distance to all of them
 */
public record TrainedBank(
        String extractorId,
        MemoryBank bank,
        Optional<ElbowCurve> curve,
        double distortion,
        int trainingVectors,
        double coveringRadius) {
    public TrainedBank {
        Objects.requireNonNull(extractorId, "extractorId");
        Objects.requireNonNull(bank, "bank");
        Objects.requireNonNull(curve, "curve");
        if (!(coveringRadius >= 0)) {
            throw new IllegalArgumentException(
                    "coveringRadius: " + coveringRadius + ", expected at least 0");
        }
    }

    /** The same with a bank that learned or forgot since. */
    TrainedBank with(MemoryBank changed) {
        return new TrainedBank(
                extractorId, changed, curve, distortion, trainingVectors, coveringRadius);
    }
}
