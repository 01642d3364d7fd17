package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exact Lloyd iterations with bounds (Hamerly 2010): a vector whose distance to its own centre is
 * below a lower bound of its distance to every other centre keeps its cluster without any further
 * distance. The others go through the blocked kernel, gathered, so both savings add up. The result
 * is that of plain Lloyd iterations: the bounds are rounded to the safe side.
 *
 * <p>An empty cluster takes the vector farthest from its centre (from a cluster that keeps at least
 * one); when no vector is away from its centre, there are fewer different vectors than clusters and
 * the empty ones are dropped.
 *
 * <p>Deterministic for any number of threads: each vector and each cluster is handled by one
 * thread, in a fixed order.
 */
final class Lloyd {
    private static final int CHUNK = 1024;

    /** Widens bounds by more than double rounding can spoil. */
    private static final double SAFE = 1 + 1e-12;

    private final float[] rows;
    private final int count;
    private final int dim;
    private final Workers workers;
    private final Progress progress;
    private final int[] assignment;
    private final double[] squared;

    /** Lower bound of the distance to every centre but the own one. */
    private final double[] lower;

    private float[] centres;
    private int k;

    Lloyd(float[] rows, int count, int dim, Progress progress, Workers workers) {
        this.rows = rows;
        this.count = count;
        this.dim = dim;
        this.progress = progress;
        this.workers = workers;
        this.assignment = new int[count];
        this.squared = new double[count];
        this.lower = new double[count];
    }

    /**
     * Iterates from given centres.
     *
     * @param start row-major {@code clusters * dim}; not written to
     */
    Clustering run(float[] start, int clusters, int maxIterations, double tolerance) {
        centres = start.clone();
        k = clusters;
        Arrays.fill(lower, -1);
        assign();
        double wcss = sum();
        int iterations = 0;
        while (iterations < maxIterations) {
            double[] moved = update();
            lowerBounds(moved);
            boolean changed = assign();
            iterations++;
            double next = sum();
            boolean small = wcss - next <= tolerance * wcss;
            wcss = next;
            if (!changed || small && tolerance > 0) {
                break;
            }
        }
        dropEmpty();
        return new Clustering(k, dim, centres, assignment, squared, wcss, iterations);
    }

    /** Assigns every vector to its nearest centre; tells whether any assignment changed. */
    private boolean assign() {
        PackedVectors packed = new PackedVectors(centres, k, dim);
        boolean[] changed = new boolean[Workers.chunks(count, CHUNK)];
        workers.forEachChunk(
                count,
                CHUNK,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    changed[chunk] = assign(packed, from, to);
                    progress.advance(1);
                });
        boolean any = false;
        for (boolean c : changed) {
            any |= c;
        }
        return any;
    }

    private boolean assign(PackedVectors packed, int from, int to) {
        int[] open = new int[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (lower[i] >= 0) {
                squared[i] = packed.exact(rows, i * dim, assignment[i]);
            }
            if (!(lower[i] >= 0 && Math.sqrt(squared[i]) * SAFE < lower[i])) {
                open[n++] = i;
            }
        }
        float[] gathered = new float[n * dim];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows, open[i] * dim, gathered, i * dim, dim);
        }
        double[] best = new double[n];
        double[] second = new double[n];
        int[] index = new int[n];
        packed.nearest(gathered, n, best, index, second, Workers.sequential());
        boolean changed = false;
        for (int i = 0; i < n; i++) {
            int row = open[i];
            changed |= lower[row] < 0 || assignment[row] != index[i];
            assignment[row] = index[i];
            squared[row] = best[i];
            lower[row] = Math.sqrt(second[i]) / SAFE;
        }
        return changed;
    }

    private void lowerBounds(double[] moved) {
        int farthest = 0;
        double most = 0;
        double next = 0;
        for (int c = 0; c < k; c++) {
            if (moved[c] > most) {
                next = most;
                most = moved[c];
                farthest = c;
            } else {
                next = Math.max(next, moved[c]);
            }
        }
        for (int i = 0; i < count; i++) {
            // Below 0 means 'unknown', so an exhausted bound stays at 0: always recomputed.
            lower[i] = Math.max(0, lower[i] - SAFE * (assignment[i] == farthest ? next : most));
        }
    }

    /** Moves every centre to the mean of its vectors; returns how far each one moved. */
    private double[] update() {
        int[] start = new int[k + 1];
        for (int i = 0; i < count; i++) {
            start[assignment[i] + 1]++;
        }
        refill(start);
        for (int c = 0; c < k; c++) {
            start[c + 1] += start[c];
        }
        int[] members = new int[count];
        int[] at = start.clone();
        for (int i = 0; i < count; i++) {
            members[at[assignment[i]]++] = i;
        }
        float[] next = centres.clone();
        double[] moved = new double[k];
        workers.forEachChunk(
                k,
                64,
                (chunk, from, to) -> {
                    progress.throwIfCancelled();
                    double[] sum = new double[dim];
                    for (int c = from; c < to; c++) {
                        int size = start[c + 1] - start[c];
                        if (size > 0) {
                            Arrays.fill(sum, 0);
                            for (int m = start[c]; m < start[c + 1]; m++) {
                                add(sum, members[m] * dim);
                            }
                            moved[c] = move(next, c, sum, size);
                        }
                    }
                });
        centres = next;
        return moved;
    }

    private void add(double[] sum, int at) {
        for (int d = 0; d < dim; d++) {
            sum[d] += rows[at + d];
        }
    }

    private double move(float[] target, int c, double[] sum, int size) {
        double distance = 0;
        for (int d = 0; d < dim; d++) {
            float v = (float) (sum[d] / size);
            double step = (double) v - target[c * dim + d];
            distance += step * step;
            target[c * dim + d] = v;
        }
        return Math.sqrt(distance);
    }

    /**
     * Gives every empty cluster the vector farthest from its centre. {@code start[c + 1]} holds the
     * size of cluster c.
     */
    private void refill(int[] start) {
        int[] byDistance = null;
        int next = 0;
        for (int c = 0; c < k; c++) {
            if (start[c + 1] > 0) {
                continue;
            }
            if (byDistance == null) {
                byDistance = farthestFirst();
            }
            while (next < byDistance.length && start[assignment[byDistance[next]] + 1] < 2) {
                next++;
            }
            if (next == byDistance.length) {
                return;
            }
            int row = byDistance[next++];
            start[assignment[row] + 1]--;
            start[c + 1]++;
            assignment[row] = c;
            // The bound told of all centres but the old one.
            lower[row] = 0;
        }
    }

    private int[] farthestFirst() {
        return IntStream.range(0, count)
                .filter(i -> squared[i] > 0)
                .boxed()
                .sorted(
                        (a, b) ->
                                squared[a] != squared[b]
                                        ? Double.compare(squared[b], squared[a])
                                        : a - b)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void dropEmpty() {
        int[] size = new int[k];
        for (int c : assignment) {
            size[c]++;
        }
        int[] renamed = new int[k];
        int kept = 0;
        for (int c = 0; c < k; c++) {
            renamed[c] = kept;
            if (size[c] > 0) {
                System.arraycopy(centres, c * dim, centres, kept * dim, dim);
                kept++;
            }
        }
        if (kept < k) {
            centres = Arrays.copyOf(centres, kept * dim);
            k = kept;
            for (int i = 0; i < count; i++) {
                assignment[i] = renamed[assignment[i]];
            }
        }
    }

    private double sum() {
        double sum = 0;
        for (double s : squared) {
            sum += s;
        }
        return sum;
    }
}
