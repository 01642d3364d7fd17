package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * The rectangle of a grid that a kernel works on at a time, {@value #ROWS} x {@value #COLUMNS}
 * pixels and a margin of {@value #MARGIN} all round, and its layout in memory. A field is one
 * array, row after row, so that a neighbour is a constant number of places away; a kernel is a
 * handful of short loops over whole fields. That is what HotSpot's vectorizer takes: it leaves a
 * loop scalar, ten times slower, when its body has more than about sixty nodes.
 */
final class TilePlace {
    static final int MARGIN = 2;
    static final int COLUMNS = 252;
    static final int ROWS = 16;
    static final int STRIDE = COLUMNS + 2 * MARGIN;
    static final int PLACES = (ROWS + 2 * MARGIN) * STRIDE;

    /** Places of the rows inside the margin. */
    static final int FIRST = MARGIN * STRIDE;

    static final int END = FIRST + ROWS * STRIDE;

    /** Places that kernels handle at a time, so that what they share stays in the fastest cache. */
    static final int BLOCK = 4 * STRIDE;

    /**
     * Length of a field. What goes beyond {@link #PLACES} makes the size of the array, with its
     * header, a multiple of 64 bytes: arrays allocated one after the other then start at the same
     * place of a cache line, and the vectors of all of them are aligned together.
     */
    static final int LENGTH = PLACES + 12;

    private final int width;
    private final int height;
    private final int column0;
    private final int row0;

    /**
     * @param tile number of the tile, row by row
     */
    TilePlace(int width, int height, int tile) {
        this.width = width;
        this.height = height;
        this.column0 = tile % across(width) * COLUMNS;
        this.row0 = tile / across(width) * ROWS;
    }

    /** Number of tiles that cover a grid. */
    static int tiles(int width, int height) {
        return across(width) * Math.ceilDiv(height, ROWS);
    }

    private static int across(int width) {
        return Math.ceilDiv(width, COLUMNS);
    }

    /** Place of the first pixel of a row in the fields; rows of the margin count, too. */
    static int index(int row) {
        return FIRST + row * STRIDE + MARGIN;
    }

    /** Rows of the grid that the tile covers. */
    int rows() {
        return Math.min(ROWS, height - row0);
    }

    /** Columns of the grid that the tile covers. */
    int columns() {
        return Math.min(COLUMNS, width - column0);
    }

    /** Pixel of the grid at the beginning of a row. */
    int pixel(int row) {
        return (row0 + row) * width + column0;
    }

    /** Whether a row, perhaps of the margin, lies in the grid. */
    boolean isInside(int row) {
        return row0 + row >= 0 && row0 + row < height;
    }

    /** Columns left of the grid. */
    int left() {
        return Math.max(0, MARGIN - column0);
    }

    /** Columns of tile and margin that lie in the grid. */
    int loadedColumns() {
        return Math.min(width, column0 + COLUMNS + MARGIN) - Math.max(0, column0 - MARGIN);
    }

    /** Pixel of the grid at which a row begins, with what the grid has of the margin. */
    int loaded(int row) {
        return (row0 + row) * width + Math.max(0, column0 - MARGIN);
    }

    /** Copies what tile and margin cover of values on the grid. */
    void copy(float[] source, float outside, float[] field) {
        int n = loadedColumns();
        for (int row = -MARGIN; row < ROWS + MARGIN; row++) {
            int at = index(row) - MARGIN;
            if (isInside(row)) {
                Arrays.fill(field, at, at + left(), outside);
                System.arraycopy(source, loaded(row), field, at + left(), n);
                Arrays.fill(field, at + left() + n, at + STRIDE, outside);
            } else {
                Arrays.fill(field, at, at + STRIDE, outside);
            }
        }
    }

    /** As for {@code float}, with 0 outside. */
    void copy(byte[] source, byte[] field) {
        int n = loadedColumns();
        for (int row = -MARGIN; row < ROWS + MARGIN; row++) {
            int at = index(row) - MARGIN;
            Arrays.fill(field, at, at + STRIDE, (byte) 0);
            if (isInside(row)) {
                System.arraycopy(source, loaded(row), field, at + left(), n);
            }
        }
    }
}
