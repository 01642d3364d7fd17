package org.lacuna.memorybank;

import org.lacuna.core.Progress;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Exact Lloyd iterations over rows in any storage, which are read once an iteration: each portion
 * is assigned ({@link CentreSearch}) and summed ({@link ClusterSums}) while it is at hand. The
 * result is that of plain Lloyd iterations.
 *
 * <p>Bounds pay once centres hardly move: a comparison costs twice as much where bounds pick it as
 * where every vector is compared with every centre ({@link PlainSearch}), which is how it begins.
 * Bounds come when few vectors change their cluster, and go, for another try later, when they rule
 * out little, as with white noise. What decides are counts, never times.
 *
 * <p>An empty cluster takes the vector farthest from its centre (from a cluster that keeps at least
 * one); when no vector is away from its centre, there are fewer different vectors than clusters and
 * the empty ones are dropped.
 *
 * <p>Deterministic for any number of threads and any storage: each vector is handled by one thread,
 * and sums run in the order of the vectors.
 */
final class Lloyd {
    /** Rows of a step of the progress. */
    static final int STEP = 1024;

    /** Share of vectors that change their cluster, below which bounds are worth a try. */
    private static final double SETTLED = 0.04;

    /** By how much fewer vectors must change before another try. */
    private static final double CALMER = 0.25;

    /** Bounds that leave more than this share of the comparisons do not pay. */
    private static final double TOO_MANY = 0.5;

    private final RowSource source;
    private final int count;
    private final int dim;
    private final int atMostGroups;
    private final Workers workers;
    private final Progress progress;
    private final RowBlocks blocks;
    private final int[] assignment;
    private final double[] squared;
    private CentreSearch search;
    private ClusterSums sums;
    private float[] centres;
    private int k;

    /** Share of vectors that change, below which bounds are tried next. */
    private double tryBelow;

    /** Whether the pass at hand is the first one with bounds that are new. */
    private boolean fresh;

    private int switches;

    Lloyd(float[] rows, int count, int dim, Progress progress, Workers workers) {
        this(RowSource.of(rows, count, dim), KMeansMemory.groups(dim), progress, workers);
    }

    /**
     * @param atMostGroups groups of centres at most: how much memory the bounds may take, see
     *     {@link KMeansMemory}. The result does not depend on it
     */
    Lloyd(RowSource source, int atMostGroups, Progress progress, Workers workers) {
        this.source = source;
        this.count = source.count();
        this.dim = source.dim();
        this.atMostGroups = atMostGroups;
        this.progress = progress;
        this.workers = workers;
        this.blocks = new RowBlocks(source);
        this.assignment = new int[count];
        this.squared = new double[count];
    }

    /**
     * Iterates from given centres.
     *
     * @param start row-major {@code clusters * dim}; not written to
     * @throws RowFailure when the rows cannot be read
     */
    Clustering run(float[] start, int clusters, int maxIterations, double tolerance) {
        centres = Arrays.copyOf(start, clusters * dim);
        k = clusters;
        tryBelow = SETTLED;
        fresh = false;
        switches = 0;
        search = plain();
        sums = new ClusterSums(k, dim);
        pass(true);
        double wcss = sum();
        int iterations = 0;
        while (iterations < maxIterations) {
            update();
            boolean changed = pass(false);
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

    private CentreSearch plain() {
        return new PlainSearch(centres, k, dim, assignment, squared, progress);
    }

    /** Groups the centres as they are; nothing is known of any vector then. */
    private CentreSearch bounded() {
        CentreGroups groups = new CentreGroups(centres, k, dim, atMostGroups, progress, workers);
        return new BoundedSearch(groups, blocks.chunkRows(), assignment, squared, dim, progress);
    }

    /** Decides how the next pass searches by what this one has counted. */
    private void reconsider(long changed, long compared) {
        if (fresh) {
            // New bounds rule out nothing yet.
            fresh = false;
            return;
        }
        double share = (double) changed / count;
        if (search instanceof PlainSearch && share < tryBelow) {
            search = bounded();
            fresh = true;
            switches++;
        } else if (search instanceof BoundedSearch && compared > TOO_MANY * count * k) {
            tryBelow = Math.min(tryBelow, share) * CALMER;
            search = plain();
            switches++;
        }
    }

    /** How often bounds were taken up or given up since the last run began. */
    int switches() {
        return switches;
    }

    /** Assigns every vector to its nearest centre; tells whether any assignment changed. */
    private boolean pass(boolean unknown) {
        sums.clear();
        AtomicLong changed = new AtomicLong();
        AtomicLong compared = new AtomicLong();
        blocks.forEach(
                workers,
                (chunk, from, to, rows, at) -> {
                    progress.throwIfCancelled();
                    CentreSearch.Found found = search.assign(rows, at, from, to, unknown);
                    changed.addAndGet(found.changed());
                    compared.addAndGet(found.compared());
                    progress.advance(Workers.chunks(to, STEP) - Workers.chunks(from, STEP));
                },
                (from, to, rows, at) -> sums.add(assignment, from, to, rows, at, workers));
        if (!unknown) {
            reconsider(changed.get(), compared.get());
        }
        return changed.get() > 0;
    }

    /** Moves every centre to the mean of its vectors. */
    private void update() {
        refill();
        float[] next = centres.clone();
        sums.means(next);
        centres = next;
        search.moveTo(next, workers);
    }

    /** Gives every empty cluster the vector farthest from its centre. */
    private void refill() {
        long[] size = IntStream.range(0, k).mapToLong(sums::size).toArray();
        int[] empty = IntStream.range(0, k).filter(c -> size[c] == 0).toArray();
        if (empty.length == 0) {
            return;
        }
        boolean[] changed = new boolean[k];
        int[] byDistance = farthestFirst(empty.length + k);
        int next = 0;
        for (int c : empty) {
            while (next < byDistance.length && size[assignment[byDistance[next]]] < 2) {
                next++;
            }
            if (next == byDistance.length) {
                break;
            }
            int row = byDistance[next++];
            size[assignment[row]]--;
            size[c]++;
            changed[assignment[row]] = true;
            changed[c] = true;
            assignment[row] = c;
            search.forget(row);
        }
        sumAgain(changed);
    }

    /** Sums the given clusters from the beginning, in the usual order. */
    private void sumAgain(boolean[] clusters) {
        for (int c = 0; c < k; c++) {
            if (clusters[c]) {
                sums.clear(c);
            }
        }
        float[] row = new float[dim];
        for (int i = 0; i < count; i++) {
            if (clusters[assignment[i]]) {
                progress.throwIfCancelled();
                RowFailure.read(source, i, 1, row, 0);
                sums.add(assignment[i], row);
            }
        }
    }

    /**
     * The vectors farthest from their centres, those at them left out.
     *
     * @param atMost how many; with as many as clusters to fill and clusters in all there are
     *     enough, since those passed over are the last ones of different clusters
     */
    private int[] farthestFirst(int atMost) {
        Comparator<Integer> nearerFirst =
                (a, b) -> squared[a] != squared[b] ? Double.compare(squared[a], squared[b]) : b - a;
        PriorityQueue<Integer> farthest = new PriorityQueue<>(nearerFirst);
        for (int i = 0; i < count; i++) {
            if (squared[i] > 0
                    && (farthest.size() < atMost || squared[i] > squared[farthest.element()])) {
                farthest.add(i);
                if (farthest.size() > atMost) {
                    farthest.remove();
                }
            }
        }
        int[] order = new int[farthest.size()];
        for (int i = order.length - 1; i >= 0; i--) {
            order[i] = farthest.remove();
        }
        return order;
    }

    private void dropEmpty() {
        int[] renamed = new int[k];
        int kept = 0;
        for (int c = 0; c < k; c++) {
            renamed[c] = kept;
            if (sums.size(c) > 0) {
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
