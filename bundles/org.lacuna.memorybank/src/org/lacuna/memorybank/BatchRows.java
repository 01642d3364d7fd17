package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

/** Short runs of consecutive rows of a source in a seeded order, over and over. Not thread-safe. */
final class BatchRows {
    private final RowSource rows;
    private final int run;
    private final int[] order;
    private int next;

    BatchRows(RowSource rows, int run, SeededRandom random) {
        this.rows = rows;
        this.run = run;
        this.order = new int[Workers.chunks(rows.count(), run)];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        random.shuffle(order);
    }

    /**
     * Reads the next runs, as many as asked for but none twice.
     *
     * @return number of rows
     */
    int next(float[] out, int runs, Progress progress, Workers workers) {
        int begin = next == order.length ? 0 : next;
        int end = Math.min(order.length, begin + runs);
        next = end;
        int dim = rows.dim();
        int count = rows.count();
        int[] at = new int[end - begin + 1];
        for (int i = 0; i < end - begin; i++) {
            at[i + 1] = at[i] + Math.min(run, count - order[begin + i] * run);
        }
        workers.forEachChunk(
                end - begin,
                4,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    for (int i = from; i < to; i++) {
                        int n = at[i + 1] - at[i];
                        int first = order[begin + i] * run;
                        RowFailure.read(rows, first, n, out, at[i] * dim);
                        Rows.checkFinite(out, at[i] * dim, n, dim, first);
                    }
                });
        return at[end - begin];
    }
}
