package org.lacuna.memorybank;

/** How much memory k-means takes besides the rows of an array. */
final class KMeansMemory {
    /** What bounds may take, as a share of the rows: 2 bytes for each 8 values of 4 bytes. */
    private static final int VALUES_PER_GROUP = 8;

    /** Assignment and squared distance. */
    private static final long ROW_BYTES = Integer.BYTES + Double.BYTES;

    /** Objects, garbage and small arrays. */
    private static final long OTHER = 16L << 20;

    private KMeansMemory() {}

    /** Groups of centres when memory does not matter; more would not pay. */
    static int groups(int dim) {
        return Math.max(1, dim / VALUES_PER_GROUP);
    }

    /**
     * The most groups that keep within a limit.
     *
     * @throws IllegalArgumentException when not even one does
     */
    static int groups(RowSource rows, KMeansParameters parameters, int threads) {
        int count = rows.count();
        int dim = rows.dim();
        int groups = groups(dim);
        while (groups > 1
                && bytes(count, dim, parameters, threads, groups) > parameters.maxBytes()) {
            groups--;
        }
        check(bytes(count, dim, parameters, threads, groups), rows, parameters, threads);
        return groups;
    }

    /**
     * @throws IllegalArgumentException when mini-batch k-means needs more than the limit
     */
    static void checkBatches(RowSource rows, KMeansParameters parameters, int threads, int batch) {
        check(
                batchBytes(rows.count(), rows.dim(), parameters, threads, batch),
                rows,
                parameters,
                threads);
    }

    /** Bytes of mini-batch k-means. */
    static long batchBytes(
            int count, int dim, KMeansParameters parameters, int threads, int batch) {
        long seeds = 4L * parameters.k() * dim;
        long batches = 3 * seeds + batch * (4L * dim + 16) + count / 16;
        return Math.max(bytes(count, dim, parameters, threads, 1), seeds + batches);
    }

    private static void check(
            long needed, RowSource rows, KMeansParameters parameters, int threads) {
        if (needed > parameters.maxBytes()) {
            throw new IllegalArgumentException(
                    String.format(
                            "k-means of %d rows of %d into %d clusters on %d threads: %d MiB"
                                    + " besides the rows, expected at most %d MiB",
                            rows.count(),
                            rows.dim(),
                            parameters.k(),
                            threads,
                            needed >> 20,
                            parameters.maxBytes() >> 20));
        }
    }

    /** Bytes of a fit: seeding, then refining, then all rows; the most of the three. */
    static long bytes(int count, int dim, KMeansParameters parameters, int threads, int groups) {
        int k = Math.min(parameters.k(), Math.max(1, count));
        long seeds = 4L * k * dim;
        int sample = KMeans.seedingRows(count, dim, parameters);
        int refining = KMeans.refiningRows(count, dim, parameters);
        long seeding = 3 * (4L * sample * dim) + 4L * sample;
        long refine = 4L * refining * dim + lloyd(refining, dim, k, threads, groups(dim));
        long all = lloyd(count, dim, k, threads, groups) + RowBlocks.bytes(count, dim);
        return OTHER + seeds + Math.max(seeding, Math.max(refine, all));
    }

    private static long lloyd(int count, int dim, int k, int threads, int groups) {
        int used = Math.min(groups, CentreGroups.groupsFor(k));
        int largest = used == 1 ? k : Math.min(k, 4 * CentreGroups.CENTRES);
        long chunk = RowBlocks.chunkRows(count, dim);
        long perThread = GroupSearch.bytes((int) chunk, dim, largest) + NearestSearch.bytes(dim);
        // Centres of now and next, packed ones with their rows, and sums in double.
        long centres = (long) k * dim * (4 * Float.BYTES + Double.BYTES) + 64L * k;
        return count * (ROW_BYTES + (long) Bounds.BYTES * used) + centres + threads * perThread;
    }
}
