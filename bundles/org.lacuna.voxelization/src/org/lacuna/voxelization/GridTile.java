package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * A rectangle of an organized cloud in fixed-point coordinates, and which neighbouring pixels in it
 * lie on one surface: the ground on which {@link SurfaceNormals} and {@link EdgeResponse} work.
 * Scratch memory of one thread.
 *
 * <p>{@value #ROWS} x {@value #COLUMNS} pixels and a margin of {@value #MARGIN} all round. A field
 * is one array, row after row, so that a neighbour is a constant number of places away; a kernel is
 * a handful of short loops over whole fields. That is what HotSpot's vectorizer takes: it leaves a
 * loop scalar, ten times slower, when its body has more than about sixty nodes.
 *
 * <p>The unit of a coordinate is the longest link over {@value #UNITS}. Sums of products over the
 * 25 pixels of a window are then exact in 32 bits, however far away the origin is: they may wrap,
 * but the covariance that comes out of them is below {@code 25^2 * (8 UNITS)^2 / 4 < 2^31}, since
 * linked points of one window are at most eight links apart, and in modular arithmetic only the
 * result has to fit.
 */
final class GridTile {
    static final int MARGIN = 2;
    static final int COLUMNS = 252;
    static final int ROWS = 16;

    /** Units of the longest link: the most for which the covariance fits. */
    static final int UNITS = 140;

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

    /** Squared length of the longest link. */
    private static final int LIMIT = UNITS * UNITS;

    /** Larger differences are cut to this: three squares of it still fit. */
    private static final int CAP = 20_000;

    /** Largest coordinate, and where pixels without a point lie: far from all others. */
    private static final int FARTHEST = 1 << 24;

    private static final int NOWHERE = -(1 << 28);

    /** Makes the coordinates of a tile positive, so that cutting off rounds down. */
    private static final float BIAS = (1 << 21) + 0.5f;

    /** Coordinates. */
    final int[] x = new int[LENGTH];

    final int[] y = new int[LENGTH];
    final int[] z = new int[LENGTH];

    /** Whether a pixel is linked to the next one in its row, in its column: -1 or 0. */
    final int[] right = new int[LENGTH];

    final int[] down = new int[LENGTH];

    private final int[] dx = new int[LENGTH];
    private final int[] dy = new int[LENGTH];
    private final int[] dz = new int[LENGTH];
    private final int[] units = new int[STRIDE];
    private final int[] invalid = new int[STRIDE];
    private final float unitsAMm;

    private OrganizedCloud cloud;
    private int column0;
    private int row0;

    /**
     * @param longestLinkMm neighbouring pixels at most this far apart are linked
     */
    GridTile(double longestLinkMm) {
        this.unitsAMm = (float) (UNITS / longestLinkMm);
    }

    /** Number of tiles that cover a cloud. */
    static int tiles(OrganizedCloud cloud) {
        return across(cloud) * Math.ceilDiv(cloud.height(), ROWS);
    }

    private static int across(OrganizedCloud cloud) {
        return Math.ceilDiv(cloud.width(), COLUMNS);
    }

    /** Place of the first pixel of a row in the fields. */
    static int place(int row) {
        return FIRST + row * STRIDE + MARGIN;
    }

    /** Millimetres of a unit. */
    double unitMm() {
        return 1 / (double) unitsAMm;
    }

    /**
     * Moves the tile.
     *
     * @param tile number of the tile, row by row
     * @return false when it holds no point inside its margin; coordinates and links are then not
     *     set
     */
    boolean load(OrganizedCloud source, int tile) {
        cloud = source;
        column0 = tile % across(source) * COLUMNS;
        row0 = tile / across(source) * ROWS;
        int origin = firstValid();
        if (origin < 0) {
            return false;
        }
        quantize(source.x(), source.x()[origin], x);
        quantize(source.y(), source.y()[origin], y);
        quantize(source.z(), source.z()[origin], z);
        link(1, right);
        link(STRIDE, down);
        return true;
    }

    /** Rows of the cloud that the tile covers. */
    int rows() {
        return Math.min(ROWS, cloud.height() - row0);
    }

    /** Columns of the cloud that the tile covers. */
    int columns() {
        return Math.min(COLUMNS, cloud.width() - column0);
    }

    /** Pixel of the cloud at the beginning of a row. */
    int pixel(int row) {
        return (row0 + row) * cloud.width() + column0;
    }

    private int firstValid() {
        for (int row = 0; row < rows(); row++) {
            int from = pixel(row);
            for (int p = from; p < from + columns(); p++) {
                if (cloud.isValid(p)) {
                    return p;
                }
            }
        }
        return -1;
    }

    /** Copies what the tile and its margin cover of a field of the cloud's grid. */
    void copy(float[] source, float outside, float[] field) {
        int from = Math.max(0, column0 - MARGIN);
        int n = Math.min(cloud.width(), column0 + COLUMNS + MARGIN) - from;
        for (int r = 0; r < ROWS + 2 * MARGIN; r++) {
            int row = row0 + r - MARGIN;
            int at = r * STRIDE;
            int left = from - (column0 - MARGIN);
            if (row < 0 || row >= cloud.height()) {
                Arrays.fill(field, at, at + STRIDE, outside);
            } else {
                Arrays.fill(field, at, at + left, outside);
                System.arraycopy(source, row * cloud.width() + from, field, at + left, n);
                Arrays.fill(field, at + left + n, at + STRIDE, outside);
            }
        }
    }

    private void quantize(float[] source, float origin, int[] field) {
        int from = Math.max(0, column0 - MARGIN);
        int n = Math.min(cloud.width(), column0 + COLUMNS + MARGIN) - from;
        int left = from - (column0 - MARGIN);
        for (int r = 0; r < ROWS + 2 * MARGIN; r++) {
            int row = row0 + r - MARGIN;
            int at = r * STRIDE;
            if (row < 0 || row >= cloud.height()) {
                Arrays.fill(field, at, at + STRIDE, NOWHERE);
                continue;
            }
            int first = row * cloud.width() + from;
            toUnits(n, source, first, origin, unitsAMm, units);
            markInvalid(n, source, first, invalid);
            banish(n, invalid, units);
            Arrays.fill(field, at, at + left, NOWHERE);
            System.arraycopy(units, 0, field, at + left, n);
            Arrays.fill(field, at + left + n, at + STRIDE, NOWHERE);
        }
    }

    /** To fixed point; what is too far away stays at the border, NaN becomes anything. */
    private static void toUnits(
            int n, float[] v, int from, float origin, float unitsAMm, int[] units) {
        for (int i = 0; i < n; i++) {
            int q = (int) ((v[from + i] - origin) * unitsAMm + BIAS);
            units[i] = Math.min(FARTHEST, Math.max(-FARTHEST, q));
        }
    }

    /** -1 for NaN, else 0. */
    private static void markInvalid(int n, float[] v, int from, int[] mask) {
        for (int i = 0; i < n; i++) {
            mask[i] = (int) (v[from + i] * 0f + 1f) - 1;
        }
    }

    private static void banish(int n, int[] mask, int[] units) {
        for (int i = 0; i < n; i++) {
            units[i] = (units[i] & ~mask[i]) | (NOWHERE & mask[i]);
        }
    }

    private void link(int step, int[] links) {
        if (step == 1) {
            toRight(x, dx);
            toRight(y, dy);
            toRight(z, dz);
        } else {
            toBelow(x, dx);
            toBelow(y, dy);
            toBelow(z, dz);
        }
        within(dx, dy, dz, links);
    }

    private static void toRight(int[] field, int[] step) {
        for (int i = 0; i < PLACES - 1; i++) {
            step[i] = Math.min(CAP, Math.abs(field[i + 1] - field[i]));
        }
    }

    private static void toBelow(int[] field, int[] step) {
        for (int i = 0; i < PLACES - STRIDE; i++) {
            step[i] = Math.min(CAP, Math.abs(field[i + STRIDE] - field[i]));
        }
    }

    /** -1 where the step is short enough. */
    private static void within(int[] dx, int[] dy, int[] dz, int[] links) {
        for (int i = 0; i < PLACES; i++) {
            links[i] = (dx[i] * dx[i] + dy[i] * dy[i] + dz[i] * dz[i] - LIMIT - 1) >> 31;
        }
    }
}
