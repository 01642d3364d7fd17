package org.lacuna.memorybank;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * A set of vectors laid out for inner loops ({@link DotKernel}) that run over them: in tiles of at
 * most {@link #TILE}, all of the same width, each tile as one array per dimension. For a few
 * vectors that many queries are multiplied with, and for many that a single query is compared with;
 * many queries and many vectors: {@link NearestSearch}.
 *
 * <p>Immutable and thread-safe; results do not depend on the number of threads. Memory: twice the
 * rows.
 */
final class PackedVectors {
    /**
     * Most vectors of a tile. C2 puts a dozen scalar iterations around a vector loop to align it,
     * whatever its length ({@link LaneSpan}), so the rows are as long as they can be before the
     * kernel's eight rows, 36 KiB, leave the first-level cache. (4 KiB would be slower than both
     * neighbours: a row would evict the next.)
     */
    static final int TILE = 1148;

    /** Queries that share a tile while it is in the cache, a multiple of the kernel's four. */
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
        }
        tiles[t] = tile;
        norms[t] = norm;
    }

    /**
     * The next length of an array of floats that, with its header of 16 bytes, is a multiple of 64
     * bytes: arrays allocated in a row then lie alike in the lines of the cache, and a loop that is
     * aligned for one of them is aligned for all.
     */
    static int padded(int length) {
        return (length + 3) / 16 * 16 + 12;
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

    /** Index of the first vector of a tile. */
    private int first(int tile) {
        return tile * tileWidth;
    }

    /** Number of vectors of a tile. */
    private int inTile(int tile) {
        return Math.min(tileWidth, count - first(tile));
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
                            products.dots(tiles[t], block, n, dot);
                            int at = first * count + first(t);
                            for (int i = 0; i < n; i++) {
                                System.arraycopy(dot[i], 0, out, at + i * count, inTile(t));
                            }
                        }
                    }
                });
    }

    /** Copies n queries from {@code at} on into a block whose rows have the padded dimension. */
    private void load(float[] queries, int at, int n, float[] block) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(queries, at + i * dim, block, i * paddedDim, dim);
        }
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
                d =
                        (float)
                                Math.min(
                                        Float.MAX_VALUE,
                                        NormedRows.squared(query, 0, rows, (first + j) * dim, dim));
            }
            if (d < squared[first + j]) {
                squared[first + j] = d;
            }
        }
    }
}
