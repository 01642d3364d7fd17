package org.lacuna.memorybank;

import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * What normal looks like: representative feature vectors of good parts, and the distance of any
 * vector to the nearest of them (Xu et al. 2025, 3.4.1 and the score A(X, M) of 3.4.2).
 *
 * <p>A query is whitened, projected and compared with every entry by the bank's {@link Metric}; the
 * nearest entry is exact (see {@code NearestSearch}). Rows without data are left out by the caller:
 * a bank knows no availability.
 *
 * <p>Immutable and thread-safe; results have the same bits for any number of threads. A search
 * costs {@code 2 count entries entryDim} floating-point operations, at two thirds of a core's peak
 * and more, and keeps its working memory for the next one: 3 MiB for each thread with vectors of
 * 112, 20 MiB with the longest.
 */
public final class MemoryBank {
    /** Largest number of entries. */
    public static final int MAX_ENTRIES = 1 << 20;

    /** Largest length of a feature vector. */
    public static final int MAX_DIM = 2048;

    private final FeatureTransform transform;
    private final NormedRows entries;
    private final BankEntries content;
    private final int maxEntries;
    private final double meanSpread;

    /**
     * @param content the entries, at least one; kept
     * @param maxEntries bound that learning keeps, at least the number of entries
     * @param meanSpread unit of distance, above 0
     */
    MemoryBank(FeatureTransform transform, BankEntries content, int maxEntries, double meanSpread) {
        if (maxEntries < content.count() || maxEntries > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "maxEntries: "
                            + maxEntries
                            + ", expected "
                            + content.count()
                            + ".."
                            + MAX_ENTRIES);
        }
        this.transform = transform;
        this.content = content;
        this.maxEntries = maxEntries;
        this.meanSpread = meanSpread;
        this.entries = new NormedRows(content.vectors(), content.count(), transform.outputDim());
    }

    static double mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    FeatureTransform transform() {
        return transform;
    }

    BankEntries content() {
        return content;
    }

    /** What distances between vectors mean. */
    public Metric metric() {
        return transform.metric();
    }

    /** Whether vectors are projected. */
    public boolean isProjected() {
        return transform.projection().isPresent();
    }

    /** Most entries that the bank may grow to by learning, at least {@link #entries}. */
    public int maxEntries() {
        return maxEntries;
    }

    /**
     * Number of normal vectors that an entry stands for: the training vectors of its cell, and
     * those learned later. 0 for an entry whose vector another one has, too.
     */
    public long weight(int index) {
        return content.weight()[index];
    }

    /** Sum and range of the weights of all entries. */
    public LongSummaryStatistics weights() {
        return Arrays.stream(content.weight()).summaryStatistics();
    }

    /** Where the entry was seen; empty when the bank was made from vectors without names. */
    public Optional<Origin> origin(int index) {
        Origins o = content.origins();
        return o.part()[index] == Origins.UNKNOWN
                ? Optional.empty()
                : Optional.of(new Origin(o.parts().get(o.part()[index]), o.patch()[index]));
    }

    /** Names of the parts that entries come from, each once. */
    public List<String> parts() {
        return content.origins().parts();
    }

    /** Length of the raw feature vectors. */
    public int inputDim() {
        return transform.inputDim();
    }

    /** Length of an entry, after projection. */
    public int entryDim() {
        return entries.dim();
    }

    /** Number of entries, at least 1. */
    public int entries() {
        return entries.count();
    }

    /** A copy of one entry, whitened and projected. */
    public float[] entry(int index) {
        int d = entries.dim();
        return Arrays.copyOfRange(entries.rows(), index * d, (index + 1) * d);
    }

    /**
     * How far normal vectors typically lie from the entry that is nearest to them, above 0: the
     * root mean square over the training vectors of its cell, drawn to that of all cells where a
     * cell holds few. Some places of a part vary more than others (silhouettes, textures,
     * highlights); a distance means little until it is compared with this.
     */
    public float spread(int index) {
        return content.spread()[index];
    }

    /**
     * The bank's unit of distance, above 0: mean of the {@link #spread} of all entries when the
     * bank was built. Learning leaves it as it is, since thresholds were found in this unit.
     */
    public double meanSpread() {
        return meanSpread;
    }

    /**
     * Raw vectors as the bank compares them: whitened and projected, like its entries.
     *
     * @param rawRows row-major {@code count * inputDim} finite values, as the extractor gives them
     * @param count at least 0
     * @return {@code count * entryDim} values, row-major
     * @throws IllegalArgumentException for an array too short or a value that is not finite
     */
    public float[] transformed(float[] rawRows, int count, Workers workers) {
        Rows.check(rawRows, count, inputDim(), 0);
        Rows.checkFinite(rawRows, count, inputDim());
        return transform.apply(rawRows, count, workers);
    }

    /**
     * Distance of each row to its nearest entry.
     *
     * @param rawRows row-major {@code count * inputDim} finite values, as the extractor gives them
     * @param count at least 0
     * @param distanceOut distance (not squared) of each row by the {@link #metric}, finite
     * @param indexOut the nearest entry of each row, the lowest of equally near ones
     * @throws IllegalArgumentException for arrays too short or a value that is not finite
     */
    public void nearest(
            float[] rawRows, int count, float[] distanceOut, int[] indexOut, Workers workers) {
        Rows.check(rawRows, count, inputDim(), 0);
        Rows.checkFinite(rawRows, count, inputDim());
        checkOut(count, distanceOut, indexOut);
        double[] squared = new double[count];
        nearestOf(transform.apply(rawRows, count, workers), count, squared, indexOut, workers);
        for (int i = 0; i < count; i++) {
            distanceOut[i] = distance(squared[i]);
        }
    }

    /**
     * Distances of each row to its k nearest entries.
     *
     * @param rawRows as for {@link #nearest(float[], int, float[], int[], Workers)}
     * @param count at least 0
     * @param k 1..{@link #entries}
     * @param distanceOut {@code count * k} distances, those of a row ascending
     * @param indexOut the entries that they belong to; equally near ones in order of index
     * @throws IllegalArgumentException for arrays too short, a value that is not finite, or a k out
     *     of range
     */
    public void nearest(
            float[] rawRows,
            int count,
            int k,
            float[] distanceOut,
            int[] indexOut,
            Workers workers) {
        Rows.check(rawRows, count, inputDim(), 0);
        Rows.checkFinite(rawRows, count, inputDim());
        if (k < 1 || k > entries()) {
            throw new IllegalArgumentException("k: " + k + ", expected 1.." + entries());
        }
        long results = (long) count * k;
        checkOut(results, distanceOut, indexOut);
        double[] squared = new double[(int) results];
        entries.nearest(
                transform.apply(rawRows, count, workers), count, k, squared, indexOut, workers);
        for (int i = 0; i < squared.length; i++) {
            distanceOut[i] = distance(squared[i]);
        }
    }

    /**
     * PatchCore's weight of a vector's score (Roth et al. 2022, eq. 7): {@code 1 - exp(d*) / sum
     * exp(d)} over the entries next to the nearest one, itself among them, with distances in units
     * of {@link #meanSpread}. It lowers the score of a vector whose nearest entry lies in a crowd
     * that is hardly farther away.
     *
     * @param rawRow {@code inputDim} finite values
     * @param neighbours entries to compare with, at least 2; at most {@link #entries} are used
     * @return in [0, 1 - 1 / neighbours] where the nearest entry is the nearest of its neighbours;
     *     0 for a bank of one entry
     */
    public double reweighting(float[] rawRow, int neighbours) {
        Rows.check(rawRow, 1, inputDim(), 1);
        Rows.checkFinite(rawRow, 1, inputDim());
        if (neighbours < 2) {
            throw new IllegalArgumentException(
                    "neighbours: " + neighbours + ", expected at least 2");
        }
        Workers here = Workers.sequential();
        float[] row = transform.apply(rawRow, 1, here);
        double[] squared = new double[1];
        int[] nearest = new int[1];
        entries.nearest(row, 1, squared, nearest, here);
        int k = Math.min(neighbours, entries());
        int[] next = new int[k];
        entries.nearest(entry(nearest[0]), 1, k, new double[k], next, here);
        double least = Math.sqrt(squared[0]) / meanSpread;
        double sum = 0;
        for (int e : next) {
            // The quotient of the two exponentials, so that neither can overflow alone.
            sum += Math.exp(Math.sqrt(entries.exact(row, 0, e)) / meanSpread - least);
        }
        return 1 - 1 / sum;
    }

    /**
     * As {@link #nearest(float[], int, float[], int[], Workers)}, of vectors that are features of
     * entries already, as {@link #transformed} gives them or a network generates them.
     *
     * @param vectors {@code count * entryDim()} finite values, row-major
     */
    public void nearestTransformed(
            float[] vectors, int count, float[] distanceOut, int[] indexOut, Workers workers) {
        Rows.check(vectors, count, entryDim(), 0);
        Rows.checkFinite(vectors, count, entryDim());
        checkOut(count, distanceOut, indexOut);
        float[] own = Arrays.copyOf(vectors, count * entryDim());
        metric().normalise(own, count, entryDim());
        double[] squared = new double[count];
        nearestOf(own, count, squared, indexOut, workers);
        for (int i = 0; i < count; i++) {
            distanceOut[i] = distance(squared[i]);
        }
    }

    /** The nearest entry of vectors that are transformed already. */
    void nearestOf(
            float[] vectors, int count, double[] squaredOut, int[] indexOut, Workers workers) {
        entries.nearest(vectors, count, squaredOut, indexOut, workers);
    }

    private static void checkOut(long results, float[] distanceOut, int[] indexOut) {
        if (distanceOut.length < results || indexOut.length < results) {
            throw new IllegalArgumentException(
                    "out: "
                            + distanceOut.length
                            + " distances, "
                            + indexOut.length
                            + " indices, expected at least "
                            + results);
        }
    }

    /** The distance that belongs to a squared one: the one rounding that all users share. */
    static float distance(double squared) {
        return (float) Math.min(Float.MAX_VALUE, Math.sqrt(squared));
    }

    @Override
    public String toString() {
        return "MemoryBank[" + entries() + " entries, " + inputDim() + " -> " + entryDim() + "]";
    }
}
