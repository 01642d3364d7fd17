package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * The k nearest others of all points of a {@link KdTree}, leaf by leaf: the same points as {@link
 * KdTree.TreeSearch#nearest(int, int)} finds, several times faster.
 *
 * <p>Neighbours of a leaf's points are much the same ones. So everything near the leaf is collected
 * once, and each point takes those within a distance that was just enough for the point before it,
 * and of these the k nearest. Where the guess was too small the exact distance is asked for; the
 * answer does not depend on the guess. Neighbours come in the order of the tree, so that sums over
 * them have the same bits however the points are shared out between threads.
 *
 * <p>Not thread-safe: holds its scratch memory and its answer.
 */
final class LeafNeighbours {
    /** Collected points, at least; beyond, every point of the leaf is asked for alone. */
    private static final int MOST_NEAR = 1024;

    private static final int MOST_NEAR_EACH = 16;

    /** Distances go into so many bins; on a surface they fill them evenly. */
    private static final int BINS = 256;

    /** What the next point may need more than this one: squared radius, reach around a leaf. */
    private static final double MORE = 1.15;

    private static final double MORE_REACH = 1.15;

    /** Above 1 by more than the rounding of a square root and a square. */
    private static final double HAIR = 1 + 1e-12;

    /** Collected points: place in the tree and coordinates. */
    int[] place;

    double[] x;
    double[] y;
    double[] z;

    /** Which of the collected points are the neighbours found last, ascending. */
    int[] nearest;

    /** Squared distance of the farthest of them, mm^2. */
    double farthest;

    /** Number of neighbours of every point. */
    final int count;

    private final KdTree tree;
    private final KdTree.TreeSearch search;
    private final int most;
    private final NeighbourList ties = new NeighbourList();
    private final int[] bins = new int[BINS + 1];

    /** The last one met of each bin, among those within the guess. */
    private final int[] lastIn = new int[BINS + 1];

    /** Squared distances to the point asked about: of the collected, of those within the guess. */
    private final double[] squared;

    private final double[] inSquared;

    private int leaf;
    private int near;

    /** Where the leaf's own points begin in what was collected. */
    private int own;

    private double reach;

    /** Squared. */
    private double guess;

    /** More is near the leaf than was collected. */
    private boolean alone;

    /**
     * @param k at least 1; where the tree has fewer others, all of them count
     */
    LeafNeighbours(KdTree tree, int k) {
        this.tree = tree;
        search = tree.search();
        count = Math.clamp(tree.validCount() - 1L, 0, k);
        most = (int) Math.min(tree.validCount(), MOST_NEAR + (long) MOST_NEAR_EACH * count);
        int length = most + KdTree.LEAF_POINTS;
        place = new int[length];
        x = new double[length];
        y = new double[length];
        z = new double[length];
        nearest = new int[length];
        squared = new double[length];
        inSquared = new double[length];
    }

    /** To be called before {@link #find} for the places of the leaf. */
    void open(int leaf) {
        this.leaf = leaf;
        collect();
        if (alone) {
            reach = exactReach(tree.leafStart(leaf));
            collect();
        }
    }

    /** Finds the neighbours of a place in the leaf. */
    void find(int at) {
        if (alone) {
            findAlone(at);
            return;
        }
        measure(at);
        int within = takeWithin(guess);
        if (within < count) {
            guess = reach * reach;
            within = takeWithin(guess);
        }
        if (within < count) {
            reach = Math.max(reach, exactReach(at));
            collect();
            find(at);
            return;
        }
        takeNearest(within);
        guess = Math.min(farthest * MORE, reach * reach);
    }

    /** Suits the next leaf, as long as it is like this one. */
    void close() {
        reach = Math.sqrt(farthest) * MORE_REACH;
    }

    private double exactReach(int at) {
        int found = search.nearest(tree.pointAt(at), count);
        return found == 0 ? 0 : Math.sqrt(search.squaredDistance(found - 1)) * HAIR;
    }

    private void collect() {
        near = tree.aroundLeaf(leaf, reach, place, most);
        alone = near > most;
        guess = Math.min(guess, reach * reach); // beyond, not everything was collected
        own = Arrays.binarySearch(place, 0, Math.min(near, most), tree.leafStart(leaf));
        for (int i = 0; !alone && i < near; i++) {
            x[i] = tree.x[place[i]];
            y[i] = tree.y[place[i]];
            z[i] = tree.z[place[i]];
        }
    }

    private void findAlone(int at) {
        search.nearest(tree.pointAt(at), count);
        for (int i = 0; i < count; i++) {
            place[i] = tree.placeOf(search.neighbour(i));
        }
        Arrays.sort(place, 0, count);
        for (int i = 0; i < count; i++) {
            nearest[i] = i;
            x[i] = tree.x[place[i]];
            y[i] = tree.y[place[i]];
            z[i] = tree.z[place[i]];
        }
        farthest = count == 0 ? 0 : search.squaredDistance(count - 1);
    }

    /** Squared distances to all that was collected; the point itself is out of reach. */
    private void measure(int at) {
        double px = tree.x[at];
        double py = tree.y[at];
        double pz = tree.z[at];
        distances(x, y, z, px, py, pz, squared, near);
        squared[own + at - tree.leafStart(leaf)] = Double.POSITIVE_INFINITY;
    }

    private static void distances(
            double[] x,
            double[] y,
            double[] z,
            double px,
            double py,
            double pz,
            double[] squared,
            int n) {
        for (int i = 0; i < n; i++) {
            double dx = x[i] - px;
            double dy = y[i] - py;
            double dz = z[i] - pz;
            squared[i] = dx * dx + dy * dy + dz * dz;
        }
    }

    private int takeWithin(double limit) {
        return within(squared, near, limit, nearest, inSquared);
    }

    /** Without a branch, which would be mispredicted for every fifth point. */
    private static int within(
            double[] squared, int n, double limit, int[] taken, double[] takenSquared) {
        double above = Math.nextUp(limit);
        int count = 0;
        for (int i = 0; i < n; i++) {
            taken[count] = i;
            count += isBelow(squared[i], above);
        }
        for (int i = 0; i < count; i++) {
            takenSquared[i] = squared[taken[i]];
        }
        return count;
    }

    /** 1 when below, else 0; a difference of doubles is 0 only between equals. */
    private static int isBelow(double squared, double limit) {
        return (int) (Double.doubleToRawLongBits(squared - limit) >>> 63);
    }

    /** Reduces those within the guess to the nearest. */
    private void takeNearest(int within) {
        if (count == 0) {
            farthest = 0;
            return;
        }
        double scale = guess > 0 ? BINS / guess : 0;
        Arrays.fill(bins, 0);
        for (int i = 0; i < within; i++) {
            int bin = bin(inSquared[i], scale);
            bins[bin]++;
            lastIn[bin] = i;
        }
        int bin = BINS;
        int below = within - bins[BINS];
        while (below >= count) {
            below -= bins[--bin];
        }
        farthest = inSquared[lastIn[bin]];
        if (bins[bin] > 1) {
            sortOut(within, scale, bin, count - below);
        }
        int kept = keep(within);
        if (kept > count) {
            dropTies(kept);
        }
    }

    private static int bin(double squared, double scale) {
        return Math.min(BINS, (int) (squared * scale));
    }

    /** The farthest neighbour is the one of this rank, from 1, in its bin. */
    private void sortOut(int within, double scale, int bin, int rank) {
        ties.count = 0;
        for (int i = 0; i < within; i++) {
            if (bin(inSquared[i], scale) == bin) {
                ties.offer(tree.pointAt(place[nearest[i]]), inSquared[i], rank);
            }
        }
        farthest = ties.squared[0];
    }

    /** Keeps what is as near as the farthest neighbour, again without a branch. */
    private int keep(int within) {
        double above = Math.nextUp(farthest);
        int kept = 0;
        for (int i = 0; i < within; i++) {
            double d = inSquared[i];
            nearest[kept] = nearest[i];
            inSquared[kept] = d;
            kept += isBelow(d, above);
        }
        return kept;
    }

    /**
     * Of those as far as the farthest neighbour only the lower indices are neighbours: the heap's
     * first entry is the highest of them.
     */
    private void dropTies(int from) {
        int kept = 0;
        for (int i = 0; i < from; i++) {
            boolean nearer = inSquared[i] < farthest;
            if (nearer || tree.pointAt(place[nearest[i]]) <= ties.index[0]) {
                nearest[kept++] = nearest[i];
            }
        }
    }
}
