package org.lacuna.memorybank;

import org.lacuna.core.Progress;

import java.util.Arrays;

/**
 * Assigns a chunk of vectors to their nearest centres: whichever groups of centres the {@link
 * Bounds} cannot rule out go through the blocked kernel, gathered, the vector's own group first,
 * since what is found there rules out others.
 *
 * <p>Exact: float32 finds the candidates within its error bound (as in {@link NearestSearch}),
 * double decides; the lowest of equally near centres wins.
 *
 * <p>Working memory of one chunk: not thread-safe.
 */
final class GroupSearch {
    private static final double UNIT = 0x1p-24;

    /** Some times the smallest float32. */
    private static final double TINY = 0x1p-145;

    /** Vectors that go through a group at once. */
    private static final int BATCH = 256;

    private static final int LEAST_BATCH = 16;
    private static final int BATCH_VALUES = 1 << 19;

    private final CentreGroups groups;
    private final Bounds bounds;
    private final int[] assignment;
    private final double[] squared;
    private final int dim;
    private final Progress progress;
    private final double[] squaredNorm;
    private final int[] home;
    private final int[] open;
    private final float[] gathered;
    private final float[] products;

    /** Smallest value of each segment of a group. */
    private final float[] segments;

    private float[] data;
    private int dataAt;
    private int first;
    private long compared;

    GroupSearch(
            CentreGroups groups,
            Bounds bounds,
            int[] assignment,
            double[] squared,
            int dim,
            int rows,
            Progress progress) {
        this.groups = groups;
        this.bounds = bounds;
        this.assignment = assignment;
        this.squared = squared;
        this.dim = dim;
        this.progress = progress;
        this.squaredNorm = new double[rows];
        this.home = new int[rows];
        this.open = new int[rows];
        int batch = batch(rows, groups.largestGroup());
        this.gathered = new float[batch * dim];
        this.products = new float[batch * groups.largestGroup()];
        this.segments = new float[DotKernel.segments(groups.largestGroup())];
    }

    /** Bytes of one search. */
    static long bytes(int rows, int dim, int largestGroup) {
        return rows * (8L + 4 + 4 + 4) + 4L * batch(rows, largestGroup) * (dim + largestGroup);
    }

    private static int batch(int rows, int largestGroup) {
        return Math.min(rows, Math.clamp(BATCH_VALUES / largestGroup, LEAST_BATCH, BATCH));
    }

    /**
     * Assigns the vectors {@code from..to-1}.
     *
     * @param rows where they lie, the first one at {@code at}
     * @param unknown whether they have no assignment yet
     * @return how many assignments changed
     */
    int run(float[] rows, int at, int from, int to, boolean unknown) {
        data = rows;
        dataAt = at;
        first = from;
        int[] before = unknown ? null : Arrays.copyOfRange(assignment, from, to);
        for (int i = 0; i < to - from; i++) {
            measureOwn(i, unknown);
        }
        for (int g = 0; g < groups.groups(); g++) {
            search(g, to - from, true);
        }
        for (int g = 0; g < groups.groups(); g++) {
            search(g, to - from, false);
        }
        int changed = unknown ? to - from : 0;
        for (int i = 0; i < to - from && !unknown; i++) {
            changed += before[i] == assignment[from + i] ? 0 : 1;
        }
        return changed;
    }

    /** Pairs of a vector and a centre that went through the kernel. */
    long compared() {
        return compared;
    }

    private void measureOwn(int i, boolean unknown) {
        int row = first + i;
        int at = dataAt + i * dim;
        double norm = 0;
        for (int d = 0; d < dim; d++) {
            norm += (double) data[at + d] * data[at + d];
        }
        squaredNorm[i] = norm;
        if (unknown) {
            assignment[row] = -1;
            squared[row] = Double.POSITIVE_INFINITY;
            home[i] = 0;
        } else {
            squared[row] = groups.exact(data, at, assignment[row]);
            home[i] = groups.groupOf(assignment[row]);
        }
    }

    /** Searches a group for those vectors whose bounds do not rule it out. */
    private void search(int g, int n, boolean own) {
        double drift = groups.drift(g);
        int found = 0;
        for (int i = 0; i < n; i++) {
            if (own == (home[i] == g)) {
                double bound = bounds.get(first + i, g, drift);
                if (!(bound > Math.sqrt(squared[first + i]) * Bounds.SAFE)) {
                    open[found++] = i;
                }
            }
        }
        int batch = gathered.length / dim;
        for (int b = 0; b < found; b += batch) {
            progress.throwIfCancelled();
            search(g, b, Math.min(found, b + batch));
        }
    }

    private void search(int g, int from, int to) {
        int size = groups.size(g);
        compared += (long) size * (to - from);
        for (int b = from; b < to; b++) {
            System.arraycopy(data, dataAt + open[b] * dim, gathered, (b - from) * dim, dim);
        }
        groups.products(gathered, to - from, g, products);
        for (int b = from; b < to; b++) {
            select(open[b], g, (b - from) * size);
        }
    }

    /** Takes up what in the group may be nearer than the best so far, and sets the bound anew. */
    private void select(int i, int g, int at) {
        int row = first + i;
        float[] norms = groups.norms(g);
        int own = assignment[row];
        boolean inside = own >= 0 && groups.groupOf(own) == g;
        if (inside) {
            products[at + groups.placeOf(own)] = Float.NEGATIVE_INFINITY;
        }
        double error = error(squaredNorm[i], groups.largestNorm(g));
        float least = DotKernel.leastValues(products, at, norms, segments);
        if (least == Float.POSITIVE_INFINITY && inside && norms.length == 1) {
            bounds.set(row, g, Double.POSITIVE_INFINITY, groups.drift(g));
            return;
        }
        double limit = Math.min(squared[row] - squaredNorm[i], least + error) + error;
        boolean usable = error < Float.MAX_VALUE && Math.abs(least) < Float.MAX_VALUE;
        double rest = least;
        double passed = Double.POSITIVE_INFINITY;
        if (!usable || least <= limit) {
            passed = takeUp(i, g, at, usable ? Math.nextUp((float) limit) : Float.NaN);
            rest = usable ? leastOfSegments(norms.length) : Double.POSITIVE_INFINITY;
        }
        double lowest = Math.max(0, rest - error + squaredNorm[i]);
        if (!usable) {
            lowest = Double.POSITIVE_INFINITY;
        }
        bounds.set(row, g, Math.sqrt(Math.min(lowest, passed)), groups.drift(g));
    }

    /**
     * How far a float32 value of {@code |b|^2 - 2 q.b} may be off: see {@link NearestSearch}, then
     * what double rounding and products below the range of float32 may add.
     */
    private double error(double squaredNorm, double b) {
        return UNIT * ((2.0 * dim + 6) * Math.sqrt(squaredNorm) * b + 4 * b * b)
                + (Bounds.SAFE - 1) * (squaredNorm + b * b)
                + dim * TINY;
    }

    /**
     * Measures centres with values up to a limit (all for NaN) in double.
     *
     * @return least squared distance to a centre of the group that was measured and is not the
     *     vector's own now
     */
    private double takeUp(int i, int g, int at, float limit) {
        float[] norms = groups.norms(g);
        double passed = Double.POSITIVE_INFINITY;
        for (int s = 0; s < DotKernel.segments(norms.length); s++) {
            // Not 'at most the limit', since a limit of NaN lets all through.
            if (!(segments[s] > limit)) {
                passed = Math.min(passed, takeUp(i, g, at, s, limit));
                segments[s] = DotKernel.leastOfSegment(products, at, norms, s);
            }
        }
        return passed;
    }

    private double takeUp(int i, int g, int at, int segment, float limit) {
        int row = first + i;
        float[] norms = groups.norms(g);
        double passed = Double.POSITIVE_INFINITY;
        int to = Math.min(norms.length, (segment + 1) * DotKernel.SEGMENT);
        for (int j = segment * DotKernel.SEGMENT; j < to; j++) {
            float value = Math.fma(-2f, products[at + j], norms[j]);
            if (value > limit) {
                continue;
            }
            int centre = groups.member(g, j);
            if (centre != assignment[row]) {
                products[at + j] = Float.NEGATIVE_INFINITY;
                passed = Math.min(passed, offer(i, g, centre));
            }
        }
        return passed;
    }

    /**
     * Measures a centre and makes it the vector's own when it is nearer, or as near and lower.
     *
     * @return squared distance to the one of both that is not the own one, infinite when that is in
     *     another group (whose bound is lowered)
     */
    private double offer(int i, int g, int centre) {
        int row = first + i;
        double d = groups.exact(data, dataAt + i * dim, centre);
        double best = squared[row];
        int old = assignment[row];
        if (d > best || d == best && centre > old && old >= 0) {
            return d;
        }
        squared[row] = d;
        assignment[row] = centre;
        if (old < 0 || groups.groupOf(old) == g) {
            return best;
        }
        int from = groups.groupOf(old);
        bounds.lower(row, from, Math.sqrt(best), groups.drift(from));
        return Double.POSITIVE_INFINITY;
    }

    private float leastOfSegments(int size) {
        float least = Float.POSITIVE_INFINITY;
        for (int s = 0; s < DotKernel.segments(size); s++) {
            least = Math.min(least, segments[s]);
        }
        return least;
    }
}
