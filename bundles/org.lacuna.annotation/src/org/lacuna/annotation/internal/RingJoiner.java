package org.lacuna.annotation.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins holes to the ring around them. From the leftmost of a hole's uppermost corners a bridge
 * goes to the left, between two rows of set pixels, until it meets a border. That is the border of
 * the same piece, and if it is a hole's, of one that begins higher or farther to the left; so the
 * bridges make a tree with the outer ring as root. O(corners + length of borders and bridges). Not
 * thread-safe.
 */
public final class RingJoiner {
    private final RingTracer mask;
    private final List<int[]> outer = new ArrayList<>();
    private final List<int[]> all = new ArrayList<>();

    /** Holes whose bridge begins at the left border of a pixel. */
    private final Map<Long, List<Hole>> waiting = new HashMap<>();

    /** Holes joined to each ring, in the order in which the ring meets them. */
    private final Map<int[], List<Joint>> joints = new HashMap<>();

    /**
     * @param ring begins at the corner that the bridge ends at
     * @param bridgeX x at which the bridge begins; its y is that of the corner
     */
    private record Hole(int[] ring, int bridgeX) {
        int bridgeY() {
            return ring[1];
        }
    }

    /**
     * @param edge index of the corner that the edge begins at
     */
    private record Joint(int edge, Hole hole) {}

    /** How far the way along one ring has come. */
    private static final class Walk {
        private final int[] ring;
        private final Hole hole;
        private final List<Joint> joints;
        private int corner;
        private int joint;
        private boolean arrived = true;

        /**
         * @param hole null for an outer ring
         */
        Walk(int[] ring, Hole hole, List<Joint> joints) {
            this.ring = ring;
            this.hole = hole;
            this.joints = joints;
        }
    }

    /**
     * @param rings all that the tracer found
     */
    public RingJoiner(RingTracer mask, List<int[]> rings) {
        this.mask = mask;
        for (int[] ring : rings) {
            if (twiceArea(ring) > 0) {
                outer.add(ring);
                all.add(ring);
            } else {
                all.add(bridge(ring));
            }
        }
    }

    /** A polygon for each outer ring; to be called once. */
    public List<int[]> pieces() {
        if (!waiting.isEmpty()) {
            all.forEach(this::collect);
        }
        List<int[]> pieces = new ArrayList<>();
        for (int[] ring : outer) {
            pieces.add(walk(ring));
        }
        return pieces;
    }

    /** Positive for a ring that runs clockwise on the screen. */
    private static long twiceArea(int[] ring) {
        long sum = 0;
        int last = ring.length - 2;
        for (int i = 0; i < ring.length; i += 2) {
            sum += (long) ring[last] * ring[i + 1] - (long) ring[i] * ring[last + 1];
            last = i;
        }
        return sum;
    }

    /** Finds where the bridge of a hole begins, and turns the ring so that it ends at its start. */
    private int[] bridge(int[] ring) {
        int start = 0;
        for (int i = 2; i < ring.length; i += 2) {
            boolean higher = ring[i + 1] < ring[start + 1];
            if (higher || ring[i + 1] == ring[start + 1] && ring[i] < ring[start]) {
                start = i;
            }
        }
        int[] turned = new int[ring.length];
        System.arraycopy(ring, start, turned, 0, ring.length - start);
        System.arraycopy(ring, 0, turned, ring.length - start, start);
        int y = turned[1];
        int x = turned[0] - 1;
        while (mask.isSet(x - 1, y - 1) && mask.isSet(x - 1, y)) {
            x--;
        }
        // The border that is met runs upwards along this pixel, above or below the bridge.
        int row = mask.isSet(x - 1, y) ? y - 1 : y;
        waiting.computeIfAbsent(key(x, row), k -> new ArrayList<>()).add(new Hole(turned, x));
        return turned;
    }

    private static long key(int column, int row) {
        return (long) row << 32 | column;
    }

    /** Finds the holes that wait along the upward edges of a ring. */
    private void collect(int[] ring) {
        List<Joint> found = new ArrayList<>();
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            List<Joint> along = new ArrayList<>();
            for (int row = ring[i + 1] - 1; row >= ring[next + 1]; row--) {
                for (Hole hole : waiting.getOrDefault(key(ring[i], row), List.of())) {
                    along.add(new Joint(i, hole));
                }
            }
            along.sort(Comparator.comparingInt((Joint j) -> -j.hole().bridgeY()));
            found.addAll(along);
        }
        joints.put(ring, found);
    }

    /** Along the outer ring, over each bridge, around its hole and back. */
    private int[] walk(int[] ring) {
        IntList polygon = new IntList();
        // Not a recursion: holes in a row may make a long chain.
        Deque<Walk> stack = new ArrayDeque<>();
        stack.push(new Walk(ring, null, joints.getOrDefault(ring, List.of())));
        while (!stack.isEmpty()) {
            Walk w = stack.peek();
            if (w.arrived) {
                add(polygon, w.ring[w.corner], w.ring[w.corner + 1]);
                w.arrived = false;
            }
            if (w.joint < w.joints.size() && w.joints.get(w.joint).edge() == w.corner) {
                Hole hole = w.joints.get(w.joint++).hole();
                add(polygon, hole.bridgeX(), hole.bridgeY());
                stack.push(new Walk(hole.ring(), hole, joints.get(hole.ring())));
                continue;
            }
            w.corner += 2;
            w.arrived = true;
            if (w.corner == w.ring.length) {
                stack.pop();
                if (w.hole != null) {
                    add(polygon, w.ring[0], w.ring[1]);
                    add(polygon, w.hole.bridgeX(), w.hole.bridgeY());
                }
            }
        }
        return polygon.toArray();
    }

    /** A bridge may begin at a corner: the same point twice in a row is one. */
    private static void add(IntList polygon, int x, int y) {
        int n = polygon.size();
        if (n == 0 || polygon.get(n - 2) != x || polygon.get(n - 1) != y) {
            polygon.add(x);
            polygon.add(y);
        }
    }
}
