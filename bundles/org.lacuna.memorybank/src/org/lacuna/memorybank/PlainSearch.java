package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Compares every vector with every centre. Knows nothing of earlier passes, so it costs the same
 * each time: the best there is for data without structure, where bounds rule out nothing.
 */
final class PlainSearch implements CentreSearch {
    /** Vectors between two looks at whether to stop. */
    private static final int STEP = QueryTile.MOST;

    private final int k;
    private final int dim;
    private final int[] assignment;
    private final double[] squared;
    private final Progress progress;
    private Scratch<NearestSearch> searches;

    /**
     * @param centres row-major {@code k * dim}; kept
     * @param assignment receives the nearest centre of each vector
     * @param squared receives the squared distance to it
     */
    PlainSearch(
            float[] centres,
            int k,
            int dim,
            int[] assignment,
            double[] squared,
            Progress progress) {
        this.k = k;
        this.dim = dim;
        this.assignment = assignment;
        this.squared = squared;
        this.progress = progress;
        pack(centres);
    }

    private void pack(float[] centres) {
        NormedRows packed = new NormedRows(centres, k, dim);
        searches = new Scratch<>(() -> new NearestSearch(packed, 1));
    }

    @Override
    public Found assign(float[] rows, int at, int from, int to, boolean unknown) {
        int[] before = Arrays.copyOfRange(assignment, from, to);
        searches.use(search -> assign(search, rows, at, from, to));
        int changed = to - from;
        for (int i = from; i < to && !unknown; i++) {
            changed -= before[i - from] == assignment[i] ? 1 : 0;
        }
        return new Found(changed, (long) (to - from) * k);
    }

    private void assign(NearestSearch search, float[] rows, int at, int from, int to) {
        for (int first = from; first < to; first += STEP) {
            progress.throwIfCancelled();
            search.run(
                    rows,
                    at + (first - from) * dim,
                    Math.min(STEP, to - first),
                    squared,
                    assignment,
                    first);
        }
    }

    @Override
    public void moveTo(float[] next, Workers workers) {
        pack(next);
    }

    @Override
    public void forget(int row) {
        // Nothing is kept of any vector.
    }
}
