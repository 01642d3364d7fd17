package org.lacuna.memorybank;

import org.lacuna.core.Workers;

/**
 * How a search is shared among threads: a tile of queries each. Tiles that do not come out even
 * among the threads meet a part of the vectors at a time: to cut tiles would make them too narrow
 * to be fast.
 *
 * @param queries how many queries
 * @param vectors how many vectors
 * @param tile queries of a tile
 * @param whole tiles that meet all vectors at once
 * @param parts parts of the vectors that each other tile meets
 */
record SearchShares(int queries, int vectors, int tile, int whole, int parts) {
    /** Fewest vectors of a part. */
    private static final int PART = 512;

    /**
     * What one thread does.
     *
     * @param query the first query
     * @param queries how many
     * @param part number of the part of the vectors
     * @param from the first vector
     * @param to one beyond the last
     */
    record Share(int query, int queries, int part, int from, int to) {}

    /**
     * @param most queries of a tile at most
     */
    static SearchShares of(int queries, int vectors, int most, int threads) {
        int tiles = Workers.chunks(queries, most);
        int left = tiles % threads;
        int parts = 1;
        while (left * parts % threads != 0) {
            parts++;
        }
        parts = Math.clamp(vectors / PART, 1, parts);
        return of(queries, vectors, most, tiles - (parts == 1 ? 0 : left), parts);
    }

    /** With tiles that meet all vectors at once. */
    static SearchShares ofTiles(int queries, int vectors, int most) {
        return of(queries, vectors, most, Workers.chunks(queries, most), 1);
    }

    private static SearchShares of(int queries, int vectors, int most, int whole, int parts) {
        int tiles = Workers.chunks(queries, most);
        int tile = tiles == 0 ? 1 : (queries + tiles - 1) / tiles;
        return new SearchShares(queries, vectors, tile, whole, parts);
    }

    /** Number of shares. */
    int count() {
        return whole + (Workers.chunks(queries, tile) - whole) * parts;
    }

    Share get(int share) {
        boolean isWhole = share < whole;
        int t = isWhole ? share : whole + (share - whole) / parts;
        int part = isWhole ? 0 : (share - whole) % parts;
        int pieces = isWhole ? 1 : parts;
        int first = t * tile;
        return new Share(
                first,
                Math.min(tile, queries - first),
                part,
                (int) ((long) vectors * part / pieces),
                (int) ((long) vectors * (part + 1) / pieces));
    }
}
