package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * The growing answer of a search: either all that is {@linkplain #add added}, or the nearest of
 * what is {@linkplain #offer offered}, kept as a heap with the farthest first until {@link #sort}.
 * Of points at the same distance the lower index is the nearer one.
 */
final class NeighbourList {
    int count;
    int[] index = new int[64];
    double[] squared = new double[64];

    void add(int point, double squaredDistance) {
        if (count == index.length) {
            index = Arrays.copyOf(index, 2 * count);
            squared = Arrays.copyOf(squared, 2 * count);
        }
        index[count] = point;
        squared[count++] = squaredDistance;
    }

    /** Keeps the point if it is among the k nearest offered since the list was empty. */
    void offer(int point, double squaredDistance, int k) {
        if (count < k) {
            add(point, squaredDistance);
            rise(count - 1);
        } else if (isFarther(squared[0], index[0], squaredDistance, point)) {
            index[0] = point;
            squared[0] = squaredDistance;
            sink(count);
        }
    }

    /** Squared distance above which offering is in vain. */
    double limit(int k) {
        return count < k ? Double.POSITIVE_INFINITY : squared[0];
    }

    /** Orders what was offered: nearest first. */
    void sort() {
        for (int last = count - 1; last > 0; last--) {
            swap(0, last);
            sink(last);
        }
    }

    /** Reduces what was added to the k nearest, nearest first. */
    void keepNearest(int k) {
        int all = count;
        count = 0;
        for (int i = 0; i < all; i++) {
            offer(index[i], squared[i], k);
        }
        sort();
    }

    private void rise(int from) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (!isFarther(squared[at], index[at], squared[parent], index[parent])) {
                return;
            }
            swap(at, parent);
            at = parent;
        }
    }

    /** Lets the first entry sink to its place in a heap of this size. */
    private void sink(int size) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size
                    && isFarther(
                            squared[child + 1], index[child + 1], squared[child], index[child])) {
                child++;
            }
            if (!isFarther(squared[child], index[child], squared[at], index[at])) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private static boolean isFarther(double d, int point, double thanD, int thanPoint) {
        return d > thanD || (d == thanD && point > thanPoint);
    }

    private void swap(int a, int b) {
        int point = index[a];
        index[a] = index[b];
        index[b] = point;
        double d = squared[a];
        squared[a] = squared[b];
        squared[b] = d;
    }

    static void checkRadius(double radiusMm) {
        if (!(radiusMm > 0)) {
            throw new IllegalArgumentException("radiusMm: " + radiusMm + ", expected above 0");
        }
    }

    static void checkCount(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k: " + k + ", expected at least 1");
        }
    }

    static void checkPlace(double xMm, double yMm, double zMm) {
        if (!Double.isFinite(xMm + yMm + zMm)) {
            throw new IllegalArgumentException(
                    "place: (" + xMm + ", " + yMm + ", " + zMm + "), expected finite");
        }
    }
}
