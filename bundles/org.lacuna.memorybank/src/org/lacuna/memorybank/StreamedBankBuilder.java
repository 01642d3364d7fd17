package org.lacuna.memorybank;

import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Objects;
import java.util.Optional;

/**
 * Makes a memory bank by k-means from rows that need not fit the memory, such as those of a {@link
 * FeatureFile}: the bank that {@link BankBuilder} makes of the same rows, bit for bit, unless
 * mini-batches are asked for. {@link BankParameters#maxTrainingVectors} does not count: every row
 * is used. Rows are whitened and projected anew whenever they are read: twice for the whitening,
 * once an iteration, once for the spreads.
 *
 * <p>Memory is bounded by a number of bytes. Immutable and thread-safe; the same rows and
 * parameters give the same bits for any number of threads, any storage and any bound.
 */
public final class StreamedBankBuilder {
    /** Rows of a mini-batch at most, and at least where there are so many. */
    private static final int MOST_BATCH = 65_536;

    private static final int LEAST_BATCH = 1024;

    /** Least number of batches of many rows; all together come to all rows once. */
    private static final int BATCHES = 16;

    private final BankParameters parameters;
    private final boolean miniBatches;
    private final long maxBytes;

    /**
     * @param parameters the method must be {@link BankParameters.Method#KMEANS}: the others compare
     *     every row with every entry, or take what chance brings
     * @param miniBatches whether {@link MiniBatchKMeans} takes the place of full iterations
     * @param maxBytes memory that a build may take besides the rows' own
     * @throws IllegalArgumentException for another method
     */
    public StreamedBankBuilder(BankParameters parameters, boolean miniBatches, long maxBytes) {
        Objects.requireNonNull(parameters, "parameters");
        if (parameters.method() != BankParameters.Method.KMEANS) {
            throw new IllegalArgumentException(
                    "method: " + parameters.method() + ", expected KMEANS");
        }
        this.parameters = parameters;
        this.miniBatches = miniBatches;
        this.maxBytes = maxBytes;
    }

    /**
     * Memory that a build takes, a little too high rather than too low.
     *
     * @param count rows, at least 1
     * @param dim length of a row, 1..{@link MemoryBank#MAX_DIM}
     * @param threads at least 1
     * @param least with the least memory, which is slower; else with as much as is of use
     * @return bytes
     */
    public long memoryBytes(int count, int dim, int threads, boolean least) {
        int target = parameters.projection().mostDims(dim);
        int k = parameters.mostEntries(count);
        KMeansParameters means = BankBuilder.clustering(parameters, k, 0);
        int groups = least ? 1 : KMeansMemory.groups(target);
        long cluster =
                miniBatches
                        ? KMeansMemory.batchBytes(count, target, means, threads, batch(count))
                        : KMeansMemory.bytes(count, target, means, threads, groups);
        return besides(count, dim, target, threads) + cluster;
    }

    /** What k-means has no share in. */
    private long besides(int count, int dim, int target, int threads) {
        long elbow = 0;
        if (parameters.fixedEntries() == 0) {
            long sample = Elbow.sampleRows(count, parameters);
            // Sample, its packed form twice, bounds, and the centres of every point of the curve.
            elbow = 4L * target * (3 * sample + 8L * parameters.mostEntries(count)) + 24 * sample;
        }
        long entries =
                16L * parameters.mostEntries(count) * target + 64L * parameters.mostEntries(count);
        return elbow
                + entries
                + FittedProjection.bytes(parameters.projection(), dim)
                + 2 * Moments.bytes(dim, threads)
                + threads * TransformedRows.bytes(dim, target);
    }

    private static int batch(int count) {
        return Math.clamp(count / BATCHES, LEAST_BATCH, MOST_BATCH);
    }

    /**
     * Builds a bank; where its entries come from stays unknown.
     *
     * @param rows at least one
     * @param progress several tasks; cancellation is seen within a second
     * @throws IllegalArgumentException when there is no row, or more memory is needed than allowed
     * @throws LacunaException when the storage fails or holds a value that is not finite
     */
    public BankBuild build(RowSource rows, Progress progress, Workers workers)
            throws LacunaException {
        if (rows.count() < 1) {
            throw new IllegalArgumentException("count: " + rows.count() + ", expected at least 1");
        }
        long least = memoryBytes(rows.count(), rows.dim(), workers.threads(), true);
        if (least > maxBytes) {
            throw new IllegalArgumentException(
                    "maxBytes: " + maxBytes + ", expected at least " + least);
        }
        try {
            return checked(rows, progress, workers);
        } catch (RowFailure e) {
            throw e.failure();
        }
    }

    private BankBuild checked(RowSource rows, Progress progress, Workers workers)
            throws LacunaException {
        SeededRandom random = new SeededRandom(parameters.seed());
        progress.begin("Whitening", 2 * Moments.steps(rows.count()));
        Whitening whitening = Whitening.fit(rows, parameters.shrinkage(), progress, workers);
        FittedProjection fitted =
                FittedProjection.fit(parameters.projection(), whitening, rows, random, progress);
        FeatureTransform transform =
                new FeatureTransform(whitening, fitted.projection(), parameters.metric());
        RowSource vectors = new TransformedRows(rows, transform);
        Choice choice = choose(vectors, rows.dim(), random.fork(3), progress, workers);
        CellSums cells = cells(choice.entries, vectors, progress, workers);
        BankEntries entries =
                cells.entries(
                        choice.entries, Origins.unknown(choice.entries.length / vectors.dim()));
        return new BankBuild(
                BankBuilder.bank(transform, entries, parameters),
                choice.curve,
                fitted.distortion(),
                rows.count(),
                cells.radius());
    }

    private record Choice(Optional<ElbowCurve> curve, float[] entries) {}

    private Choice choose(
            RowSource vectors, int rawDim, SeededRandom random, Progress progress, Workers workers)
            throws LacunaException {
        Optional<Elbow.Result> elbow = Optional.empty();
        if (parameters.fixedEntries() == 0) {
            elbow = Optional.of(new Elbow(parameters).search(vectors, random, progress, workers));
        }
        int k = elbow.map(e -> e.curve().chosenK()).orElse(parameters.mostEntries(vectors.count()));
        KMeansParameters means =
                BankBuilder.clustering(parameters, k, random.nextLong())
                        .withMaxBytes(
                                maxBytes
                                        - besides(
                                                vectors.count(),
                                                rawDim,
                                                vectors.dim(),
                                                workers.threads()));
        int[] chosen = cluster(vectors, elbow, means, progress, workers).representatives();
        return new Choice(
                elbow.map(Elbow.Result::curve), KMeans.gather(vectors, chosen, progress, workers));
    }

    private Clustering cluster(
            RowSource vectors,
            Optional<Elbow.Result> elbow,
            KMeansParameters means,
            Progress progress,
            Workers workers)
            throws LacunaException {
        int count = vectors.count();
        if (miniBatches) {
            int batch = batch(count);
            return new MiniBatchKMeans(means, batch, Workers.chunks(count, batch))
                    .fit(vectors, progress, workers);
        }
        if (elbow.isEmpty()) {
            return new KMeans(means).fit(vectors, progress, workers);
        }
        int groups = KMeansMemory.groups(vectors, means, workers.threads());
        progress.begin(
                "Clustering", (means.maxIterations() + 1L) * Workers.chunks(count, Lloyd.STEP));
        return new Lloyd(vectors, groups, progress, workers)
                .run(elbow.get().centres(), means.k(), means.maxIterations(), means.tolerance());
    }

    private static CellSums cells(
            float[] entries, RowSource vectors, Progress progress, Workers workers) {
        int dim = vectors.dim();
        int count = vectors.count();
        NormedRows packed = new NormedRows(entries, entries.length / dim, dim);
        CellSums cells = new CellSums(packed.count());
        progress.begin("Spreads of the entries", Workers.chunks(count, Lloyd.STEP));
        int block = (int) (RowBlocks.bytes(count, dim) / Float.BYTES / dim);
        double[] squared = new double[block];
        int[] nearest = new int[block];
        Scratch<NearestSearch> searches = new Scratch<>(() -> new NearestSearch(packed, 1));
        new RowBlocks(vectors)
                .forEach(
                        workers,
                        (chunk, from, to, rows, at) -> {
                            int first = at / dim;
                            for (int i = 0; i < to - from; i += TransformedRows.STEP) {
                                progress.throwIfCancelled();
                                int out = first + i;
                                int n = Math.min(TransformedRows.STEP, to - from - i);
                                searches.use(s -> s.run(rows, out * dim, n, squared, nearest, out));
                            }
                            progress.advance(
                                    Workers.chunks(to, Lloyd.STEP)
                                            - Workers.chunks(from, Lloyd.STEP));
                        },
                        (from, to, rows, at) -> {
                            for (int i = 0; i < to - from; i++) {
                                cells.add(nearest[i], squared[i]);
                            }
                        });
        return cells;
    }
}
