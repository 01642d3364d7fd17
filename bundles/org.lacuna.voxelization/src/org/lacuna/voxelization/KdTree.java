package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Neighbours among unorganized points of any density, by a balanced k-d tree: every node halves its
 * points at the median of their widest axis. Points with a coordinate that is not finite are
 * invalid: they are never found and have no neighbours.
 *
 * <p>Building is O(n log n) for any input, duplicates and sorted points included; a search is about
 * O(log n + found). Neighbours within a radius come in the order of the tree, which the points
 * alone decide.
 *
 * <p>The tree is complete and needs no links: the children of node i are 2 i and 2 i + 1, the
 * leaves are the nodes of the lowest level, and the points of a node are one run of memory. Leaves
 * that follow each other lie near each other, so whoever asks about all points does it in that
 * order ({@link #leaves}).
 */
public final class KdTree implements Neighbourhoods {
    /** Most points in a leaf. */
    static final int LEAF_POINTS = 32;

    /** Floats of a node's box: the lowest coordinates, then the highest. */
    static final int BOX = 6;

    /** Coordinates of the valid points in the order of the tree. */
    final float[] x;

    final float[] y;
    final float[] z;

    private final int[] order;

    /** Place of each point in that order, -1 for an invalid one. */
    private final int[] place;

    /** Tight boxes of the nodes. */
    private final float[] boxes;

    private final int levels;

    /**
     * @param points copied
     */
    public KdTree(Points points) {
        KdTreeBuilder built = new KdTreeBuilder(points);
        this.x = built.x;
        this.y = built.y;
        this.z = built.z;
        this.order = built.order;
        this.boxes = built.boxes;
        this.levels = built.levels;
        this.place = new int[points.size()];
        Arrays.fill(place, -1);
        for (int p = 0; p < order.length; p++) {
            place[order[p]] = p;
        }
    }

    @Override
    public int size() {
        return place.length;
    }

    /** Number of points that can be found. */
    public int validCount() {
        return order.length;
    }

    /** As {@link Neighbourhoods#search}, with searches around places where no point is. */
    @Override
    public TreeSearch search() {
        return new TreeSearch();
    }

    /** Number of leaves; together they hold every valid point once. */
    int leaves() {
        return 1 << levels;
    }

    /** First place of a leaf, 0..leaves; that of leaf + 1 is the end of the leaf. */
    int leafStart(int leaf) {
        return start(leaf, levels, order.length);
    }

    /** The point at a place of the tree's order. */
    int pointAt(int at) {
        return order[at];
    }

    /** Place of a valid point in the tree's order. */
    int placeOf(int point) {
        return place[point];
    }

    /**
     * First place of the j-th node of a level: nodes of a level differ by at most one point.
     *
     * @param j 0..2^level
     */
    static int start(int j, int level, int points) {
        return (int) ((long) j * points >>> level);
    }

    /**
     * The node that follows in depth-first order when the children of the node are left out; 0
     * after the last one.
     */
    static int following(int node) {
        int next = node >> Integer.numberOfTrailingZeros(~node);
        return next == 0 ? 0 : next + 1;
    }

    /**
     * The places of all points whose distance to the box of a leaf is at most the radius, ascending
     * in the order of the tree.
     *
     * @param out receives the places; a leaf longer than what is asked for
     * @param most how many are asked for at most
     * @return number of places; above {@code most} when there are more, and then not all are given
     */
    int aroundLeaf(int leaf, double radiusMm, int[] out, int most) {
        double limit = radiusMm * radiusMm;
        int box = BOX * (leaves() + leaf);
        int found = 0;
        int node = order.length == 0 ? 0 : 1;
        while (node != 0 && found <= most) {
            if (betweenBoxes(box, BOX * node) > limit) {
                node = following(node);
            } else if (node < leaves()) {
                node *= 2;
            } else {
                found = nearBox(box, node - leaves(), limit, out, found);
                node = following(node);
            }
        }
        return found;
    }

    /** Appends the places of a leaf that are near a box. */
    private int nearBox(int box, int leaf, double limit, int[] out, int from) {
        double x0 = boxes[box];
        double y0 = boxes[box + 1];
        double z0 = boxes[box + 2];
        double x1 = boxes[box + 3];
        double y1 = boxes[box + 4];
        double z1 = boxes[box + 5];
        int found = from;
        int end = leafStart(leaf + 1);
        for (int p = leafStart(leaf); p < end; p++) {
            double dx = Math.max(0, Math.max(x0 - x[p], x[p] - x1));
            double dy = Math.max(0, Math.max(y0 - y[p], y[p] - y1));
            double dz = Math.max(0, Math.max(z0 - z[p], z[p] - z1));
            out[found] = p;
            found += dx * dx + dy * dy + dz * dz <= limit ? 1 : 0;
        }
        return found;
    }

    private double betweenBoxes(int a, int b) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double below = (double) boxes[a + axis] - boxes[b + axis + 3];
            double above = (double) boxes[b + axis] - boxes[a + axis + 3];
            double d = Math.max(0, Math.max(below, above));
            sum += d * d;
        }
        return sum;
    }

    /** Searches around points and around places. */
    public final class TreeSearch implements Search {
        private final NeighbourList found = new NeighbourList();

        /** Nodes put off in a search for the nearest, with their distances. */
        private final int[] waiting = new int[levels + 1];

        private final double[] waitingSquared = new double[levels + 1];

        private TreeSearch() {}

        @Override
        public int around(int point, double radiusMm) {
            NeighbourList.checkRadius(radiusMm);
            int p = place[point];
            return p < 0 ? none() : find(x[p], y[p], z[p], radiusMm, p);
        }

        /**
         * Finds the points within the radius of a place.
         *
         * @param radiusMm above 0
         * @return number found
         */
        public int within(double xMm, double yMm, double zMm, double radiusMm) {
            NeighbourList.checkRadius(radiusMm);
            NeighbourList.checkPlace(xMm, yMm, zMm);
            return find(xMm, yMm, zMm, radiusMm, -1);
        }

        @Override
        public int nearest(int point, int k) {
            NeighbourList.checkCount(k);
            int p = place[point];
            if (p < 0) {
                return none();
            }
            descend(x[p], y[p], z[p], k, p);
            found.sort();
            return found.count;
        }

        /**
         * The point nearest to a place; of several the one with the lowest index. -1 when there are
         * no points. Overwrites the answer to the last question.
         */
        public int nearest(double xMm, double yMm, double zMm) {
            NeighbourList.checkPlace(xMm, yMm, zMm);
            descend(xMm, yMm, zMm, 1, -1);
            return found.count == 0 ? -1 : found.index[0];
        }

        private int none() {
            found.count = 0;
            return 0;
        }

        private int find(double px, double py, double pz, double radiusMm, int except) {
            double limit = radiusMm * radiusMm;
            found.count = 0;
            int node = order.length == 0 ? 0 : 1;
            while (node != 0) {
                if (toBox(node, px, py, pz) > limit) {
                    node = following(node);
                } else if (node < leaves()) {
                    node *= 2;
                } else {
                    int end = leafStart(node - leaves() + 1);
                    for (int p = leafStart(node - leaves()); p < end; p++) {
                        double d = toPoint(p, px, py, pz);
                        if (d <= limit && p != except) {
                            found.add(order[p], d);
                        }
                    }
                    node = following(node);
                }
            }
            return found.count;
        }

        /** Leaves the k nearest in the list, unsorted; the nearer child of a node goes first. */
        private void descend(double px, double py, double pz, int k, int except) {
            found.count = 0;
            int top = 0;
            int node = order.length == 0 ? 0 : 1;
            while (node != 0) {
                while (node < leaves()) {
                    double left = toBox(2 * node, px, py, pz);
                    double right = toBox(2 * node + 1, px, py, pz);
                    node = left <= right ? 2 * node : 2 * node + 1;
                    waiting[top] = node ^ 1;
                    waitingSquared[top++] = Math.max(left, right);
                }
                offerLeaf(node - leaves(), px, py, pz, k, except);
                node = 0;
                while (top > 0 && node == 0) {
                    // At the very distance of the k-th neighbour a lower index may still wait.
                    node = waitingSquared[--top] <= found.limit(k) ? waiting[top] : 0;
                }
            }
        }

        private void offerLeaf(int leaf, double px, double py, double pz, int k, int except) {
            int end = leafStart(leaf + 1);
            for (int p = leafStart(leaf); p < end; p++) {
                double d = toPoint(p, px, py, pz);
                if (d <= found.limit(k) && p != except) {
                    found.offer(order[p], d, k);
                }
            }
        }

        /**
         * Squared distance to a node's box, never above that to a point in it: rounding keeps the
         * order.
         */
        private double toBox(int node, double px, double py, double pz) {
            int b = BOX * node;
            double dx = Math.max(0, Math.max(boxes[b] - px, px - boxes[b + 3]));
            double dy = Math.max(0, Math.max(boxes[b + 1] - py, py - boxes[b + 4]));
            double dz = Math.max(0, Math.max(boxes[b + 2] - pz, pz - boxes[b + 5]));
            return dx * dx + dy * dy + dz * dz;
        }

        private double toPoint(int p, double px, double py, double pz) {
            double dx = x[p] - px;
            double dy = y[p] - py;
            double dz = z[p] - pz;
            return dx * dx + dy * dy + dz * dz;
        }

        @Override
        public int neighbour(int k) {
            return found.index[k];
        }

        @Override
        public double squaredDistance(int k) {
            return found.squared[k];
        }
    }
}
