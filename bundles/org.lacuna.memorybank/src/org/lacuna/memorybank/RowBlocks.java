package org.lacuna.memorybank;

import org.lacuna.core.Workers;

/**
 * One way through all rows of a source: block after block, each block in chunks on all threads.
 * Rows of an array are used where they lie; others are read into one block of memory.
 *
 * <p>Borders depend on the numbers of rows and columns alone. Not thread-safe.
 */
final class RowBlocks {
    /** Values of a chunk at most: some MiB, so that many vectors share a group of centres. */
    private static final int CHUNK_VALUES = 1 << 20;

    /** Least number of chunks, so that many threads find work in few rows. */
    private static final int CHUNKS = 64;

    /** Fewer rows side by side would be slow, see {@link NearestSearch}. */
    private static final int LEAST_ROWS = 512;

    private static final int MOST_ROWS = 8192;
    private static final int BLOCK_CHUNKS = 16;

    private final RowSource source;
    private final int count;
    private final int dim;
    private final int chunkRows;
    private final int blockRows;

    /** Handles a chunk on one of the threads. */
    @FunctionalInterface
    interface Chunk {
        void run(int chunk, int from, int to, float[] rows, int at);
    }

    /** Handles a block when its chunks are done. */
    @FunctionalInterface
    interface Block {
        void run(int from, int to, float[] rows, int at);
    }

    RowBlocks(RowSource source) {
        this.source = source;
        this.count = source.count();
        this.dim = source.dim();
        this.chunkRows = chunkRows(count, dim);
        this.blockRows = BLOCK_CHUNKS * chunkRows;
    }

    static int chunkRows(int count, int dim) {
        int fair = (count / CHUNKS + LEAST_ROWS - 1) / LEAST_ROWS * LEAST_ROWS;
        int most = Math.min(MOST_ROWS, CHUNK_VALUES / dim);
        return Math.clamp(fair, LEAST_ROWS, Math.max(LEAST_ROWS, most));
    }

    /** Bytes of memory for rows that are not in an array. */
    static long bytes(int count, int dim) {
        return 4L * dim * Math.min(count, (long) BLOCK_CHUNKS * chunkRows(count, dim));
    }

    int chunkRows() {
        return chunkRows;
    }

    void forEach(Workers workers, Chunk chunk, Block block) {
        float[] array = source instanceof ArrayRows a ? a.rows() : null;
        float[] rows = array == null ? new float[(int) (bytes(count, dim) / Float.BYTES)] : array;
        int perBlock = blockRows / chunkRows;
        for (long first = 0; first < count; first += blockRows) {
            int start = (int) first;
            int n = Math.min(blockRows, count - start);
            int begin = array == null ? 0 : start * dim;
            int chunksBefore = start / blockRows * perBlock;
            workers.forEachChunk(
                    n,
                    chunkRows,
                    (c, from, to) -> {
                        int at = begin + from * dim;
                        if (array == null) {
                            RowFailure.read(source, start + from, to - from, rows, at);
                            Rows.checkFinite(rows, at, to - from, dim, start + from);
                        }
                        chunk.run(chunksBefore + c, start + from, start + to, rows, at);
                    });
            block.run(start, start + n, rows, begin);
        }
    }
}
