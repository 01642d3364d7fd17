package org.lacuna.voxelization;

/**
 * Builds the arrays of a {@link KdTree}: walks the nodes depth first, so that it stays in the cache
 * from the first small node on, and moves the points of a node from one set of arrays to another,
 * the lower half first. Deterministic: points with the same coordinate count as ordered by their
 * place at that moment.
 */
final class KdTreeBuilder {
    /** Place of a point in its node, in the lower bits of a key; its coordinate is above. */
    private static final int PLACE_BITS = 31;

    private static final long PLACE = (1L << PLACE_BITS) - 1;

    /** Results, in the order of the tree. */
    final float[] x;

    final float[] y;
    final float[] z;
    final int[] order;
    final float[] boxes;
    final int levels;

    private final long[] keys;

    KdTreeBuilder(Points points) {
        Run from = new Run(points.x(), points.y(), points.z());
        int n = from.order.length;
        levels = levels(n);
        boxes = new float[KdTree.BOX * (2 << levels)];
        keys = new long[n];
        Run to = new Run(n);
        build(from, to);
        Run last = (levels & 1) == 0 ? from : to;
        this.x = last.x;
        this.y = last.y;
        this.z = last.z;
        this.order = last.order;
    }

    private static int levels(int n) {
        int levels = 0;
        while (n - 1L >> levels >= KdTree.LEAF_POINTS) {
            levels++;
        }
        return levels;
    }

    private void build(Run even, Run odd) {
        int n = even.order.length;
        int node = n == 0 ? 0 : 1;
        while (node != 0) {
            int level = 31 - Integer.numberOfLeadingZeros(node);
            int j = node - (1 << level);
            int start = KdTree.start(j, level, n);
            int end = KdTree.start(j + 1, level, n);
            Run from = (level & 1) == 0 ? even : odd;
            box(KdTree.BOX * node, from, start, end);
            if (level == levels) {
                node = KdTree.following(node);
            } else {
                int middle = KdTree.start(2 * j + 1, level + 1, n) - start;
                fillKeys(from.axis(widest(KdTree.BOX * node)), start, end - start);
                MedianSelection.select(keys, end - start, middle);
                from.move(keys, start, end - start, from == even ? odd : even);
                node *= 2;
            }
        }
    }

    private void box(int b, Run from, int start, int end) {
        for (int axis = 0; axis < 3; axis++) {
            float[] v = from.axis(axis);
            float low = v[start];
            float high = low;
            for (int p = start + 1; p < end; p++) {
                low = Math.min(low, v[p]);
                high = Math.max(high, v[p]);
            }
            boxes[b + axis] = low;
            boxes[b + axis + 3] = high;
        }
    }

    private int widest(int b) {
        double dx = (double) boxes[b + 3] - boxes[b];
        double dy = (double) boxes[b + 4] - boxes[b + 1];
        double dz = (double) boxes[b + 5] - boxes[b + 2];
        if (dx >= dy) {
            return dx >= dz ? 0 : 2;
        }
        return dy >= dz ? 1 : 2;
    }

    /** Keys, not negative and all different, in the order of the coordinates. */
    private void fillKeys(float[] v, int start, int n) {
        for (int i = 0; i < n; i++) {
            int bits = Float.floatToRawIntBits(v[start + i]);
            // The bits of floats as a number of the same order: negative ones run backwards.
            long ordered = (bits ^ bits >> 31 >>> 1) + (1L << 31);
            keys[i] = ordered << PLACE_BITS | i;
        }
    }

    /** Points: coordinates and indices. */
    private static final class Run {
        final float[] x;
        final float[] y;
        final float[] z;
        final int[] order;

        Run(int n) {
            x = new float[n];
            y = new float[n];
            z = new float[n];
            order = new int[n];
        }

        /** Of points as given, the valid ones. */
        Run(float[] allX, float[] allY, float[] allZ) {
            this(count(allX, allY, allZ));
            int n = 0;
            for (int i = 0; i < allX.length; i++) {
                if (isValid(allX[i], allY[i], allZ[i])) {
                    x[n] = allX[i];
                    y[n] = allY[i];
                    z[n] = allZ[i];
                    order[n++] = i;
                }
            }
        }

        private static int count(float[] x, float[] y, float[] z) {
            int n = 0;
            for (int i = 0; i < x.length; i++) {
                n += isValid(x[i], y[i], z[i]) ? 1 : 0;
            }
            return n;
        }

        private static boolean isValid(float x, float y, float z) {
            return Float.isFinite(x) && Float.isFinite(y) && Float.isFinite(z);
        }

        float[] axis(int axis) {
            return switch (axis) {
                case 0 -> x;
                case 1 -> y;
                default -> z;
            };
        }

        /** Copies n points from start on to the other arrays, in the order of the keys. */
        void move(long[] keys, int start, int n, Run to) {
            for (int i = 0; i < n; i++) {
                int from = start + (int) (keys[i] & PLACE);
                to.x[start + i] = x[from];
                to.y[start + i] = y[from];
                to.z[start + i] = z[from];
                to.order[start + i] = order[from];
            }
        }
    }
}
