package org.lacuna.memorybank;

import java.util.Arrays;

/**
 * Some queries side by side: an array of each dimension, so that the inner loops run over queries.
 * Query i lies at index {@link LaneSpan#LEAD} + i. Working memory of one thread.
 */
final class QueryTile {
    /** Most queries of a tile: rows of {@link PackedVectors#TILE} and the room beside them. */
    static final int MOST = PackedVectors.TILE - LaneSpan.LEAD;

    /** Queries that are turned at once: a line of the cache of each dimension. */
    private static final int STEP = 16;

    /** Dimensions that are turned at once, so that all of it stays in the first-level cache. */
    private static final int DIMENSIONS = 64;

    private final int dim;
    private final float[][] lanes;

    /**
     * @param lanes the arrays to use; those beyond {@code dim} hold zeros
     */
    QueryTile(int dim, float[][] lanes) {
        this.dim = dim;
        this.lanes = lanes;
    }

    /** Takes n queries, the first at {@code at}. */
    void load(float[] queries, int at, int n) {
        forEachPiece(
                dim,
                n,
                (from, to, first, end) -> {
                    for (int k = from; k < to; k++) {
                        float[] lane = lanes[k];
                        for (int i = first; i < end; i++) {
                            lane[LaneSpan.LEAD + i] = queries[at + i * dim + k];
                        }
                    }
                });
        clearRest(n);
    }

    /** Takes n rows less their mean. */
    void load(float[] rows, int at, int n, double[] mean) {
        forEachPiece(
                dim,
                n,
                (from, to, first, end) -> {
                    for (int k = from; k < to; k++) {
                        float[] lane = lanes[k];
                        double m = mean[k];
                        for (int i = first; i < end; i++) {
                            lane[LaneSpan.LEAD + i] = (float) (rows[at + i * dim + k] - m);
                        }
                    }
                });
        clearRest(n);
    }

    /** What lies beyond the queries is computed with, too: not to be a number would be slow. */
    private void clearRest(int n) {
        for (int k = 0; k < dim; k++) {
            Arrays.fill(lanes[k], LaneSpan.LEAD + n, lanes[k].length, 0f);
        }
    }

    /**
     * Writes values of n queries row by row.
     *
     * @param values {@code [dimension][LEAD + query]}
     * @param dim how many dimensions
     * @param out receives {@code dim} values of each query, those of the first at {@code at}, the
     *     next ones {@code stride} further on
     */
    static void turnBack(float[][] values, int dim, int n, float[] out, int at, int stride) {
        forEachPiece(
                dim,
                n,
                (from, to, first, end) -> {
                    for (int i = first; i < end; i++) {
                        for (int k = from; k < to; k++) {
                            out[at + i * stride + k] = values[k][LaneSpan.LEAD + i];
                        }
                    }
                });
    }

    @FunctionalInterface
    private interface Piece {
        void turn(int from, int to, int first, int end);
    }

    private static void forEachPiece(int dim, int n, Piece piece) {
        for (int from = 0; from < dim; from += DIMENSIONS) {
            int to = Math.min(dim, from + DIMENSIONS);
            for (int first = 0; first < n; first += STEP) {
                piece.turn(from, to, first, Math.min(n, first + STEP));
            }
        }
    }

    /** {@code [dimension][LEAD + query]}. */
    float[][] lanes() {
        return lanes;
    }
}
