package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Finds the farthest point again and again while picks come in: a binary tree over the points in
 * the order of a k-d partition (the Morton curve), whose nodes know their bounding box and their
 * farthest point. A new pick goes down only into nodes whose box is nearer to it than their
 * farthest point is to the older picks; elsewhere it can change nothing.
 *
 * <p>The distance to a box is computed in the same steps as that to a point. As rounding is
 * monotone, the former never comes out larger than the latter, so no point is passed over and the
 * picks are those of the plain method, to the last tie.
 */
final class FarthestTree {
    /** Distance that stands for "is a pick itself". */
    static final double PICKED = -1;

    /** Points of a leaf. */
    private static final int LEAF = 32;

    private static final int BOX = 6;

    private final int size;
    private final int leaves;

    /** Points in the order of the tree, and their place in the cloud. */
    private final float[] x;

    private final float[] y;
    private final float[] z;
    private final int[] source;

    /** Squared distance to the nearest pick. */
    private final double[] squared;

    /** Root at 1, children of k at 2k and 2k + 1, leaves last: lowest corner, highest corner. */
    private final float[] box;

    /** Greatest distance in each node and the place where it is; PICKED for an empty node. */
    private final double[] most;

    private final int[] mostAt;

    private double px;
    private double py;
    private double pz;

    FarthestTree(CompactCloud cloud) {
        size = cloud.size();
        source = MortonOrder.of(cloud.x(), cloud.y(), cloud.z());
        x = new float[size];
        y = new float[size];
        z = new float[size];
        for (int k = 0; k < size; k++) {
            x[k] = cloud.x()[source[k]];
            y[k] = cloud.y()[source[k]];
            z[k] = cloud.z()[source[k]];
        }
        squared = new double[size];
        Arrays.fill(squared, Double.POSITIVE_INFINITY);
        int n = 1;
        while ((long) n * LEAF < size) {
            n *= 2;
        }
        leaves = n;
        box = new float[2 * leaves * BOX];
        most = new double[2 * leaves];
        mostAt = new int[2 * leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            boxOfLeaf(leaf);
            settleLeaf(leaves + leaf);
        }
        for (int node = leaves - 1; node > 0; node--) {
            boxOfNode(node);
            settleNode(node);
        }
    }

    /**
     * Picks points, the cloud's first one first.
     *
     * @param count at most the number of points
     * @return places in the cloud
     */
    int[] picks(int count) {
        int[] picks = new int[count];
        for (int k = 0; k < count; k++) {
            // With all distances infinite the root's farthest is the lowest point.
            int at = mostAt[1];
            picks[k] = source[at];
            boolean duplicate = squared[at] == 0;
            squared[at] = PICKED;
            if (duplicate) {
                settlePath(at); // nothing gets nearer, only this one point is gone
            } else {
                px = x[at];
                py = y[at];
                pz = z[at];
                lower(1);
            }
        }
        return picks;
    }

    /** Takes the pick into account in a node that it may change. */
    private void lower(int node) {
        if (node >= leaves) {
            lowerLeaf(node);
            return;
        }
        int left = 2 * node;
        if (boxSquared(left) < most[left]) {
            lower(left);
        }
        if (boxSquared(left + 1) < most[left + 1]) {
            lower(left + 1);
        }
        settleNode(node);
    }

    private void lowerLeaf(int node) {
        int from = (node - leaves) * LEAF;
        int to = Math.min(size, from + LEAF);
        for (int i = from; i < to; i++) {
            double dx = x[i] - px;
            double dy = y[i] - py;
            double dz = z[i] - pz;
            squared[i] = Math.min(squared[i], dx * dx + dy * dy + dz * dz);
        }
        settleLeaf(node);
    }

    private void settleLeaf(int node) {
        int from = (node - leaves) * LEAF;
        int to = Math.min(size, from + LEAF);
        int at = from;
        double best = PICKED;
        for (int i = from; i < to; i++) {
            double d = squared[i];
            if (d > best || (d == best && source[i] < source[at])) {
                best = d;
                at = i;
            }
        }
        most[node] = best;
        mostAt[node] = at;
    }

    private void settleNode(int node) {
        int a = 2 * node;
        int b = a + 1;
        boolean second =
                most[b] > most[a]
                        || (most[b] == most[a]
                                && most[b] > PICKED
                                && source[mostAt[b]] < source[mostAt[a]]);
        most[node] = second ? most[b] : most[a];
        mostAt[node] = second ? mostAt[b] : mostAt[a];
    }

    private void settlePath(int at) {
        int node = leaves + at / LEAF;
        settleLeaf(node);
        while (node > 1) {
            node /= 2;
            settleNode(node);
        }
    }

    /** Squared distance of the pick to a box; infinite for an empty one. */
    private double boxSquared(int node) {
        int b = node * BOX;
        double dx = Math.max(0, Math.max(box[b] - px, px - box[b + 3]));
        double dy = Math.max(0, Math.max(box[b + 1] - py, py - box[b + 4]));
        double dz = Math.max(0, Math.max(box[b + 2] - pz, pz - box[b + 5]));
        return dx * dx + dy * dy + dz * dz;
    }

    private void boxOfLeaf(int leaf) {
        int b = (leaves + leaf) * BOX;
        Arrays.fill(box, b, b + 3, Float.POSITIVE_INFINITY);
        Arrays.fill(box, b + 3, b + BOX, Float.NEGATIVE_INFINITY);
        int to = (int) Math.min(size, (leaf + 1L) * LEAF);
        for (int i = leaf * LEAF; i < to; i++) {
            box[b] = Math.min(box[b], x[i]);
            box[b + 1] = Math.min(box[b + 1], y[i]);
            box[b + 2] = Math.min(box[b + 2], z[i]);
            box[b + 3] = Math.max(box[b + 3], x[i]);
            box[b + 4] = Math.max(box[b + 4], y[i]);
            box[b + 5] = Math.max(box[b + 5], z[i]);
        }
    }

    private void boxOfNode(int node) {
        int b = node * BOX;
        int left = 2 * b;
        int right = left + BOX;
        for (int k = 0; k < BOX; k++) {
            box[b + k] =
                    k < 3
                            ? Math.min(box[left + k], box[right + k])
                            : Math.max(box[left + k], box[right + k]);
        }
    }
}
