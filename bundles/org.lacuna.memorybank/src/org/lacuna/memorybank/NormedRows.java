package org.lacuna.memorybank;

import org.lacuna.core.Workers;

/**
 * Vectors to be searched, as they are stored, with their lengths.
 *
 * <p>Immutable and thread-safe. Memory: the rows, which are not copied, 4 bytes a vector, and for
 * each thread that searches what it works with ({@link NearestSearch#bytes}).
 */
final class NormedRows {
    private final float[] rows;
    private final int count;
    private final int dim;
    private final float[] starts;
    private final double largestNorm;

    /** Kept, since to clear new memory costs as much as a fifth of a search. */
    private final Scratch<NearestSearch> nearest = new Scratch<>(() -> new NearestSearch(this, 1));

    /**
     * @param rows row-major {@code count * dim} finite values; kept, not copied: the caller must
     *     not write to them any more
     */
    NormedRows(float[] rows, int count, int dim) {
        this.rows = rows;
        this.count = count;
        this.dim = dim;
        this.starts = new float[count];
        double largest = 0;
        for (int i = 0; i < count; i++) {
            double sum = squaredLength(rows, i * dim, dim);
            starts[i] = (float) (-sum / 2);
            largest = Math.max(largest, sum);
        }
        this.largestNorm = Math.sqrt(largest);
    }

    /** Squared length in double. */
    static double squaredLength(float[] rows, int at, int dim) {
        // Four sums, since each addition would wait for the one before.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = at + dim;
        int k = at;
        for (; k + 4 <= end; k += 4) {
            a += (double) rows[k] * rows[k];
            b += (double) rows[k + 1] * rows[k + 1];
            c += (double) rows[k + 2] * rows[k + 2];
            d += (double) rows[k + 3] * rows[k + 3];
        }
        for (; k < end; k++) {
            a += (double) rows[k] * rows[k];
        }
        return a + b + (c + d);
    }

    int count() {
        return count;
    }

    int dim() {
        return dim;
    }

    float[] rows() {
        return rows;
    }

    /** Minus half the squared length of each vector; infinite where it leaves the float range. */
    float[] starts() {
        return starts;
    }

    /** Length of the longest vector. */
    double largestNorm() {
        return largestNorm;
    }

    /** Squared distance to a query in double. */
    double exact(float[] queries, int at, int vector) {
        return squared(queries, at, rows, vector * dim, dim);
    }

    /** Squared distance in double, summed in order of the dimensions: the scalar reference. */
    static double squared(float[] a, int aAt, float[] b, int bAt, int dim) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
            double step = (double) a[aAt + k] - b[bAt + k];
            sum += step * step;
        }
        return sum;
    }

    /**
     * The nearest vector of each query, see {@link NearestSearch}.
     *
     * @param queries row-major {@code queryCount * dim} finite values
     * @param squaredOut squared distance of each query
     * @param indexOut index of the nearest vector; the lowest of equally near ones
     */
    void nearest(
            float[] queries, int queryCount, double[] squaredOut, int[] indexOut, Workers workers) {
        nearest(queries, queryCount, 1, squaredOut, indexOut, workers);
    }

    /**
     * The k nearest vectors of each query.
     *
     * @param k 1..{@link #count}
     * @param squaredOut {@code queryCount * k} squared distances, those of a query ascending
     * @param indexOut the vectors that they belong to; equally near ones in order of index
     */
    void nearest(
            float[] queries,
            int queryCount,
            int k,
            double[] squaredOut,
            int[] indexOut,
            Workers workers) {
        check(k);
        int most = NearestSearch.queries(k);
        if (k > 1) {
            SearchShares tiles = SearchShares.ofTiles(queryCount, count, most);
            Scratch<NearestSearch> searches = new Scratch<>(() -> new NearestSearch(this, k));
            workers.forEachChunk(
                    tiles.count(),
                    1,
                    (i, from, to) -> run(searches, tiles.get(i), queries, k, squaredOut, indexOut));
            return;
        }
        SearchShares shares = SearchShares.of(queryCount, count, most, workers.threads());
        double[][] squared = new double[shares.parts()][];
        int[][] index = new int[shares.parts()][];
        for (int p = 0; p < squared.length; p++) {
            squared[p] = p == 0 ? squaredOut : new double[queryCount];
            index[p] = p == 0 ? indexOut : new int[queryCount];
        }
        workers.forEachChunk(
                shares.count(),
                1,
                (i, from, to) -> {
                    int p = shares.get(i).part();
                    run(nearest, shares.get(i), queries, 1, squared[p], index[p]);
                });
        for (int p = 1; p < squared.length; p++) {
            for (int i = shares.whole() * shares.tile(); i < queryCount; i++) {
                if (squared[p][i] < squaredOut[i]) {
                    squaredOut[i] = squared[p][i];
                    indexOut[i] = index[p][i];
                }
            }
        }
    }

    private void run(
            Scratch<NearestSearch> searches,
            SearchShares.Share share,
            float[] queries,
            int k,
            double[] squared,
            int[] index) {
        int at = share.query() * dim;
        searches.use(
                s ->
                        s.run(
                                queries,
                                at,
                                share.queries(),
                                share.from(),
                                share.to(),
                                squared,
                                index,
                                share.query() * k));
    }

    /** Whether k vectors can be found. */
    void check(int k) {
        if (count == 0) {
            throw new IllegalStateException("no vectors");
        }
        if (k < 1 || k > count) {
            throw new IllegalArgumentException("k: " + k + ", expected 1.." + count);
        }
    }
}
