package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Neighbours within a fixed radius of one point after the other, cell by cell: what lies in and
 * around a cell is gathered once, and each of its points looks it through in a straight line.
 * Scratch memory of one thread.
 */
final class CellNeighbours {
    /** A cell and those around it are 3 x 3 rows of three along x. */
    private static final int ROWS = 9;

    private static final int CELLS_A_ROW = 3;

    private final CellOrder order;
    private final int limitBits;

    /** The cell entered last, and the places where its rows begin; they rise as the cell does. */
    private long cell;

    private final int[] rowBegin = new int[ROWS];

    private float[] squared;

    /** Points in and around the cell: their number, places, positions and normals. */
    private int candidates;

    int[] place;
    final Vectors position;
    final Vectors normal;

    /** The answer: number of neighbours of the point asked for last, and which candidates. */
    int count;

    int[] near;

    /**
     * @param order with cells at least as large as the radius
     */
    CellNeighbours(CellOrder order, double radiusMm) {
        int capacity = 256;
        this.order = order;
        this.limitBits = Float.floatToRawIntBits((float) (radiusMm * radiusMm));
        this.position = new Vectors(capacity);
        this.normal = new Vectors(capacity);
        this.place = new int[capacity];
        this.squared = new float[capacity];
        this.near = new int[capacity];
    }

    /** Begins anew; the first point asked for is to be the one at this place. */
    void start(int first) {
        cell = -1;
        for (int row = 0; row < ROWS; row++) {
            rowBegin[row] = order.find(rowStart(order.cell(first), row));
        }
    }

    /**
     * Finds the neighbours of the point at a place, ascending; points at the same position are
     * none. Places are to be asked for in ascending order.
     */
    void around(int p) {
        if (order.cell(p) != cell) {
            enter(order.cell(p));
        }
        SurfacePoints points = order.points;
        measure(candidates, position, points.x()[p], points.y()[p], points.z()[p], squared);
        count = select(candidates, squared, limitBits, near);
    }

    private long rowStart(long centre, int row) {
        return centre + (row / 3 - 1) * order.layerStride + (row % 3 - 1) * order.rowStride - 1;
    }

    private void enter(long next) {
        cell = next;
        candidates = 0;
        for (int row = 0; row < ROWS; row++) {
            long start = rowStart(next, row);
            int from = order.find(start, rowBegin[row]);
            int to = order.find(start + CELLS_A_ROW, from);
            rowBegin[row] = from;
            if (from < to) {
                gather(from, to - from);
            }
        }
    }

    private void gather(int from, int n) {
        if (candidates + n > place.length) {
            grow(2 * (candidates + n));
        }
        SurfacePoints points = order.points;
        position.copy(points.x(), points.y(), points.z(), from, candidates, n);
        normal.copy(points.nx(), points.ny(), points.nz(), from, candidates, n);
        for (int k = 0; k < n; k++) {
            place[candidates + k] = from + k;
        }
        candidates += n;
    }

    private void grow(int capacity) {
        position.grow(capacity);
        normal.grow(capacity);
        place = Arrays.copyOf(place, capacity);
        squared = new float[capacity];
        near = new int[capacity];
    }

    private static void measure(
            int n, Vectors position, float px, float py, float pz, float[] squared) {
        float[] x = position.x;
        float[] y = position.y;
        float[] z = position.z;
        for (int k = 0; k < n; k++) {
            float dx = x[k] - px;
            float dy = y[k] - py;
            float dz = z[k] - pz;
            squared[k] = dx * dx + dy * dy + dz * dz;
        }
    }

    /**
     * Lists what is above 0 and not above the limit. Without a branch, since whether a candidate is
     * near enough cannot be predicted: bits of floats that are not negative compare as the floats
     * do, and the sign of a difference tells.
     */
    private static int select(int n, float[] squared, int limitBits, int[] near) {
        int count = 0;
        for (int k = 0; k < n; k++) {
            near[count] = k;
            int bits = Float.floatToRawIntBits(squared[k]);
            count += (-bits & bits - limitBits - 1) >>> 31;
        }
        return count;
    }
}
