package org.lacuna.voxelization;

/**
 * Weighted moments of the window of 5 x 5 pixels around every pixel of a {@link GridTile}, as far
 * as the window hangs together: pixel q counts for p when the way from p along the row to q's
 * column, and from there along the column to q, is linked all the way. So nothing is ever summed
 * across a depth jump or a hole, and yet the sums are separable: first along the columns, then
 * along the rows.
 *
 * <p>Weights fall from 3 at the pixel over 2 to 1 along each axis, and are multiplied.
 *
 * <p>Scratch memory of one thread. Results are exact, see {@link GridTile}.
 */
final class WindowMoments {
    private static final int S = GridTile.STRIDE;
    private static final int FIRST = GridTile.FIRST;
    private static final int END = GridTile.END;
    private static final int PLACES = GridTile.PLACES;

    private static final int CENTRE = 3;
    private static final int NEAR = 2;

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

    private final int[] pxx = field();
    private final int[] pxy = field();
    private final int[] pxz = field();
    private final int[] pyy = field();
    private final int[] pyz = field();
    private final int[] pzz = field();
    private final int[] column = field();
    private final int[] product = field();

    /** Masks of what counts: one and two steps down, up, right and left. */
    private final int[] down2 = field();

    private final int[] up1 = field();
    private final int[] up2 = field();
    private final int[] right2 = field();
    private final int[] left1 = field();
    private final int[] left2 = field();

    private static int[] field() {
        return new int[GridTile.LENGTH];
    }

    /** Computes the moments inside the margin. */
    void compute(GridTile tile) {
        multiply(tile.x, tile.x, pxx);
        multiply(tile.x, tile.y, pxy);
        multiply(tile.x, tile.z, pxz);
        multiply(tile.y, tile.y, pyy);
        multiply(tile.y, tile.z, pyz);
        multiply(tile.z, tile.z, pzz);
        arms(FIRST, END, tile.down, down2, up1, up2);
        rowArms(FIRST, END, tile.right, right2, left1, left2);
        for (int from = FIRST; from < END; from += GridTile.BLOCK) {
            int to = from + GridTile.BLOCK;
            count(from, to, tile.down, down2, up1, up2, column);
            alongRow(from, to, column, tile.right, n);
            add(from, to, tile, tile.x, x);
            add(from, to, tile, tile.y, y);
            add(from, to, tile, tile.z, z);
            add(from, to, tile, pxx, xx);
            add(from, to, tile, pxy, xy);
            add(from, to, tile, pxz, xz);
            add(from, to, tile, pyy, yy);
            add(from, to, tile, pyz, yz);
            add(from, to, tile, pzz, zz);
        }
    }

    private void add(int from, int to, GridTile tile, int[] field, int[] sum) {
        below(from, to, field, tile.down, column);
        above(from, to, field, tile.down, product);
        add3(from, to, field, product, column);
        alongRow(from, to, column, tile.right, sum);
    }

    private void alongRow(int from, int to, int[] field, int[] arm, int[] sum) {
        centre(from, to, field, sum);
        right1(from, to, field, arm, sum);
        right2(from, to, field, right2, sum);
        left1(from, to, field, left1, sum);
        left2(from, to, field, left2, sum);
    }

    /** A covariance at one place, in units squared. */
    double covariance(int at, int[] uv, int[] u, int[] v) {
        double count = n[at];
        return (n[at] * uv[at] - u[at] * v[at]) / (count * count);
    }

    private static void arms(int from, int to, int[] down, int[] down2, int[] up1, int[] up2) {
        for (int i = from; i < to; i++) {
            down2[i] = down[i] & down[i + S];
        }
        for (int i = from; i < to; i++) {
            up1[i] = down[i - S];
        }
        for (int i = from; i < to; i++) {
            up2[i] = down[i - S] & down[i - 2 * S];
        }
    }

    private static void rowArms(
            int from, int to, int[] right, int[] right2, int[] left1, int[] left2) {
        for (int i = from; i < to; i++) {
            right2[i] = right[i] & right[i + 1];
        }
        for (int i = from; i < to; i++) {
            left1[i] = right[i - 1];
        }
        for (int i = from; i < to; i++) {
            left2[i] = right[i - 1] & right[i - 2];
        }
    }

    private static void count(
            int from, int to, int[] down1, int[] down2, int[] up1, int[] up2, int[] n) {
        for (int i = from; i < to; i++) {
            n[i] = CENTRE - NEAR * (down1[i] + up1[i]) - (down2[i] + up2[i]); // masks are -1
        }
    }

    private static void multiply(int[] a, int[] b, int[] product) {
        for (int i = 0; i < PLACES; i++) {
            product[i] = a[i] * b[i];
        }
    }

    private static void below(int from, int to, int[] f, int[] down, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] = down[i] & (NEAR * f[i + S] + (down[i + S] & f[i + 2 * S]));
        }
    }

    private static void above(int from, int to, int[] f, int[] down, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] = down[i - S] & (NEAR * f[i - S] + (down[i - 2 * S] & f[i - 2 * S]));
        }
    }

    private static void add3(int from, int to, int[] f, int[] g, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] += CENTRE * f[i] + g[i];
        }
    }

    private static void centre(int from, int to, int[] f, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] = CENTRE * f[i];
        }
    }

    private static void right1(int from, int to, int[] f, int[] arm, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] += arm[i] & NEAR * f[i + 1];
        }
    }

    private static void right2(int from, int to, int[] f, int[] arm, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] += arm[i] & f[i + 2];
        }
    }

    private static void left1(int from, int to, int[] f, int[] arm, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] += arm[i] & NEAR * f[i - 1];
        }
    }

    private static void left2(int from, int to, int[] f, int[] arm, int[] sum) {
        for (int i = from; i < to; i++) {
            sum[i] += arm[i] & f[i - 2];
        }
    }
}
