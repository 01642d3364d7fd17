package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Delaunay triangulation of pixels by divide and conquer (Guibas and Stolfi, 1985), O(n log n), in
 * exact integer arithmetic: no tolerance, any number of pixels in a row or on a circle. Of the
 * triangulations that four pixels on a circle allow it always gives the same one.
 *
 * <p>Edges are directed and come in pairs, e and its reverse e ^ 1; the edges out of a vertex form
 * a ring. Not thread-safe: {@link #locate} remembers where it was.
 */
final class Delaunay {
    /** Largest coordinate plus one: in-circle determinants then fit a long. */
    static final int MAX_SIDE = 16384;

    private final int[] column;
    private final int[] row;

    /** Vertices by column, then row. */
    private final int[] sorted;

    private int[] origin;

    /** Next edge out of the same vertex, counter-clockwise, and clockwise. */
    private int[] onext;

    private int[] oprev;
    private int edges;
    private int[] free = new int[16];
    private int freed;

    /** For each edge whether there is no triangle on its left; unused edges have none. */
    private boolean[] outer;

    /** Edge on the left of which the last pixel lay; -1 without triangles. */
    private int here = -1;

    /** Hull edges out of the leftmost vertex (counter-clockwise) and the rightmost (clockwise). */
    private record Hull(int left, int right) {}

    /**
     * @param column 0..{@link #MAX_SIDE} - 1
     * @param row as {@code column}; all pixels different
     */
    Delaunay(int[] column, int[] row) {
        this.column = column;
        this.row = row;
        int n = column.length;
        sorted = sort(column, row);
        int capacity = Math.max(8, 8 * n);
        origin = new int[capacity];
        onext = new int[capacity];
        oprev = new int[capacity];
        int start = n < 2 ? -1 : triangulate(0, n).left;
        outer = new boolean[edges];
        if (start >= 0) {
            markOuter(start);
        }
    }

    private static int[] sort(int[] column, int[] row) {
        long[] keys = new long[column.length];
        for (int i = 0; i < keys.length; i++) {
            long pixel = (long) column[i] * MAX_SIDE + row[i];
            keys[i] = pixel << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = (int) keys[i];
        }
        return sorted;
    }

    private void markOuter(int start) {
        int e = start ^ 1;
        do {
            outer[e] = true;
            e = next(e);
        } while (e != (start ^ 1));
        for (int i = 0; i < freed; i++) {
            outer[free[i]] = true;
            outer[free[i] ^ 1] = true;
        }
        for (e = 0; e < edges && here < 0; e++) {
            here = outer[e] ? -1 : e;
        }
    }

    /** Number of directed edges, unused ones included. */
    int edges() {
        return edges;
    }

    /** Whether there is a triangle on the left of an edge. */
    boolean hasTriangle(int edge) {
        return !outer[edge];
    }

    /** Vertex that an edge comes from. */
    int origin(int edge) {
        return origin[edge];
    }

    /** Next edge around the face on the left, counter-clockwise. */
    int next(int edge) {
        return oprev[edge ^ 1];
    }

    /** Next edge out of the same vertex, counter-clockwise. */
    int around(int edge) {
        return onext[edge];
    }

    /**
     * An edge that has on its left the triangle that a pixel lies in, or on the border of. -1
     * outside the convex hull. Walks from the last answer, so ask for neighbours one after another.
     */
    int locate(int pixelColumn, int pixelRow) {
        if (here < 0) {
            return -1;
        }
        // In a Delaunay triangulation such a walk never comes back to a triangle.
        int checked = 0;
        while (checked < 3) {
            if (turn(origin[here], origin[here ^ 1], pixelColumn, pixelRow) < 0) {
                if (outer[here ^ 1]) {
                    return -1;
                }
                here ^= 1;
                checked = 1; // it lies on the left of the edge that was crossed
            } else {
                checked++;
            }
            if (checked < 3) {
                here = next(here);
            }
        }
        return here;
    }

    /** Triangulates vertices {@code from .. to - 1} of the sorted ones, at least two. */
    private Hull triangulate(int from, int to) {
        if (to - from == 2) {
            int e = make(sorted[from], sorted[from + 1]);
            return new Hull(e, e ^ 1);
        }
        if (to - from == 3) {
            return three(sorted[from], sorted[from + 1], sorted[from + 2]);
        }
        int middle = (from + to) >>> 1;
        return merge(triangulate(from, middle), triangulate(middle, to));
    }

    private Hull three(int p, int q, int r) {
        int a = make(p, q);
        int b = make(q, r);
        splice(a ^ 1, b);
        long turn = turn(p, q, column[r], row[r]);
        if (turn == 0) {
            return new Hull(a, b ^ 1);
        }
        int c = connect(b, a);
        return turn > 0 ? new Hull(a, b ^ 1) : new Hull(c ^ 1, c);
    }

    private Hull merge(Hull first, Hull second) {
        int left = first.right;
        int right = second.left;
        // Down to the lower common tangent of the two hulls.
        while (true) {
            if (isLeftOf(origin[right], left)) {
                left = next(left);
            } else if (isRightOf(origin[left], right)) {
                right = onext[right ^ 1];
            } else {
                break;
            }
        }
        int base = connect(right ^ 1, left);
        int outLeft = origin[left] == origin[first.left] ? base ^ 1 : first.left;
        int outRight = origin[right] == origin[second.right] ? base : second.right;
        zip(base);
        return new Hull(outLeft, outRight);
    }

    /** Closes the gap between two triangulations upwards from their lower tangent. */
    private void zip(int tangent) {
        int base = tangent;
        while (true) {
            int left = leftCandidate(base);
            int right = rightCandidate(base);
            boolean isLeft = isRightOf(head(left), base);
            boolean isRight = isRightOf(head(right), base);
            if (!isLeft && !isRight) {
                return;
            }
            boolean takeRight =
                    !isLeft
                            || (isRight
                                    && inCircle(
                                            head(left), origin[left], origin[right], head(right)));
            base = takeRight ? connect(right, base ^ 1) : connect(base ^ 1, left ^ 1);
        }
    }

    private int leftCandidate(int base) {
        int e = onext[base ^ 1];
        if (isRightOf(head(e), base)) {
            while (inCircle(head(base), origin[base], head(e), head(onext[e]))) {
                int t = onext[e];
                delete(e);
                e = t;
            }
        }
        return e;
    }

    private int rightCandidate(int base) {
        int e = oprev[base];
        if (isRightOf(head(e), base)) {
            while (inCircle(head(base), origin[base], head(e), head(oprev[e]))) {
                int t = oprev[e];
                delete(e);
                e = t;
            }
        }
        return e;
    }

    private int head(int edge) {
        return origin[edge ^ 1];
    }

    private boolean isLeftOf(int vertex, int edge) {
        return turn(origin[edge], head(edge), column[vertex], row[vertex]) > 0;
    }

    private boolean isRightOf(int vertex, int edge) {
        return turn(origin[edge], head(edge), column[vertex], row[vertex]) < 0;
    }

    /** Above 0 when the way from a over b to a pixel turns left, 0 when it goes straight on. */
    private long turn(int a, int b, int pixelColumn, int pixelRow) {
        long bx = (long) column[b] - column[a];
        long by = (long) row[b] - row[a];
        return bx * (pixelRow - row[a]) - by * (pixelColumn - column[a]);
    }

    /** Whether d lies within the circle through a, b, c, which turn left. */
    private boolean inCircle(int a, int b, int c, int d) {
        long ax = (long) column[a] - column[d];
        long ay = (long) row[a] - row[d];
        long bx = (long) column[b] - column[d];
        long by = (long) row[b] - row[d];
        long cx = (long) column[c] - column[d];
        long cy = (long) row[c] - row[d];
        long a2 = ax * ax + ay * ay;
        long b2 = bx * bx + by * by;
        long c2 = cx * cx + cy * cy;
        return a2 * (bx * cy - by * cx) - b2 * (ax * cy - ay * cx) + c2 * (ax * by - ay * bx) > 0;
    }

    private int make(int from, int to) {
        int e = freed > 0 ? free[--freed] : edges;
        if (e == edges) {
            edges += 2;
            if (edges > origin.length) {
                origin = Arrays.copyOf(origin, 2 * edges);
                onext = Arrays.copyOf(onext, 2 * edges);
                oprev = Arrays.copyOf(oprev, 2 * edges);
            }
        }
        alone(e, from);
        alone(e ^ 1, to);
        return e;
    }

    private void alone(int e, int from) {
        origin[e] = from;
        onext[e] = e;
        oprev[e] = e;
    }

    /** Joins the rings of two edges, or cuts one ring in two. */
    private void splice(int a, int b) {
        int afterA = onext[a];
        int afterB = onext[b];
        onext[a] = afterB;
        onext[b] = afterA;
        oprev[afterB] = a;
        oprev[afterA] = b;
    }

    /** A new edge from the head of a to the origin of b, on the left of both. */
    private int connect(int a, int b) {
        int e = make(head(a), origin[b]);
        splice(e, next(a));
        splice(e ^ 1, b);
        return e;
    }

    private void delete(int e) {
        splice(e, oprev[e]);
        splice(e ^ 1, oprev[e ^ 1]);
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = e & ~1;
    }
}
