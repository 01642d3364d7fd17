package org.lacuna.memorybank;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Mini-batch k-means (Sculley 2010) for data that are too many for the iterations of {@link
 * KMeans}: centres follow batches of rows, each centre by a rate of one over the rows it has had,
 * and all rows are assigned once, at the end. Seeds are those of {@link KMeans}.
 *
 * <p>A batch is made of short runs of rows from all over the source, in a seeded order; each run
 * comes once before any comes again. A centre that gets nothing for so long that {@value #PATIENCE}
 * rows a cluster have passed goes to a row of the batch, drawn by squared distance.
 *
 * <p>When: full iterations take too long, above all when each reads a file that does not fit the
 * memory. A fit reads all rows twice (seeding, assignment) plus the batches; it costs the
 * comparison of all rows with all centres once, plus that of the batches. A million patch-like rows
 * of 256 to 1,024 clusters: batches of 65,536 rows that come to all rows once leave 0.7 % more
 * squared error than full iterations for 40 % of their time, three times all rows 0.5 % for 65 %.
 * Where full iterations are bearable they are better.
 *
 * <p>Immutable and thread-safe; the same rows and parameters give the same bits for any number of
 * threads and any storage of the rows.
 */
public final class MiniBatchKMeans {
    private static final int PATIENCE = 16;

    /** Consecutive rows: enough for a disk, few against a batch. */
    private static final int RUN = 64;

    /** Rows that a seed counts for, so that the first batch does not replace it. */
    private static final int SEED_WEIGHT = 32;

    /** Of a batch: 4 GiB. */
    private static final int MOST_VALUES = 1 << 30;

    private final KMeansParameters parameters;
    private final int batchRows;
    private final int batches;

    /**
     * @param parameters as for {@link KMeans}; iterations and tolerance are those of the settling
     *     of seeds
     * @param batchRows rows of a batch, 1..16,777,216, made a multiple of 64; some for each cluster
     * @param batches how many, 0..1,000,000
     */
    public MiniBatchKMeans(KMeansParameters parameters, int batchRows, int batches) {
        if (batchRows < 1 || batchRows > 1 << 24) {
            throw new IllegalArgumentException(
                    "batchRows: " + batchRows + ", expected 1.." + (1 << 24));
        }
        if (batches < 0 || batches > 1_000_000) {
            throw new IllegalArgumentException("batches: " + batches + ", expected 0..1000000");
        }
        this.parameters = parameters;
        this.batchRows = batchRows;
        this.batches = batches;
    }

    /**
     * Clusters the rows.
     *
     * @param rows at least one row; with fewer different rows than k there are fewer clusters
     * @param progress two tasks; cancellation is seen within a second
     * @return {@code iterations} is the number of batches
     * @throws IllegalArgumentException when there is no row or the memory allowed is too little
     * @throws LacunaException when the storage fails or holds a value that is not finite
     */
    public Clustering fit(RowSource rows, Progress progress, Workers workers)
            throws LacunaException {
        KMeans.checkSizes(rows, parameters);
        KMeansMemory.checkBatches(rows, parameters, workers.threads(), batch(rows));
        try {
            progress.begin("Clustering in batches", batches);
            KMeans.Seeds seeds = new KMeans(parameters).refined(rows, progress, workers);
            float[] centres = follow(seeds, rows, progress, workers);
            progress.begin("Assigning to clusters", Workers.chunks(rows.count(), Lloyd.STEP));
            Clustering c = new Lloyd(rows, 1, progress, workers).run(centres, seeds.k(), 0, 0);
            return new Clustering(
                    c.k(),
                    c.dim(),
                    c.centres(),
                    c.assignment(),
                    c.squaredDistance(),
                    c.wcss(),
                    batches);
        } catch (RowFailure e) {
            throw e.failure();
        }
    }

    /** Rows of a batch of this source. */
    private int batch(RowSource rows) {
        long whole = Math.min(rows.count(), Math.min(batchRows, MOST_VALUES / rows.dim()));
        return (int) Math.max(1, whole / RUN) * RUN;
    }

    private float[] follow(KMeans.Seeds seeds, RowSource rows, Progress progress, Workers workers) {
        int dim = rows.dim();
        int k = seeds.k();
        SeededRandom random = new SeededRandom(parameters.seed());
        BatchRows order = new BatchRows(rows, RUN, random.fork(4));
        SeededRandom draws = random.fork(5);
        float[] centres = Arrays.copyOf(seeds.centres(), k * dim);
        ClusterSums sums = new ClusterSums(k, dim);
        sums.startFrom(centres, SEED_WEIGHT);
        int batch = batch(rows);
        float[] some = new float[batch * dim];
        double[] squared = new double[batch];
        int[] nearest = new int[batch];
        boolean[] hit = new boolean[k];
        long since = 0;
        for (int b = 0; b < batches; b++) {
            int n = order.next(some, batch / RUN, progress, workers);
            assign(centres, k, dim, some, n, squared, nearest, progress, workers);
            sums.add(nearest, 0, n, some, 0, workers);
            sums.means(centres);
            for (int i = 0; i < n; i++) {
                hit[nearest[i]] = true;
            }
            since += n;
            if (since >= (long) PATIENCE * k) {
                reassign(hit, centres, sums, some, squared, n, draws);
                Arrays.fill(hit, false);
                since = 0;
            }
            progress.advance(1);
        }
        return centres;
    }

    private static void assign(
            float[] centres,
            int k,
            int dim,
            float[] rows,
            int n,
            double[] squared,
            int[] nearest,
            Progress progress,
            Workers workers) {
        NormedRows packed = new NormedRows(centres.clone(), k, dim);
        Scratch<NearestSearch> searches = new Scratch<>(() -> new NearestSearch(packed, 1));
        workers.forEachChunk(
                n,
                QueryTile.MOST,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    searches.use(s -> s.run(rows, from * dim, to - from, squared, nearest, from));
                });
    }

    /** Moves the centres that had no row to rows of the batch, drawn by squared distance. */
    static void reassign(
            boolean[] hit,
            float[] centres,
            ClusterSums sums,
            float[] rows,
            double[] squared,
            int n,
            SeededRandom random) {
        int dim = centres.length / hit.length;
        double[] cumulated = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += squared[i];
            cumulated[i] = total;
        }
        for (int c = 0; c < hit.length && total > 0; c++) {
            if (!hit[c]) {
                int found = Arrays.binarySearch(cumulated, random.nextDouble() * total);
                int drawn = Math.min(n - 1, found < 0 ? -found - 1 : found + 1);
                float[] row = Arrays.copyOfRange(rows, drawn * dim, (drawn + 1) * dim);
                sums.clear(c);
                sums.add(c, row);
                System.arraycopy(row, 0, centres, c * dim, dim);
            }
        }
    }
}
