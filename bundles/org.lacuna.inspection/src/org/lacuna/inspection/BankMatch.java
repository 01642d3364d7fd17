package org.lacuna.inspection;

import org.lacuna.core.Availability;
import org.lacuna.core.FeatureMap;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.Workers;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.Origin;

import java.util.Arrays;
import java.util.Optional;

/**
 * The usable patches of a part and the nearest entry of a memory bank to each: looked up once,
 * since scores and the student need the same. The arrays are owned by the record.
 *
 * @param patches usable patches, ascending
 * @param rows their features as the extractor gives them, row-major
 * @param distances of each to its nearest entry
 * @param entries the nearest entries
 * @param availability of all patches
 */
record BankMatch(
        int[] patches, float[] rows, float[] distances, int[] entries, Availability availability) {
    /** Entries that are looked at for one of another part. */
    private static final int NEIGHBOURS = 24;

    /**
     * @param minAvailability patches with a smaller usable fraction are left out
     * @param part name of a part whose entries do not count, since it would know itself; empty when
     *     all count. Should all of the {@value #NEIGHBOURS} nearest be of the part, the farthest of
     *     these is taken
     */
    static BankMatch of(
            MemoryBank bank,
            FeatureMap features,
            double minAvailability,
            Optional<String> part,
            Workers workers) {
        int[] patches = usable(features, minAvailability);
        int count = patches.length;
        int channels = features.channels();
        float[] rows = new float[count * channels];
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    features.values(), patches[i] * channels, rows, i * channels, channels);
        }
        BankMatch match =
                new BankMatch(
                        patches, rows, new float[count], new int[count], features.availability());
        if (part.isEmpty()) {
            bank.nearest(rows, count, match.distances, match.entries, workers);
        } else {
            match.searchWithout(part.get(), bank, workers);
        }
        return match;
    }

    private static int[] usable(FeatureMap features, double minAvailability) {
        int[] patches = new int[PatchGrid.PATCHES];
        int count = 0;
        for (int p = 0; p < patches.length; p++) {
            if (features.availability().at(p) >= minAvailability) {
                patches[count++] = p;
            }
        }
        return Arrays.copyOf(patches, count);
    }

    private void searchWithout(String part, MemoryBank bank, Workers workers) {
        int count = patches.length;
        int k = Math.min(NEIGHBOURS, bank.entries());
        float[] all = new float[count * k];
        int[] next = new int[count * k];
        bank.nearest(rows, count, k, all, next, workers);
        for (int i = 0; i < count; i++) {
            int at = i * k;
            while (at < (i + 1) * k - 1 && isOf(bank, next[at], part)) {
                at++;
            }
            distances[i] = all[at];
            entries[i] = next[at];
        }
    }

    private static boolean isOf(MemoryBank bank, int entry, String part) {
        return bank.origin(entry).map(Origin::part).filter(part::equals).isPresent();
    }

    /** The features of a usable patch as the extractor gives them. */
    float[] row(int patch) {
        int i = Arrays.binarySearch(patches, patch);
        int channels = rows.length / patches.length;
        return Arrays.copyOfRange(rows, i * channels, (i + 1) * channels);
    }

    int count() {
        return patches.length;
    }

    /** For each of the {@link PatchGrid#PATCHES} patches whether it is usable. */
    boolean[] use() {
        boolean[] use = new boolean[PatchGrid.PATCHES];
        for (int p : patches) {
            use[p] = true;
        }
        return use;
    }
}
