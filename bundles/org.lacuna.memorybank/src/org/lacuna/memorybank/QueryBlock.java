package org.lacuna.memorybank;

/**
 * Some queries on their way past the tiles of a set of vectors: their rows, lengths and dot
 * products with the tile at hand. Working memory of one thread.
 *
 * <p>The value of a pair is {@code |b|^2 - 2 q.b} in float32: the squared distance less {@code
 * |q|^2}, which is the same for all vectors. It is off by at most {@link #error} (d fused
 * multiply-adds, then norm and sum): {@code 2^-24 ((2 d + 6) |q| |b| + 4 |b|^2)}.
 */
final class QueryBlock {
    static final double UNIT = 0x1p-24;

    private final PackedVectors vectors;
    private final float[] rows;
    private final float[][] dot;
    private final double[] norm = new double[PackedVectors.BLOCK];
    private int count;

    QueryBlock(PackedVectors vectors) {
        if (vectors.count() == 0) {
            throw new IllegalStateException("no vectors");
        }
        this.vectors = vectors;
        this.dot = new float[PackedVectors.BLOCK][vectors.tileWidth()];
        this.rows = new float[PackedVectors.BLOCK * vectors.paddedDim()];
    }

    /** Takes n queries, the first at {@code at}; at most {@link PackedVectors#BLOCK}. */
    void load(float[] queries, int at, int n) {
        vectors.load(queries, at, n, rows);
        count = n;
        int dim = vectors.dim();
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int k = 0; k < dim; k++) {
                float v = queries[at + i * dim + k];
                sum += (double) v * v;
            }
            norm[i] = Math.sqrt(sum);
        }
    }

    int count() {
        return count;
    }

    /** Moves on to a tile. */
    void multiply(int tile) {
        vectors.dots(rows, count, tile, dot);
    }

    /**
     * Lowers {@code least[query][place]} to the value of the vector at that place of the tile where
     * it is smaller.
     */
    void lower(int tile, float[][] least) {
        vectors.lower(rows, count, tile, dot, least);
    }

    /** Dot products of a query with the vectors of the tile; may be overwritten. */
    float[] dot(int query) {
        return dot[query];
    }

    /** Length of a query. */
    double norm(int query) {
        return norm[query];
    }

    /**
     * Largest error of a value of this query with any vector of the tile; infinite where a value
     * may leave the float range.
     */
    double error(int query, int tile) {
        return error(norm[query], vectors.largestNorm(tile));
    }

    /** Largest error of a value of this query with any vector. */
    double error(int query) {
        return error(norm[query], vectors.largestNorm());
    }

    private double error(double q, double b) {
        if (!(4 * b * Math.max(b, q) < Float.MAX_VALUE)) {
            return Double.POSITIVE_INFINITY;
        }
        return UNIT * ((2.0 * vectors.dim() + 6) * q * b + 4 * b * b);
    }
}
