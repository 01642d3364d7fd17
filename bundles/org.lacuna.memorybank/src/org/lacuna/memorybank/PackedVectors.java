package org.lacuna.memorybank;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * A set of vectors laid out for distances to many queries as a blocked matrix product.
 *
 * <p>Vectors lie in tiles of at most {@link #TILE}, all of the same width, each tile as one array
 * per dimension, so that the inner loops ({@link DotKernel}) run over vectors. {@link #BLOCK}
 * queries share some dimensions of a tile while these are in the second-level cache ({@link
 * TileProducts}).
 *
 * <p>Immutable and thread-safe; results do not depend on the number of threads. Memory: twice the
 * rows.
 */
final class PackedVectors {
    /**
     * Most vectors of a tile. C2 puts a dozen scalar iterations around a vector loop to align it,
     * whatever its length, so the rows are as long as they can be before the kernel's eight rows,
     * 36 KiB, leave the first-level cache. (4 KiB would be slower than both neighbours: a row would
     * evict the next.)
     */
    static final int TILE = 1148;

    /**
     * Queries that share a tile while it is in the cache, a multiple of the kernel's four: with
     * half as many, large banks come from memory so often that this costs a tenth of the time; with
     * twice as many, their products crowd the tile out.
     */
    static final int BLOCK = 128;

    /** Queries of one unit of work. */
    private static final int CHUNK = 2 * BLOCK;

    private final int count;
    private final int dim;
    private final int paddedDim;
    private final int tileWidth;
    private final TileProducts products;
    private final float[] rows;
    private final float[][][] tiles;
    private final float[][] norms;
    private final double[] largestNorm;
    private double largestOfAll;

    /**
     * @param rows row-major {@code count * dim} finite values; kept, not copied: the caller must
     *     not write to them any more
     */
    PackedVectors(float[] rows, int count, int dim) {
        this.count = count;
        this.dim = dim;
        this.paddedDim = (dim + 3) / 4 * 4;
        this.rows = rows;
        int n = (count + TILE - 1) / TILE;
        tileWidth = n == 0 ? 0 : padded((count + n - 1) / n);
        products = new TileProducts(tileWidth, paddedDim);
        tiles = new float[n][][];
        norms = new float[n][];
        largestNorm = new double[n];
        for (int t = 0; t < n; t++) {
            pack(t);
        }
    }

    private void pack(int t) {
        int first = first(t);
        int inTile = inTile(t);
        float[][] tile = new float[paddedDim][tileWidth];
        float[] norm = new float[tileWidth];
        Arrays.fill(norm, Float.POSITIVE_INFINITY);
        for (int j = 0; j < inTile; j++) {
            int at = (first + j) * dim;
            double sum = 0;
            for (int k = 0; k < dim; k++) {
                float v = rows[at + k];
                tile[k][j] = v;
                sum += (double) v * v;
            }
            norm[j] = (float) sum;
            largestNorm[t] = Math.max(largestNorm[t], Math.sqrt(sum));
        }
        largestOfAll = Math.max(largestOfAll, largestNorm[t]);
        tiles[t] = tile;
        norms[t] = norm;
    }

    /**
     * The next length of an array of floats that, with its header of 16 bytes, is a multiple of 64
     * bytes: arrays allocated in a row then lie alike in the lines of the cache, and a loop that is
     * aligned for one of them is aligned for all.
     */
    private static int padded(int length) {
        return (length + 3) / 16 * 16 + 12;
    }

    int count() {
        return count;
    }

    int dim() {
        return dim;
    }

    /** The dimension with zeros up to a multiple of four. */
    int paddedDim() {
        return paddedDim;
    }

    float[] rows() {
        return rows;
    }

    int tiles() {
        return tiles.length;
    }

    /** Index of the first vector of a tile. */
    int first(int tile) {
        return tile * tileWidth;
    }

    /** Number of vectors of a tile. */
    int inTile(int tile) {
        return Math.min(tileWidth, count - first(tile));
    }

    /** Squared length of each vector of a tile, infinite where the tile is padded. */
    float[] norms(int tile) {
        return norms[tile];
    }

    /** Vectors between those at the same place of two tiles: the length of a tile's arrays. */
    int tileWidth() {
        return tileWidth;
    }

    /** Length of the longest vector. */
    double largestNorm() {
        return largestOfAll;
    }

    /** Length of the longest vector of a tile. */
    double largestNorm(int tile) {
        return largestNorm[tile];
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
        Scratch<NearestSearch> searches = new Scratch<>(() -> new NearestSearch(this));
        workers.forEachChunk(
                queryCount,
                CHUNK,
                (chunk, from, to) ->
                        searches.use(
                                s ->
                                        s.run(
                                                queries,
                                                from * dim,
                                                to - from,
                                                squaredOut,
                                                indexOut,
                                                from)));
    }

    /**
     * The k nearest vectors of each query, see {@link TopSearch}.
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
        Scratch<TopSearch> searches = new Scratch<>(() -> new TopSearch(this, k));
        workers.forEachChunk(
                queryCount,
                CHUNK,
                (chunk, from, to) ->
                        searches.use(s -> s.run(queries, from, to, squaredOut, indexOut)));
    }

    /** Dot products of every query with every vector: {@code out[query * count + vector]}. */
    void products(float[] queries, int queryCount, float[] out, Workers workers) {
        workers.forEachChunk(
                queryCount,
                CHUNK,
                (chunk, from, to) -> {
                    float[] block = new float[BLOCK * paddedDim];
                    float[][] dot = new float[BLOCK][tileWidth];
                    for (int first = from; first < to; first += BLOCK) {
                        int n = Math.min(BLOCK, to - first);
                        load(queries, first * dim, n, block);
                        for (int t = 0; t < tiles.length; t++) {
                            dots(block, n, t, dot);
                            int at = first * count + first(t);
                            for (int i = 0; i < n; i++) {
                                System.arraycopy(dot[i], 0, out, at + i * count, inTile(t));
                            }
                        }
                    }
                });
    }

    /** Copies n queries from {@code at} on into a block whose rows have the padded dimension. */
    void load(float[] queries, int at, int n, float[] block) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(queries, at + i * dim, block, i * paddedDim, dim);
        }
    }

    /**
     * Dot products of the first n queries of a block with the vectors of a tile: {@code
     * dot[query][vector]}.
     */
    void dots(float[] block, int n, int t, float[][] dot) {
        products.dots(tiles[t], block, n, dot);
    }

    /**
     * Lowers {@code least[query][vector]} to the value {@code |b|^2 - 2 q.b} of the queries of a
     * block and the vectors of a tile where that is smaller.
     *
     * @param dot working memory, as for {@link #dots}
     */
    void lower(float[] block, int n, int t, float[][] dot, float[][] least) {
        products.dots(tiles[t], block, n, dot);
        products.lower(norms[t], n, dot, least);
    }

    /**
     * Lowers {@code squared[i]} to the squared distance between vector i and the query where that
     * is smaller. Float32; a distance below the rounding error is measured again in double, so that
     * duplicates get exactly 0.
     */
    void lower(float[] query, float[] squared, Workers workers) {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
            sum += (double) query[k] * query[k];
        }
        float queryNorm = (float) sum;
        float[] padded = Arrays.copyOf(query, paddedDim);
        workers.forEachChunk(
                tiles.length,
                16,
                (chunk, from, to) -> {
                    float[] dot = new float[TILE];
                    for (int t = from; t < to; t++) {
                        lower(padded, queryNorm, t, dot, squared);
                    }
                });
    }

    private void lower(float[] query, float queryNorm, int t, float[] dot, float[] squared) {
        float[][] tile = tiles[t];
        float[] norm = norms[t];
        Arrays.fill(dot, 0f);
        for (int k = 0; k < paddedDim; k += 4) {
            DotKernel.add1x4(
                    dot, tile[k], tile[k + 1], tile[k + 2], tile[k + 3], query, k, norm.length);
        }
        int inTile = inTile(t);
        int first = first(t);
        for (int j = 0; j < inTile; j++) {
            float scale = queryNorm + norm[j];
            float d = scale - 2 * dot[j];
            if (!(d > 1e-5f * scale)) {
                d = (float) Math.min(Float.MAX_VALUE, exact(query, 0, first + j));
            }
            if (d < squared[first + j]) {
                squared[first + j] = d;
            }
        }
    }

    /** Squared distance in double, summed in order of the dimensions: the scalar reference. */
    double exact(float[] queries, int at, int vector) {
        double sum = 0;
        int b = vector * dim;
        for (int k = 0; k < dim; k++) {
            double d = (double) queries[at + k] - rows[b + k];
            sum += d * d;
        }
        return sum;
    }
}
