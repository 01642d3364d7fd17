package org.lacuna.memorybank;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * k-means: k-means++ seeds (Arthur and Vassilvitskii 2007) on a sample, settled on a larger one
 * where there are at least 128 rows a cluster, and exact, bounded Lloyd iterations on all rows
 * ({@code Lloyd}).
 *
 * <p>O(k count dim) for an iteration at most; with patch features a tenth of that after the first
 * one, with white noise nearly all of it. Immutable and thread-safe; the same rows and parameters
 * give the same bits for any number of threads and any storage of the rows.
 */
public final class KMeans {
    private static final int PER_CLUSTER = 8;

    /** Rows a cluster that seeds are settled on. */
    private static final int REFINE_PER_CLUSTER = 32;

    /** All rows must be so many times as many, or it does not pay. */
    private static final int REFINE_SHARE = 4;

    /** Of an array. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    /** Samples of less than one in so many rows need no list of all. */
    private static final int SPARSE = 32;

    private static final int REFINE_ITERATIONS = 20;
    private static final double REFINE_TOLERANCE = 1e-3;

    private final KMeansParameters parameters;

    public KMeans(KMeansParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Clusters the rows.
     *
     * @param rows row-major {@code count * dim} finite values
     * @param count at least 1; with fewer different rows than k there are fewer clusters
     * @param progress advanced by the way; cancellation is seen within some ten milliseconds
     * @throws IllegalArgumentException for sizes that do not fit or values that are not finite
     */
    public Clustering fit(float[] rows, int count, int dim, Progress progress, Workers workers) {
        Rows.check(rows, count, dim, 1);
        Rows.checkFinite(rows, count, dim);
        RowSource source = RowSource.of(rows, count, dim);
        checkSizes(source, parameters);
        return cluster(source, progress, workers);
    }

    /**
     * Clusters rows in any storage, which are read once an iteration and twice before. The same
     * bits as for an array of the same values.
     *
     * @param rows at least one row; with fewer different rows than k there are fewer clusters
     * @param progress a task of its own; cancellation is seen within a second
     * @throws IllegalArgumentException when there is no row, or a value is not finite (in an array)
     * @throws LacunaException when the storage fails or holds a value that is not finite
     */
    public Clustering fit(RowSource rows, Progress progress, Workers workers)
            throws LacunaException {
        checkSizes(rows, parameters);
        try {
            progress.begin(
                    "Clustering",
                    (parameters.maxIterations() + 1L) * Workers.chunks(rows.count(), Lloyd.STEP));
            return cluster(rows, progress, workers);
        } catch (RowFailure e) {
            throw e.failure();
        }
    }

    /**
     * Memory that a fit takes besides the rows when they are in an array, and in all when they are
     * not: seeds and samples, centres and their sums, 12 bytes a row and the bounds, at most a
     * sixteenth of the rows. An estimate, a little too high rather than too low.
     *
     * @param count rows, at least 0
     * @param dim length of a row, 1..{@link MemoryBank#MAX_DIM}
     * @param k clusters, 1..{@link MemoryBank#MAX_ENTRIES}
     * @param threads at least 1
     * @return bytes
     */
    public static long memoryBytes(int count, int dim, int k, int threads) {
        return KMeansMemory.bytes(
                count, dim, KMeansParameters.defaults(k, 0), threads, KMeansMemory.groups(dim));
    }

    static void checkSizes(RowSource rows, KMeansParameters parameters) {
        if (rows.count() < 1) {
            throw new IllegalArgumentException("count: " + rows.count() + ", expected at least 1");
        }
        long k = Math.min(parameters.k(), rows.count());
        long most = MOST_VALUES / rows.dim();
        if (k > most) {
            throw new IllegalArgumentException(
                    "k: " + k + " centres of " + rows.dim() + ", expected 1.." + most);
        }
    }

    private Clustering cluster(RowSource rows, Progress progress, Workers workers) {
        int groups = KMeansMemory.groups(rows, parameters, workers.threads());
        Seeds seeds = refined(rows, progress, workers);
        return new Lloyd(rows, groups, progress, workers)
                .run(
                        seeds.centres(),
                        seeds.k(),
                        parameters.maxIterations(),
                        parameters.tolerance());
    }

    /**
     * Centres to begin with.
     *
     * @param centres row-major, at least {@code k} rows
     */
    record Seeds(float[] centres, int k) {}

    /**
     * Seeds of a sample, settled on a larger sample where there are many rows: the first iterations
     * move centres far, whatever they are done on (Bradley and Fayyad 1998).
     */
    Seeds refined(RowSource rows, Progress progress, Workers workers) {
        SeededRandom random = new SeededRandom(parameters.seed());
        Seeds seeds = seeds(rows, random, progress, workers);
        int refining = refiningRows(rows.count(), rows.dim(), parameters);
        if (refining == 0) {
            return seeds;
        }
        int[] some = sample(rows.count(), refining, random.fork(2));
        RowSource sample =
                RowSource.of(gather(rows, some, progress, workers), some.length, rows.dim());
        Clustering settled =
                new Lloyd(
                                sample,
                                KMeansMemory.groups(rows.dim()),
                                new CancelOnly(progress),
                                workers)
                        .run(
                                seeds.centres(),
                                seeds.k(),
                                Math.min(REFINE_ITERATIONS, parameters.maxIterations()),
                                Math.max(REFINE_TOLERANCE, parameters.tolerance()));
        return new Seeds(settled.centres(), settled.k());
    }

    /** Rows that seeds are drawn from. */
    static int seedingRows(int count, int dim, KMeansParameters parameters) {
        long wanted = Math.max(parameters.seedingVectors(), (long) PER_CLUSTER * parameters.k());
        return (int) Math.min(Math.min(count, wanted), MOST_VALUES / dim);
    }

    /** Rows that seeds are settled on; 0 when all rows are not many more. */
    static int refiningRows(int count, int dim, KMeansParameters parameters) {
        long wanted = (long) REFINE_PER_CLUSTER * parameters.k();
        boolean pays = parameters.maxIterations() > 0 && count >= REFINE_SHARE * wanted;
        return pays && wanted * dim <= MOST_VALUES ? (int) wanted : 0;
    }

    private Seeds seeds(RowSource rows, SeededRandom random, Progress progress, Workers workers) {
        int[] sample =
                sample(
                        rows.count(),
                        seedingRows(rows.count(), rows.dim(), parameters),
                        random.fork(0));
        PackedVectors packed =
                new PackedVectors(
                        gather(rows, sample, progress, workers), sample.length, rows.dim());
        float[] seeds = new float[Math.min(parameters.k(), sample.length) * rows.dim()];
        int k = extend(seeds, 0, packed, new Spread(packed, workers), random.fork(1), progress);
        return new Seeds(seeds, k);
    }

    /** Chosen rows of a source, in the order of the indices. */
    static float[] gather(RowSource rows, int[] indices, Progress progress, Workers workers) {
        int dim = rows.dim();
        float[] out = new float[indices.length * dim];
        workers.forEachChunk(
                indices.length,
                64,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    for (int i = from; i < to; i++) {
                        RowFailure.read(rows, indices[i], 1, out, i * dim);
                        Rows.checkFinite(out, i * dim, 1, dim, indices[i]);
                    }
                });
        return out;
    }

    /**
     * Appends k-means++ seeds until the array is full or every vector is a centre.
     *
     * @param centres row-major, the first {@code k} are there already and {@code spread} knows them
     * @return number of centres now
     */
    static int extend(
            float[] centres,
            int k,
            PackedVectors vectors,
            Spread spread,
            SeededRandom random,
            Progress progress) {
        int dim = vectors.dim();
        int n = k;
        while (n * dim < centres.length) {
            progress.throwIfCancelled();
            int drawn = n == 0 ? random.nextInt(vectors.count()) : spread.draw(random);
            if (drawn < 0) {
                break;
            }
            System.arraycopy(vectors.rows(), drawn * dim, centres, n * dim, dim);
            spread.add(drawn);
            n++;
        }
        return n;
    }

    /**
     * Seeded sample without replacement, ascending; all when {@code wanted} is not below {@code
     * count}. Memory in proportion to {@code wanted} when that is a small share.
     */
    static int[] sample(int count, int wanted, SeededRandom random) {
        if (wanted >= count) {
            return IntStream.range(0, count).toArray();
        }
        int[] chosen = new int[wanted];
        if (wanted > count / SPARSE) {
            int[] all = IntStream.range(0, count).toArray();
            for (int i = 0; i < wanted; i++) {
                int j = i + random.nextInt(count - i);
                chosen[i] = all[j];
                all[j] = all[i];
            }
        } else {
            // The same shuffle, with only those places kept that differ from their index.
            Map<Integer, Integer> moved = new HashMap<>();
            for (int i = 0; i < wanted; i++) {
                int j = i + random.nextInt(count - i);
                int here = moved.getOrDefault(i, i);
                chosen[i] = moved.getOrDefault(j, j);
                moved.put(j, here);
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    static float[] gather(float[] rows, int dim, int[] indices) {
        float[] out = new float[indices.length * dim];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(rows, indices[i] * dim, out, i * dim, dim);
        }
        return out;
    }
}
