package org.lacuna.memorybank;

import org.lacuna.core.ModelException;
import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Changes of a bank after training: takes up the vectors of a part that turned out to be good, or
 * forgets a part. Whitening, projection and unit of distance stay as trained; the bank that is
 * given stays as it is (docs/method.md, 'Learning after training').
 *
 * <p>Deterministic: the same bank and vectors give the same bits for any number of threads.
 */
public final class BankUpdate {
    /**
     * The new bank and what happened.
     *
     * @param bank the new bank
     * @param vectors vectors seen
     * @param uncovered how many of them were uncovered before
     * @param added entries added
     * @param removed entries given up to keep the bound
     * @param left vectors uncovered afterwards, since the budget was spent
     * @param farthestBefore largest distance of a vector to its nearest entry before, 0 without
     *     vectors
     * @param farthestAfter the same afterwards
     */
    public record Learned(
            MemoryBank bank,
            int vectors,
            int uncovered,
            int added,
            int removed,
            int left,
            double farthestBefore,
            double farthestAfter) {}

    /**
     * The new bank and what happened.
     *
     * @param bank the new bank
     * @param removed entries removed
     */
    public record Forgotten(MemoryBank bank, int removed) {}

    private BankUpdate() {}

    /**
     * Takes up the vectors of a part as normal. Entries are added, farthest vector first, until
     * every vector is covered or the budget is spent; every vector counts for the weight and the
     * spread of its nearest entry. No vector's distance to the bank grows, unless entries had to be
     * given up.
     *
     * @param part its name: not blank, at most 1024 characters
     * @param rawRows row-major {@code count * inputDim} finite values; not changed
     * @param patches patch of each row, at least 0
     * @param progress asked for cancellation
     * @throws IllegalArgumentException for arrays that do not fit or a value that is not finite
     */
    public static Learned learn(
            MemoryBank bank,
            String part,
            float[] rawRows,
            int[] patches,
            int count,
            UpdateParameters parameters,
            Progress progress,
            Workers workers) {
        VectorSample.checkName(part);
        Rows.check(rawRows, count, bank.inputDim(), 0);
        Rows.checkFinite(rawRows, count, bank.inputDim());
        checkPatches(patches, count);
        float[] vectors = bank.transform().apply(rawRows, count, workers);
        Coverage before = new Coverage(bank, vectors, count, parameters.tolerance(), workers);
        Coverage covered = before.copy();
        int[] chosen = covered.cover(parameters.maxAdded(), progress);
        int room = bank.maxEntries() - bank.entries();
        Eviction eviction =
                Eviction.choose(
                        bank, covered, Math.max(0, chosen.length - room), parameters, progress);
        chosen = Arrays.copyOf(chosen, Math.min(chosen.length, room + eviction.size()));
        int[] from = Arrays.stream(chosen).map(i -> patches[i]).toArray();
        BankEntries grown =
                append(
                        eviction.apply(bank),
                        KMeans.gather(vectors, bank.entryDim(), chosen),
                        part,
                        from,
                        (float) bank.meanSpread());
        MemoryBank learned = assign(with(bank, grown), vectors, count, workers);
        Coverage after = new Coverage(learned, vectors, count, parameters.tolerance(), workers);
        return new Learned(
                learned,
                count,
                before.uncovered(),
                chosen.length,
                eviction.size(),
                after.uncovered(),
                before.farthest(),
                after.farthest());
    }

    /**
     * Removes the entries that come from a part. What the part did to weights and spreads of other
     * entries stays.
     *
     * @throws ModelException when no entry comes from the part, or no other one would be left
     */
    public static Forgotten forget(MemoryBank bank, String part) throws ModelException {
        int[] kept =
                IntStream.range(0, bank.entries())
                        .filter(e -> bank.origin(e).filter(o -> o.part().equals(part)).isEmpty())
                        .toArray();
        if (kept.length == bank.entries()) {
            throw new ModelException(
                    "part '"
                            + part
                            + "': no entry of the memory bank, expected one of the "
                            + bank.parts().size()
                            + " parts that its entries come from");
        }
        if (kept.length == 0) {
            throw new ModelException(
                    "part '"
                            + part
                            + "': all "
                            + bank.entries()
                            + " entries of the memory bank, expected at least one of another part");
        }
        return new Forgotten(with(bank, bank.content().select(kept)), bank.entries() - kept.length);
    }

    private static void checkPatches(int[] patches, int count) {
        if (patches.length < count) {
            throw new IllegalArgumentException(
                    "patches: " + patches.length + ", expected at least " + count);
        }
        for (int i = 0; i < count; i++) {
            if (patches[i] < 0) {
                throw new IllegalArgumentException(
                        "patches: " + patches[i] + " for row " + i + ", expected at least 0");
            }
        }
    }

    private static MemoryBank with(MemoryBank bank, BankEntries content) {
        return new MemoryBank(bank.transform(), content, bank.maxEntries(), bank.meanSpread());
    }

    /** Entries that nothing is known of yet have the bank's mean spread. */
    private static BankEntries append(
            BankEntries old, float[] vectors, String part, int[] patches, float spread) {
        if (patches.length == 0) {
            return old;
        }
        int count = old.count() + patches.length;
        float[] all = Arrays.copyOf(old.vectors(), old.vectors().length + vectors.length);
        System.arraycopy(vectors, 0, all, old.vectors().length, vectors.length);
        float[] spreads = Arrays.copyOf(old.spread(), count);
        Arrays.fill(spreads, old.count(), count, spread);
        return new BankEntries(
                all,
                spreads,
                Arrays.copyOf(old.weight(), count),
                old.origins().append(part, patches));
    }

    /**
     * Counts each vector for its nearest entry: weight, and spread as the root mean square of all
     * that were ever counted there. A spread never shrinks: what was normal stays so.
     */
    private static MemoryBank assign(MemoryBank bank, float[] vectors, int count, Workers workers) {
        double[] squared = new double[count];
        int[] nearest = new int[count];
        bank.nearestOf(vectors, count, squared, nearest, workers);
        double[] sum = new double[bank.entries()];
        long[] seen = new long[bank.entries()];
        for (int i = 0; i < count; i++) {
            sum[nearest[i]] += squared[i];
            seen[nearest[i]]++;
        }
        BankEntries old = bank.content();
        float[] spread = old.spread().clone();
        long[] weight = old.weight().clone();
        for (int e = 0; e < spread.length; e++) {
            spread[e] = merged(spread[e], weight[e], sum[e], seen[e]);
            weight[e] += seen[e];
        }
        return with(bank, new BankEntries(old.vectors(), spread, weight, old.origins()));
    }

    /**
     * A spread after more vectors.
     *
     * @param spread before, of so many vectors as {@code weight} says and the prior of {@link
     *     BankBuilder}
     * @param sum of the squared distances of the vectors that come in
     * @param seen their number
     */
    static float merged(float spread, long weight, double sum, long seen) {
        double before = (BankBuilder.PRIOR + weight) * spread * spread;
        double now = Math.sqrt((before + sum) / (BankBuilder.PRIOR + weight + seen));
        return (float) Math.clamp(now, spread, Float.MAX_VALUE);
    }
}
