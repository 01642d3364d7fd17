package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Exact k nearest neighbours of a run of queries: float32 finds the candidates, double decides.
 *
 * <p>Queries lie side by side ({@link QueryTile}); the vectors pass by, a block at a time ({@link
 * RowBlock}). The value of a pair is {@code q.b - |b|^2 / 2} in float32 ({@link LaneProducts}): the
 * greater, the nearer, {@code |q|^2} being the same for all vectors. Of each group of vectors only
 * the greatest value of each query is kept, one instruction a pair; where it may be among the
 * greatest of all, single vectors are looked at ({@link ValueSearch}, {@link GroupedSearch}). The
 * few that can be among the k nearest within the error of float32 are measured in double from the
 * original rows ({@link Winners}), so the result is the exact one, equally near vectors in order of
 * index. Where the error is not finite (values near the end of the float range) all vectors are
 * measured in double.
 *
 * <p>Working memory of one thread: not thread-safe, may be used again.
 */
final class NearestSearch {
    /** Fewer queries than this are not worth a tile. */
    private static final int FEW = 12;

    /** Longest vectors whose groups are kept; longer ones are not computed again for little. */
    private static final int SHORT = 128;

    /** Results of a tile at most, so that memory is bounded for any k. */
    private static final int RESULTS = 1 << 18;

    /** Some times the smallest float32: what a product below its range may add. */
    private static final double TINY = 0x1p-145;

    private final NormedRows vectors;
    private final int k;
    private final int queries;
    private final Winners winners;
    private final QueryTile tile;
    private final LaneProducts products;
    private final GroupedSearch grouped;
    private final ValueSearch valued;
    private final float[] slack;

    /**
     * @param k 1..vectors.count()
     */
    NearestSearch(NormedRows vectors, int k) {
        vectors.check(k);
        this.vectors = vectors;
        this.k = k;
        this.queries = queries(k);
        this.winners = new Winners(vectors, k);
        this.slack = new float[queries];
        RowBlock block = new RowBlock(vectors.rows(), vectors.starts(), vectors.dim());
        boolean isShort = k == 1 && block.stride() <= SHORT;
        int rows = isShort ? GroupedSearch.rows(vectors.count()) : ValueSearch.rows();
        // All at once, so that they lie alike in the lines of the cache.
        float[][] arrays = new float[rows + block.stride()][LaneSpan.length(queries)];
        float[][] work = Arrays.copyOf(arrays, rows);
        this.tile = new QueryTile(vectors.dim(), Arrays.copyOfRange(arrays, rows, arrays.length));
        this.products = new LaneProducts(tile);
        this.grouped =
                isShort
                        ? new GroupedSearch(vectors, queries, block, products, winners, work)
                        : null;
        this.valued = isShort ? null : new ValueSearch(k, queries, block, products, winners, work);
    }

    /** Queries of a tile, for k results each. */
    static int queries(int k) {
        return Math.clamp(RESULTS / k, LaneSpan.LEAD, QueryTile.MOST);
    }

    /** Bytes of one search for the nearest vector. */
    static long bytes(int dim) {
        int rows = Math.max(ValueSearch.rows(), GroupedSearch.rows(Integer.MAX_VALUE));
        return 4L * LaneSpan.length(QueryTile.MOST) * (dim + 3L + rows + 24)
                + 4L * RowBlock.MOST * (dim + 4L);
    }

    /**
     * Finds the nearest vectors of some queries among all vectors.
     *
     * @param rows finite values, the first query at {@code at}, the others after it
     * @param squaredOut squared distances, k of each query, those of the first at {@code outAt}
     * @param indexOut the vectors that they belong to, alike
     */
    void run(float[] rows, int at, int count, double[] squaredOut, int[] indexOut, int outAt) {
        run(rows, at, count, 0, vectors.count(), squaredOut, indexOut, outAt);
    }

    /**
     * Finds the nearest vectors of some queries among the vectors {@code begin..end-1}, at least k.
     */
    void run(
            float[] rows,
            int at,
            int count,
            int begin,
            int end,
            double[] squaredOut,
            int[] indexOut,
            int outAt) {
        int tiles = (count + queries - 1) / queries;
        int size = tiles == 0 ? 1 : (count + tiles - 1) / tiles;
        for (int first = 0; first < count; first += size) {
            int n = Math.min(size, count - first);
            int from = at + first * vectors.dim();
            winners.begin(rows, from, n, squaredOut, indexOut, outAt + first * k);
            if (n < FEW) {
                Arrays.fill(slack, 0, n, Float.POSITIVE_INFINITY);
            } else {
                tile.load(rows, from, n);
                search(rows, from, n, begin, end);
            }
            for (int i = 0; i < n; i++) {
                if (slack[i] == Float.POSITIVE_INFINITY) {
                    winners.offerAll(i, begin, end);
                }
            }
        }
    }

    private void search(float[] rows, int at, int n, int begin, int end) {
        int dim = vectors.dim();
        for (int i = 0; i < n; i++) {
            // The nearest vector's value is at most its error below the greatest one's, which has
            // its own.
            slack[i] =
                    Math.nextUp(
                            (float)
                                    (2
                                            * error(
                                                    Math.sqrt(
                                                            NormedRows.squaredLength(
                                                                    rows, at + i * dim, dim)))));
        }
        products.begin(n);
        if (grouped != null) {
            grouped.run(n, slack, begin, end);
        } else {
            valued.run(n, slack, begin, end);
        }
    }

    /**
     * Largest error of a value of a query of this length; infinite where a value may leave the
     * float range. Half the squared length is rounded once, then d fused multiply-adds each add at
     * most the unit of what has come together: {@code 2^-24 ((d + 1) |q| |b| + (d + 2) |b|^2 / 2)}.
     */
    private double error(double q) {
        double b = vectors.largestNorm();
        if (!(4 * b * Math.max(b, q) < Float.MAX_VALUE)) {
            return Double.POSITIVE_INFINITY;
        }
        double d = vectors.dim();
        return 0x1p-24 * ((d + 1) * q * b + (d + 2) * b * b / 2) + d * TINY;
    }
}
