package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Weighted moments of the window of 5 x 5 pixels around every pixel of a {@link GridTile}, as far
 * as the window hangs together: pixel q counts for p when the way from p along the row to q's
 * column, and from there along the column to q, is linked all the way. So nothing is ever summed
 * across a depth jump or a hole, and yet the sums are separable: first along the columns, then
 * along the rows.
 *
 * <p>Along each axis a pixel weighs as much as there are ways to it in two moves, each of which
 * stays or goes one linked step: 3 for the pixel itself inside a surface, 2 and 1 for those next to
 * it, 2 2 1 from the end of a line on. Two sums over three pixels make that. The weights of row and
 * column are multiplied.
 *
 * <p>Moments stand {@value #SHIFT} places to the left of their pixels: loops that only look ahead
 * become vector instructions, loops that look one place back do not.
 *
 * <p>Scratch memory of one thread. Results are exact, see {@link GridTile}.
 */
final class WindowMoments {
    /** How far to the left of their pixels moments stand. */
    static final int SHIFT = TilePlace.MARGIN;

    private static final int S = TilePlace.STRIDE;
    private static final int FIRST = TilePlace.FIRST;
    private static final int END = TilePlace.END;

    /** Sum of the weights. */
    final int[] n = field();

    /** Sums of the coordinates. */
    final int[] x = field();

    final int[] y = field();
    final int[] z = field();

    /** Sums of their products. */
    final int[] xx = field();

    final int[] xy = field();
    final int[] xz = field();
    final int[] yy = field();
    final int[] yz = field();
    final int[] zz = field();

    private final int[] ones = field();
    private final int[] product = field();

    /** Links to the right of the place one, and two, further on. */
    private final int[] right1 = field();

    private final int[] right2 = field();

    /** Sums along columns, and the same under other names (see {@link GridTile#rightStepToo}). */
    private final int[] columns = field();

    private final int[] columnsToo = columns;
    private final int[] columnsThree = columns;

    /** Sums of three, along columns at first, then along rows. */
    private final int[] three = field();

    private final int[] threeToo = three;
    private final int[] threeThree = three;

    WindowMoments() {
        Arrays.fill(ones, 1);
    }

    private static int[] field() {
        return new int[TilePlace.LENGTH];
    }

    /** Where the moments of a row's first pixel are. */
    static int index(int row) {
        return TilePlace.index(row) - SHIFT;
    }

    /** Computes the moments inside the margin. */
    void compute(GridTile tile) {
        System.arraycopy(tile.right, 1, right1, 0, TilePlace.PLACES - 1);
        System.arraycopy(tile.right, 2, right2, 0, TilePlace.PLACES - 2);
        sum(ones, tile, n);
        sum(tile.x, tile, x);
        sum(tile.y, tile, y);
        sum(tile.z, tile, z);
        sum(tile.x, tile.x, tile, xx);
        sum(tile.x, tile.y, tile, xy);
        sum(tile.x, tile.z, tile, xz);
        sum(tile.y, tile.y, tile, yy);
        sum(tile.y, tile.z, tile, yz);
        sum(tile.z, tile.z, tile, zz);
    }

    private void sum(int[] u, int[] v, GridTile tile, int[] result) {
        multiply(u, v, product);
        sum(product, tile, result);
    }

    private void sum(int[] field, GridTile tile, int[] result) {
        alongColumns(FIRST - S, END + S, field, tile.down, three);
        alongColumns(FIRST, END, three, tile.down, columns);
        alongRows(FIRST, END, columns, columnsToo, columnsThree, tile.right, right1, three);
        alongRows(FIRST, END, three, threeToo, threeThree, right1, right2, result);
    }

    /** A covariance, in units squared. */
    double covariance(int at, int[] uv, int[] u, int[] v) {
        double count = n[at];
        return (n[at] * uv[at] - u[at] * v[at]) / (count * count);
    }

    private static void multiply(int[] a, int[] b, int[] product) {
        for (int i = 0; i < TilePlace.PLACES; i++) {
            product[i] = a[i] * b[i];
        }
    }

    private static void alongColumns(int from, int to, int[] f, int[] down, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] = f[i] + (down[i] & f[i + S]) + (down[i - S] & f[i - S]);
        }
    }

    /**
     * Sums of a place, the one to its left and the one to its right, put where the left one is.
     *
     * @param left whether the left one is linked to the place
     * @param right whether the place is linked to the right one
     */
    private static void alongRows(
            int from,
            int to,
            int[] f,
            int[] fToo,
            int[] fThree,
            int[] left,
            int[] right,
            int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] = f[i + 1] + (right[i] & fToo[i + 2]) + (left[i] & fThree[i]);
        }
    }
}
