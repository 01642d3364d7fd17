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
 * @param curve WCSS against number of entries, with the chosen one; empty when the number was fixed
 * @param distortion measured relative error of distances by the random projection
 * @param trainingVectors vectors that the entries were chosen from
 */
public record TrainedBank(
        String extractorId,
        MemoryBank bank,
        Optional<ElbowCurve> curve,
        double distortion,
        int trainingVectors) {
    public TrainedBank {
        Objects.requireNonNull(extractorId, "extractorId");
        Objects.requireNonNull(bank, "bank");
        Objects.requireNonNull(curve, "curve");
    }

    /** The same with a bank that learned or forgot since. */
    TrainedBank with(MemoryBank changed) {
        return new TrainedBank(extractorId, changed, curve, distortion, trainingVectors);
    }
}
