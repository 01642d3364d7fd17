package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

/**
 * Compares a vector with those groups of centres only that bounds of earlier passes cannot rule
 * out, see {@link GroupSearch}.
 */
final class BoundedSearch implements CentreSearch {
    private final CentreGroups groups;
    private final Bounds bounds;
    private final int[] assignment;
    private final double[] squared;
    private final int dim;
    private final Progress progress;

    /**
     * @param chunkRows vectors that {@link #assign} is called for at once
     */
    BoundedSearch(
            CentreGroups groups,
            int chunkRows,
            int[] assignment,
            double[] squared,
            int dim,
            Progress progress) {
        this.groups = groups;
        this.bounds = new Bounds(assignment.length, groups.groups(), chunkRows, groups.scale());
        this.assignment = assignment;
        this.squared = squared;
        this.dim = dim;
        this.progress = progress;
    }

    @Override
    public Found assign(float[] rows, int at, int from, int to, boolean unknown) {
        GroupSearch search =
                new GroupSearch(groups, bounds, assignment, squared, dim, to - from, progress);
        int changed = search.run(rows, at, from, to, unknown);
        return new Found(changed, search.compared());
    }

    @Override
    public void moveTo(float[] next, Workers workers) {
        groups.moveTo(next, workers);
    }

    @Override
    public void forget(int row) {
        // The bounds told of all centres but the old one.
        bounds.forget(row);
    }
}
