package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Points grouped by the cubic cell of a regular grid they lie in; only cells with points take
 * memory. Cells are numbered in the order in which the points meet them, and points keep their
 * order inside a cell, so everything built on it is deterministic. Immutable, thread-safe.
 *
 * <p>Building is O(n), by a {@link CellTable} of the three cell coordinates; scans visit the same
 * cell many times in a row, so most points do not even reach the table.
 */
final class CellIndex {
    /** Cells along an axis: their coordinates, 21 bits each, make one long key. */
    private static final int MAX_CELLS = 1 << 20;

    private static final int BITS = 21;

    /** More than rounding can move a cell's wall, in cells. */
    static final double HAIR = 1e-6;

    final double minX;
    final double minY;
    final double minZ;

    /** Edge of a cell: as asked for, or larger where the points span more than 2^20 such cells. */
    final double sizeMm;

    /** Number of cells with points. */
    final int cells;

    /** Cell of each point. */
    final int[] cellOf;

    /** Points of cell c: {@code order[start[c]] .. order[start[c + 1] - 1]}, ascending. */
    final int[] order;

    final int[] start;

    /** The cells by their keys, numbered from 1 on. */
    private final CellTable table;

    /**
     * @param n number of points, at least 0
     * @param wantedSizeMm edge of a cell, above 0
     */
    CellIndex(float[] x, float[] y, float[] z, int n, double wantedSizeMm) {
        double lowX = Double.POSITIVE_INFINITY;
        double lowY = Double.POSITIVE_INFINITY;
        double lowZ = Double.POSITIVE_INFINITY;
        double highX = Double.NEGATIVE_INFINITY;
        double highY = Double.NEGATIVE_INFINITY;
        double highZ = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            lowX = Math.min(lowX, x[i]);
            highX = Math.max(highX, x[i]);
            lowY = Math.min(lowY, y[i]);
            highY = Math.max(highY, y[i]);
            lowZ = Math.min(lowZ, z[i]);
            highZ = Math.max(highZ, z[i]);
        }
        minX = lowX;
        minY = lowY;
        minZ = lowZ;
        double extent = n == 0 ? 0 : Math.max(highX - lowX, Math.max(highY - lowY, highZ - lowZ));
        sizeMm = Math.max(wantedSizeMm, extent / (MAX_CELLS - 1));

        cellOf = new int[n];
        table = new CellTable(Long.MAX_VALUE, n);
        long lastKey = -1;
        int lastCell = -1;
        double inverse = 1 / sizeMm;
        for (int i = 0; i < n; i++) {
            long key =
                    key(
                            (int) ((x[i] - minX) * inverse),
                            (int) ((y[i] - minY) * inverse),
                            (int) ((z[i] - minZ) * inverse));
            if (key != lastKey) {
                lastKey = key;
                lastCell = table.number(key) - 1;
            }
            cellOf[i] = lastCell;
        }
        cells = table.size();
        start = new int[cells + 1];
        for (int i = 0; i < n; i++) {
            start[cellOf[i] + 1]++;
        }
        for (int c = 0; c < cells; c++) {
            start[c + 1] += start[c];
        }
        int[] next = Arrays.copyOf(start, cells);
        order = new int[n];
        for (int i = 0; i < n; i++) {
            order[next[cellOf[i]]++] = i;
        }
    }

    int column(int cell) {
        return (int) (table.key(cell + 1) & (1 << BITS) - 1);
    }

    int row(int cell) {
        return (int) (table.key(cell + 1) >>> BITS & (1 << BITS) - 1);
    }

    int layer(int cell) {
        return (int) (table.key(cell + 1) >>> 2 * BITS);
    }

    /**
     * Number of the cell with these coordinates; -1 when no point is in it. Coordinates may lie
     * outside the grid.
     */
    int cell(int column, int row, int layer) {
        if ((column | row | layer) < 0 || Math.max(column, Math.max(row, layer)) > MAX_CELLS) {
            return -1;
        }
        return table.find(key(column, row, layer)) - 1;
    }

    /** Longest list that {@link #cellsIn} can give for a box of this edge. */
    int maxCellsIn(double edgeMm) {
        double side = Math.ceil(edgeMm / sizeMm + 2 * HAIR) + 1;
        return (int) Math.min(cells, side * side * side);
    }

    /**
     * The cells that an axis-parallel box touches, in an order that the box alone decides.
     *
     * @param out at least {@link #cells} long, or {@link #maxCellsIn} of the box's edge
     * @return number of cells
     */
    int cellsIn(double x0, double y0, double z0, double x1, double y1, double z1, int[] out) {
        // A hair wider than asked for, so that rounding never loses a point on the box's face.
        double hair = HAIR * sizeMm;
        int c0 = cellAt(x0 - minX - hair);
        int c1 = cellAt(x1 - minX + hair);
        int r0 = cellAt(y0 - minY - hair);
        int r1 = cellAt(y1 - minY + hair);
        int l0 = cellAt(z0 - minZ - hair);
        int l1 = cellAt(z1 - minZ + hair);
        int n = 0;
        double volume = (c1 - c0 + 1.0) * (r1 - r0 + 1.0) * (l1 - l0 + 1.0);
        if (volume > cells) {
            // A wide box over few cells: look at the cells instead of at the box.
            for (int c = 0; c < cells; c++) {
                if (within(column(c), c0, c1)
                        && within(row(c), r0, r1)
                        && within(layer(c), l0, l1)) {
                    out[n++] = c;
                }
            }
            return n;
        }
        for (int l = l0; l <= l1; l++) {
            for (int r = r0; r <= r1; r++) {
                for (int c = c0; c <= c1; c++) {
                    int cell = table.find(key(c, r, l)) - 1;
                    if (cell >= 0) {
                        out[n++] = cell;
                    }
                }
            }
        }
        return n;
    }

    private int cellAt(double distance) {
        return (int) Math.clamp(distance / sizeMm, 0, MAX_CELLS);
    }

    private static boolean within(int v, int low, int high) {
        return v >= low && v <= high;
    }

    private static long key(int column, int row, int layer) {
        return (long) layer << 2 * BITS | (long) row << BITS | column;
    }
}
