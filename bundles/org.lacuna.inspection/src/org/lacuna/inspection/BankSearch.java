package org.lacuna.inspection;

import org.lacuna.core.Workers;
import org.lacuna.memorybank.MemoryBank;
import org.lacuna.memorybank.Origin;

import java.util.Optional;

/** Nearest entries of a memory bank, those of one part left out where asked for. */
final class BankSearch {
    /** Entries that are looked at for one of another part. */
    private static final int NEIGHBOURS = 24;

    private BankSearch() {}

    /**
     * @param part name of a part whose entries do not count, since it would know itself; empty when
     *     all count. Should all of the {@value #NEIGHBOURS} nearest be of the part, the farthest of
     *     these is taken
     */
    static void nearest(
            MemoryBank bank,
            float[] rows,
            int count,
            Optional<String> part,
            float[] distances,
            int[] entries,
            Workers workers) {
        if (part.isEmpty()) {
            bank.nearest(rows, count, distances, entries, workers);
            return;
        }
        int k = Math.min(NEIGHBOURS, bank.entries());
        float[] all = new float[count * k];
        int[] next = new int[count * k];
        bank.nearest(rows, count, k, all, next, workers);
        for (int i = 0; i < count; i++) {
            int at = i * k;
            while (at < (i + 1) * k - 1 && isOf(bank, next[at], part.get())) {
                at++;
            }
            distances[i] = all[at];
            entries[i] = next[at];
        }
    }

    private static boolean isOf(MemoryBank bank, int entry, String part) {
        return bank.origin(entry).map(Origin::part).filter(part::equals).isPresent();
    }
}
