package org.lacuna.memorybank;

import org.lacuna.core.Progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Entries that a full bank gives up for new ones: those with the smallest weight whose own vector
 * another old entry still covers, which takes over their weight and their cell. Neither an entry
 * that a vector of the new part is nearest to, nor one that took over a cell, is given up. Fewer
 * than wanted may qualify.
 *
 * @param gone entry and the entry that takes over, in the order of the choice
 */
record Eviction(List<Takeover> gone) {
    record Takeover(int entry, int by, double squared) {}

    /**
     * O(candidates entries dim), without a choice nothing.
     *
     * @param covered vectors of the part with all entries that it adds
     */
    static Eviction choose(
            MemoryBank bank,
            Coverage covered,
            int wanted,
            UpdateParameters parameters,
            Progress progress) {
        List<Takeover> gone = new ArrayList<>();
        if (wanted == 0) {
            return new Eviction(gone);
        }
        boolean[] locked = new boolean[bank.entries()];
        for (int e : covered.nearest()) {
            if (e != Coverage.ADDED) {
                locked[e] = true;
            }
        }
        boolean[] away = new boolean[bank.entries()];
        List<Integer> order =
                IntStream.range(0, bank.entries())
                        .boxed()
                        .sorted(Comparator.comparingLong(bank::weight))
                        .toList();
        double limit = parameters.tolerance() * bank.meanSpread();
        for (int e : order) {
            progress.throwIfCancelled();
            if (gone.size() == wanted) {
                break;
            }
            if (!locked[e]) {
                Takeover t = nearestOther(bank.content(), bank.entryDim(), e, away);
                if (t.by >= 0 && Math.sqrt(t.squared) - bank.spread(t.by) <= limit) {
                    away[e] = true;
                    locked[t.by] = true;
                    gone.add(t);
                }
            }
        }
        return new Eviction(List.copyOf(gone));
    }

    private static Takeover nearestOther(BankEntries entries, int dim, int entry, boolean[] away) {
        float[] v = entries.vectors();
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int e = 0; e < away.length; e++) {
            if (e != entry && !away[e]) {
                double sum = 0;
                for (int k = 0; k < dim; k++) {
                    double d = (double) v[entry * dim + k] - v[e * dim + k];
                    sum += d * d;
                }
                if (sum < least) {
                    least = sum;
                    best = e;
                }
            }
        }
        return new Takeover(entry, best, least);
    }

    int size() {
        return gone.size();
    }

    /**
     * The bank's entries without those given up. The vectors of a cell lie around its entry, so
     * their mean squared distance to the new one is taken as squared spread plus squared distance
     * of the entries.
     */
    BankEntries apply(MemoryBank bank) {
        BankEntries old = bank.content();
        if (gone.isEmpty()) {
            return old;
        }
        float[] spread = old.spread().clone();
        long[] weight = old.weight().clone();
        boolean[] away = new boolean[spread.length];
        for (Takeover t : gone) {
            double mean = (double) spread[t.entry] * spread[t.entry] + t.squared;
            long moved = weight[t.entry];
            spread[t.by] = BankUpdate.merged(spread[t.by], weight[t.by], moved * mean, moved);
            weight[t.by] += moved;
            away[t.entry] = true;
        }
        int[] kept = IntStream.range(0, spread.length).filter(e -> !away[e]).toArray();
        return new BankEntries(old.vectors(), spread, weight, old.origins()).select(kept);
    }
}
