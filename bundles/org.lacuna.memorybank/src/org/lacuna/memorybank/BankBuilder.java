package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a memory bank from the feature vectors of good parts (Xu et al. 2025, 3.4.1; method.md 5):
 * whitening, orthogonal random projection, then entries by k-means and eq. 19, by a greedy coreset
 * or at random. Entries are always training vectors, measured by the distance that scores parts
 * later.
 *
 * <p>Time and memory are bounded by {@link BankParameters#maxTrainingVectors}, not by the data set:
 * 40,000 vectors of 64 channels with the elbow up to 2048 take 2 to 3 s of one core. Immutable and
 * thread-safe; the same rows and parameters give the same bits for any number of threads.
 */
public final class BankBuilder {
    /** Weight of the mean in a cell's spread. */
    static final double PRIOR = 5;

    static final double TOLERANCE = 1e-3;

    /** Entries that a bank may learn beyond those of its elbow, which may be few. */
    private static final int LEARNED = 1024;

    private static final int SEEDING_VECTORS = 16_384;

    private final BankParameters parameters;

    public BankBuilder(BankParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    /**
     * Builds a bank.
     *
     * @param rows row-major {@code count * dim} finite values, see {@link VectorSample}; not kept,
     *     not changed
     * @param count at least 1
     * @param dim 1..{@link MemoryBank#MAX_DIM}
     * @param progress several tasks; cancellation is seen within 100 ms
     * @throws IllegalArgumentException for sizes that do not fit or values that are not finite
     */
    public BankBuild build(float[] rows, int count, int dim, Progress progress, Workers workers) {
        Rows.check(rows, count, dim, 1);
        return build(rows, Origins.unknown(count), dim, progress, workers);
    }

    /**
     * Builds a bank whose entries know where they come from.
     *
     * @param sample at least one vector
     */
    public BankBuild build(VectorSample sample, Progress progress, Workers workers) {
        return build(sample.rows(), sample.origins(), sample.dim(), progress, workers);
    }

    private BankBuild build(
            float[] rows, Origins origins, int dim, Progress progress, Workers workers) {
        int count = origins.part().length;
        Rows.check(rows, count, dim, 1);
        Rows.checkFinite(rows, count, dim);
        SeededRandom random = new SeededRandom(parameters.seed());
        progress.begin("Whitening and projecting features", 0);
        float[] kept = rows;
        Origins from = origins;
        int n = count;
        if (count > parameters.maxTrainingVectors()) {
            n = parameters.maxTrainingVectors();
            int[] sampled = KMeans.sample(count, n, random.fork(0));
            kept = KMeans.gather(rows, dim, sampled);
            from = origins.select(sampled);
        }
        Whitening whitening =
                Whitening.fit(kept, n, dim, parameters.shrinkage(), progress, workers);
        FittedProjection fitted =
                FittedProjection.fit(
                        parameters.projection(),
                        whitening,
                        RowSource.of(kept, n, dim),
                        random,
                        progress);
        FeatureTransform transform =
                new FeatureTransform(whitening, fitted.projection(), parameters.metric());
        float[] vectors = transform.apply(kept, n, workers);
        int target = transform.outputDim();
        Choice choice = choose(vectors, n, target, random, progress, workers);
        progress.throwIfCancelled();
        CellSums cells = cells(choice.entries, vectors, n, target, workers);
        BankEntries entries =
                cells.entries(
                        KMeans.gather(vectors, target, choice.entries),
                        from.select(choice.entries));
        return new BankBuild(
                bank(transform, entries, parameters),
                choice.curve,
                fitted.distortion(),
                n,
                cells.radius());
    }

    private record Choice(Optional<ElbowCurve> curve, int[] entries) {}

    private Choice choose(
            float[] vectors,
            int n,
            int dim,
            SeededRandom random,
            Progress progress,
            Workers workers) {
        return switch (parameters.method()) {
            case KMEANS -> {
                Clusters clusters = cluster(vectors, n, dim, random, progress, workers);
                yield new Choice(clusters.curve(), clusters.clustering().representatives());
            }
            case CORESET -> coreset(vectors, n, dim, random.fork(3), progress, workers);
            case RANDOM ->
                    new Choice(
                            Optional.empty(),
                            KMeans.sample(n, parameters.mostEntries(n), random.fork(3)));
        };
    }

    /** A full bank could learn only by giving up entries, so there is room to grow. */
    static MemoryBank bank(
            FeatureTransform transform, BankEntries entries, BankParameters parameters) {
        int n = entries.count();
        int room = parameters.fixedEntries() > 0 ? n / 4 : Math.max(n / 4, LEARNED);
        int bound = Math.min(MemoryBank.MAX_ENTRIES, Math.max(parameters.maxEntries(), n + room));
        return new MemoryBank(transform, entries, bound, MemoryBank.mean(entries.spread()));
    }

    private static CellSums cells(int[] chosen, float[] vectors, int n, int dim, Workers workers) {
        double[] squared = new double[n];
        int[] nearest = new int[n];
        if (chosen.length == n) {
            // Each is its own entry: comparing all with all would take minutes to say so.
            for (int e = 0; e < n; e++) {
                nearest[chosen[e]] = e;
            }
        } else {
            new NormedRows(KMeans.gather(vectors, dim, chosen), chosen.length, dim)
                    .nearest(vectors, n, squared, nearest, workers);
        }
        CellSums cells = new CellSums(chosen.length);
        for (int i = 0; i < n; i++) {
            cells.add(nearest[i], squared[i]);
        }
        return cells;
    }

    static KMeansParameters clustering(BankParameters parameters, int k, long seed) {
        return new KMeansParameters(
                k, SEEDING_VECTORS, parameters.maxIterations(), TOLERANCE, seed);
    }

    private record Clusters(Optional<ElbowCurve> curve, Clustering clustering) {}

    private Clusters cluster(
            float[] vectors,
            int n,
            int dim,
            SeededRandom random,
            Progress progress,
            Workers workers) {
        int chunks = Workers.chunks(n, 1024);
        if (parameters.fixedEntries() > 0) {
            progress.begin("Clustering", (long) (parameters.maxIterations() + 1) * chunks);
            KMeansParameters means =
                    clustering(parameters, parameters.mostEntries(n), random.fork(3).nextLong());
            return new Clusters(
                    Optional.empty(), new KMeans(means).fit(vectors, n, dim, progress, workers));
        }
        Elbow.Result elbow =
                new Elbow(parameters)
                        .search(RowSource.of(vectors, n, dim), random.fork(3), progress, workers);
        progress.begin("Clustering", (long) (parameters.maxIterations() + 1) * chunks);
        Clustering clustering =
                new Lloyd(vectors, n, dim, progress, workers)
                        .run(
                                elbow.centres(),
                                elbow.curve().chosenK(),
                                parameters.maxIterations(),
                                TOLERANCE);
        return new Clusters(Optional.of(elbow.curve()), clustering);
    }

    /**
     * Greedy k-centre choice, with the covering radius on a geometric grid of its length. The first
     * entries are the choice of any smaller number, so that the knee may cut it.
     */
    private Choice coreset(
            float[] vectors,
            int n,
            int dim,
            SeededRandom random,
            Progress progress,
            Workers workers) {
        int wanted = parameters.mostEntries(n);
        progress.begin("Selecting the coreset", wanted);
        Spread spread = new Spread(new PackedVectors(vectors, n, dim), workers);
        int[] chosen = new int[wanted];
        int[] grid = Elbow.grid(parameters.minEntries(), wanted, wanted);
        int[] k = new int[grid.length];
        double[] radius = new double[grid.length];
        int points = 0;
        int size = 0;
        for (int next = random.nextInt(n); next >= 0 && size < wanted; progress.advance(1)) {
            progress.throwIfCancelled();
            chosen[size++] = next;
            spread.add(next);
            next = spread.farthest();
            if (size == grid[points] || next < 0) {
                k[points] = size;
                radius[points++] = next < 0 ? 0 : spread.distance(next);
            }
        }
        ElbowCurve curve = curve(Arrays.copyOf(k, points), Arrays.copyOf(radius, points));
        return new Choice(Optional.of(curve), Arrays.copyOf(chosen, curve.chosenK()));
    }

    private ElbowCurve curve(int[] k, double[] radius) {
        return parameters.fixedEntries() > 0
                ? new ElbowCurve(ElbowCurve.Measure.COVERING_RADIUS, k, radius, k.length - 1)
                : ElbowCurve.withKnee(ElbowCurve.Measure.COVERING_RADIUS, k, radius);
    }
}
