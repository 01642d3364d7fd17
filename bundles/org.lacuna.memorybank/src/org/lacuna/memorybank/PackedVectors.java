package org.lacuna.memorybank;

import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * A set of vectors laid out for distances to many queries, with the exact nearest neighbour as a
 * blocked matrix product.
 *
 * <p>Vectors lie in tiles of up to {@link #TILE}, each tile as one array per dimension, so that the
 * inner loop runs over vectors with one shared index: the shape that C2 turns into vector code (no
 * incubator module). One kernel call adds four dimensions to the dot products of four queries; 64
 * queries stay in the cache while a tile passes.
 *
 * <p>The float32 value of {@code |b|^2 - 2 q.b} is off by at most {@code 2^-24 ((2 d + 6) |q| |b| +
 * 4 |b|^2)} (d steps of a fused multiply-add, plus norm and sum). Every vector that could be
 * nearest within that bound is measured again in double from the original rows, so the result is
 * the exact nearest vector, the lowest index among equals. Where the bound is not finite (values
 * near the end of the float range) all vectors are measured in double: the scalar reference.
 *
 * <p>Immutable and thread-safe; results do not depend on the number of threads. Memory: twice the
 * rows.
 */
final class PackedVectors {
    static final int TILE = 512;

    /** Queries that share a tile while it is in the cache; a multiple of the kernel's four. */
    private static final int BLOCK = 64;

    /** Queries of one unit of work. */
    private static final int CHUNK = 4 * BLOCK;

    private static final double UNIT = 0x1p-24;

    private final int count;
    private final int dim;
    private final int paddedDim;
    private final float[] rows;
    private final float[][][] tiles;
    private final float[][] norms;
    private final double[] largestNorm;

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
        tiles = new float[n][][];
        norms = new float[n][];
        largestNorm = new double[n];
        for (int t = 0; t < n; t++) {
            int first = t * TILE;
            int inTile = Math.min(TILE, count - first);
            // Whole vector registers only: a ragged end would run in the scalar tail loop.
            int width = Math.min(TILE, (inTile + 15) / 16 * 16);
            float[][] tile = new float[paddedDim][width];
            float[] norm = new float[width];
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
            tiles[t] = tile;
            norms[t] = norm;
        }
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

    /**
     * The nearest vector of each query.
     *
     * @param queries row-major {@code queryCount * dim} finite values
     * @param squaredOut squared distance of each query
     * @param indexOut index of the nearest vector; the lowest of equally near ones
     * @param secondOut a lower bound of the squared distance to every other vector; null = not
     *     wanted
     */
    void nearest(
            float[] queries,
            int queryCount,
            double[] squaredOut,
            int[] indexOut,
            double[] secondOut,
            Workers workers) {
        workers.forEachChunk(
                queryCount,
                CHUNK,
                (chunk, from, to) ->
                        nearest(
                                queries,
                                from,
                                to,
                                squaredOut,
                                indexOut,
                                secondOut,
                                new Scratch(paddedDim)));
    }

    /** As above for the queries {@code from..to-1} on the calling thread. */
    void nearest(
            float[] queries,
            int from,
            int to,
            double[] squaredOut,
            int[] indexOut,
            double[] secondOut,
            Scratch scratch) {
        if (count == 0) {
            throw new IllegalStateException("no vectors");
        }
        for (int first = from; first < to; first += BLOCK) {
            int n = Math.min(BLOCK, to - first);
            scratch.load(queries, first, n, dim, paddedDim);
            for (int t = 0; t < tiles.length; t++) {
                dots(scratch, n, tiles[t], norms[t].length);
                for (int i = 0; i < n; i++) {
                    select(scratch, i, queries, (first + i) * dim, t, secondOut != null);
                }
            }
            for (int i = 0; i < n; i++) {
                if (scratch.exactOnly[i]) {
                    nearestExact(queries, (first + i) * dim, i, scratch);
                }
                squaredOut[first + i] = scratch.best[i];
                indexOut[first + i] = scratch.index[i];
                if (secondOut != null) {
                    secondOut[first + i] = scratch.second[i];
                }
            }
        }
    }

    /** Dot products of every query with every vector: {@code out[query * count + vector]}. */
    void products(float[] queries, int queryCount, float[] out, Workers workers) {
        workers.forEachChunk(
                queryCount,
                CHUNK,
                (chunk, from, to) -> {
                    Scratch scratch = new Scratch(paddedDim);
                    for (int first = from; first < to; first += BLOCK) {
                        int n = Math.min(BLOCK, to - first);
                        scratch.load(queries, first, n, dim, paddedDim);
                        for (int t = 0; t < tiles.length; t++) {
                            dots(scratch, n, tiles[t], norms[t].length);
                            int inTile = Math.min(TILE, count - t * TILE);
                            for (int i = 0; i < n; i++) {
                                System.arraycopy(
                                        scratch.dot[i],
                                        0,
                                        out,
                                        (first + i) * count + t * TILE,
                                        inTile);
                            }
                        }
                    }
                });
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
                        float[][] tile = tiles[t];
                        Arrays.fill(dot, 0f);
                        for (int k = 0; k < paddedDim; k += 4) {
                            add1x4(
                                    dot,
                                    tile[k],
                                    tile[k + 1],
                                    tile[k + 2],
                                    tile[k + 3],
                                    padded,
                                    k,
                                    norms[t].length);
                        }
                        int inTile = Math.min(TILE, count - t * TILE);
                        int first = t * TILE;
                        for (int j = 0; j < inTile; j++) {
                            float scale = queryNorm + norms[t][j];
                            float d = scale - 2 * dot[j];
                            if (!(d > 1e-5f * scale)) {
                                d = (float) Math.min(Float.MAX_VALUE, exact(query, 0, first + j));
                            }
                            if (d < squared[first + j]) {
                                squared[first + j] = d;
                            }
                        }
                    }
                });
    }

    /** Squared distance in double, summed in order of the dimensions. */
    double exact(float[] queries, int at, int vector) {
        double sum = 0;
        int b = vector * dim;
        for (int k = 0; k < dim; k++) {
            double d = (double) queries[at + k] - rows[b + k];
            sum += d * d;
        }
        return sum;
    }

    private void dots(Scratch s, int n, float[][] tile, int width) {
        float[] q = s.query;
        for (int i = 0; i < n; i += 4) {
            float[] c0 = s.dot[i];
            float[] c1 = s.dot[i + 1];
            float[] c2 = s.dot[i + 2];
            float[] c3 = s.dot[i + 3];
            Arrays.fill(c0, 0f);
            Arrays.fill(c1, 0f);
            Arrays.fill(c2, 0f);
            Arrays.fill(c3, 0f);
            int a = i * paddedDim;
            int b = a + paddedDim;
            int c = b + paddedDim;
            int d = c + paddedDim;
            for (int k = 0; k < paddedDim; k += 4) {
                add4x4(
                        c0,
                        c1,
                        c2,
                        c3,
                        tile[k],
                        tile[k + 1],
                        tile[k + 2],
                        tile[k + 3],
                        width,
                        q[a + k],
                        q[a + k + 1],
                        q[a + k + 2],
                        q[a + k + 3],
                        q[b + k],
                        q[b + k + 1],
                        q[b + k + 2],
                        q[b + k + 3],
                        q[c + k],
                        q[c + k + 1],
                        q[c + k + 2],
                        q[c + k + 3],
                        q[d + k],
                        q[d + k + 1],
                        q[d + k + 2],
                        q[d + k + 3]);
            }
        }
    }

    private static void add4x4(
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            int width,
            float a0,
            float a1,
            float a2,
            float a3,
            float b0,
            float b1,
            float b2,
            float b3,
            float d0,
            float d1,
            float d2,
            float d3,
            float e0,
            float e1,
            float e2,
            float e3) {
        for (int j = 0; j < width; j++) {
            float x0 = w0[j];
            float x1 = w1[j];
            float x2 = w2[j];
            float x3 = w3[j];
            c0[j] = Math.fma(a3, x3, Math.fma(a2, x2, Math.fma(a1, x1, Math.fma(a0, x0, c0[j]))));
            c1[j] = Math.fma(b3, x3, Math.fma(b2, x2, Math.fma(b1, x1, Math.fma(b0, x0, c1[j]))));
            c2[j] = Math.fma(d3, x3, Math.fma(d2, x2, Math.fma(d1, x1, Math.fma(d0, x0, c2[j]))));
            c3[j] = Math.fma(e3, x3, Math.fma(e2, x2, Math.fma(e1, x1, Math.fma(e0, x0, c3[j]))));
        }
    }

    private static void add1x4(
            float[] c,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] q,
            int k,
            int width) {
        float a0 = q[k];
        float a1 = q[k + 1];
        float a2 = q[k + 2];
        float a3 = q[k + 3];
        for (int j = 0; j < width; j++) {
            c[j] =
                    Math.fma(
                            a3,
                            w3[j],
                            Math.fma(a2, w2[j], Math.fma(a1, w1[j], Math.fma(a0, w0[j], c[j]))));
        }
    }

    /** Takes up those vectors of the tile that can be nearer to query i than the best so far. */
    private void select(Scratch s, int i, float[] queries, int at, int t, boolean wantSecond) {
        double queryNorm = s.queryNorm[i];
        double b = largestNorm[t];
        double error = UNIT * ((2.0 * dim + 6) * queryNorm * b + 4 * b * b);
        float[] dot = s.dot[i];
        float[] norm = norms[t];
        float min = leastValue(dot, norm);
        if (!(error < Float.MAX_VALUE) || !(Math.abs(min) < Float.MAX_VALUE)) {
            s.exactOnly[i] = true;
            return;
        }
        s.upper[i] = Math.min(s.upper[i], min + error);
        // One part in 2^22 less covers the rounding of the norm itself.
        double squaredNorm = queryNorm * queryNorm * (1 - 4 * UNIT);
        if (min - error <= s.upper[i]) {
            takeUp(s, i, queries, at, t, Math.nextUp((float) (s.upper[i] + error)));
            min = wantSecond ? leastValue(dot, norm) : min;
        }
        if (wantSecond) {
            s.second[i] = Math.min(s.second[i], Math.max(0, min - error + squaredNorm));
        }
    }

    /**
     * Measures every vector of the tile whose value is at most the limit, and takes it out of the
     * tile.
     */
    private void takeUp(Scratch s, int i, float[] queries, int at, int t, float limit) {
        float[] dot = s.dot[i];
        float[] norm = norms[t];
        int first = t * TILE;
        for (int j = 0; j < norm.length; j++) {
            if (Math.fma(-2f, dot[j], norm[j]) <= limit) {
                double d = exact(queries, at, first + j);
                if (d < s.best[i]) {
                    s.second[i] = Math.min(s.second[i], s.best[i]);
                    s.best[i] = d;
                    s.index[i] = first + j;
                } else {
                    s.second[i] = Math.min(s.second[i], d);
                }
                dot[j] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** One expression, value and minimum: C2 leaves a minimum over plain loads scalar. */
    private static float leastValue(float[] dot, float[] norm) {
        float m = Float.POSITIVE_INFINITY;
        for (int j = 0; j < norm.length; j++) {
            m = Math.min(m, Math.fma(-2f, dot[j], norm[j]));
        }
        return m;
    }

    private void nearestExact(float[] queries, int at, int i, Scratch s) {
        s.best[i] = Double.POSITIVE_INFINITY;
        s.second[i] = Double.POSITIVE_INFINITY;
        for (int j = 0; j < count; j++) {
            double d = exact(queries, at, j);
            if (d < s.best[i]) {
                s.second[i] = s.best[i];
                s.best[i] = d;
                s.index[i] = j;
            } else {
                s.second[i] = Math.min(s.second[i], d);
            }
        }
    }

    /** Working memory of one thread. */
    static final class Scratch {
        private final float[] query;
        private final double[] queryNorm = new double[BLOCK];
        private final float[][] dot = new float[BLOCK][TILE];
        private final double[] upper = new double[BLOCK];
        private final double[] best = new double[BLOCK];
        private final double[] second = new double[BLOCK];
        private final int[] index = new int[BLOCK];
        private final boolean[] exactOnly = new boolean[BLOCK];

        Scratch(int paddedDim) {
            query = new float[BLOCK * paddedDim];
        }

        private void load(float[] queries, int first, int n, int dim, int paddedDim) {
            for (int i = 0; i < n; i++) {
                int at = (first + i) * dim;
                System.arraycopy(queries, at, query, i * paddedDim, dim);
                double sum = 0;
                for (int k = 0; k < dim; k++) {
                    sum += (double) queries[at + k] * queries[at + k];
                }
                queryNorm[i] = Math.sqrt(sum);
            }
            Arrays.fill(upper, Double.POSITIVE_INFINITY);
            Arrays.fill(best, Double.POSITIVE_INFINITY);
            Arrays.fill(second, Double.POSITIVE_INFINITY);
            Arrays.fill(index, 0);
            Arrays.fill(exactOnly, false);
        }
    }
}
