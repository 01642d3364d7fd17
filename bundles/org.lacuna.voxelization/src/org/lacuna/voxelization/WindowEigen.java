package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * Eigenvalues and normals of the covariances in a {@link WindowMoments}, where these are, for all
 * places at once, in float: errors of 1e-6 of the trace, far below what the fixed point of the
 * coordinates leaves. Only the two larger eigenvalues, where they are nearly equal, may be 3e-4 of
 * the trace further apart or closer together than they should.
 *
 * <p>The matrix is scaled to trace 1. Its smallest eigenvalue l is the smallest root of the
 * characteristic polynomial, by Newton's method from 0 (see {@link SymmetricEigen3}); the other two
 * follow from trace and minors. The adjugate of {@code C - l I} is {@code (l1 - l)(l2 - l) n n^T}:
 * it turns any vector that is not perpendicular to the normal into the normal, on the same side.
 * The vector put in is the cross product of the pixel's two tangents, so no case has to be told
 * apart and the normal comes out oriented. Places where rounding could matter are marked, to be
 * solved one by one.
 *
 * <p>Scratch memory of one thread.
 */
final class WindowEigen {
    private static final int S = TilePlace.STRIDE;
    private static final int SHIFT = WindowMoments.SHIFT;

    /** Less weight makes no surface: two by two pixels weigh 16. */
    private static final float LEAST_WEIGHT = 15.5f;

    /**
     * Least middle eigenvalue, in units of the longest link squared: below, the pixels lie on a
     * line.
     */
    private static final float LEAST_WIDTH = 0.0016f * GridTile.UNITS * GridTile.UNITS;

    /** The last of Newton's steps, relative to the trace, may be this long. */
    private static final float SETTLED = 1e-6f;

    /** Least product of the distances to the other eigenvalues, relative to the trace squared. */
    private static final float LEAST_SPREAD = 1e-4f;

    /** Squared cosine between the vector put in and the normal. */
    private static final float LEAST_COSINE = 0.0025f;

    /** Makes a step function of a clamp. */
    private static final float STEEP = 1e20f;

    /** Unit normals towards the sensor. */
    final float[] nx = field();

    final float[] ny = field();
    final float[] nz = field();

    /** Eigenvalues, ascending, mm^2. */
    final float[] lambda0 = field();

    final float[] lambda1 = field();
    final float[] lambda2 = field();

    /** 1 where the pixels make a surface. */
    final int[] defined = new int[TilePlace.LENGTH];

    /** 1 where normal and eigenvalues are good to float precision. */
    final int[] settled = new int[TilePlace.LENGTH];

    /** 1 where both. */
    private final int[] good = new int[TilePlace.LENGTH];

    private final int[] ones = new int[TilePlace.COLUMNS];

    /** The matrix, its trace, sum of principal minors and determinant. */
    private final float[] a = field();

    private final float[] b = field();
    private final float[] c = field();
    private final float[] d = field();
    private final float[] e = field();
    private final float[] f = field();
    private final float[] trace = field();
    private final float[] minors = field();
    private final float[] det = field();
    private final float[] root = field();
    private final float[] step = field();

    /** The adjugate, and the vector it is applied to. */
    private final float[] p00 = field();

    private final float[] p01 = field();
    private final float[] p02 = field();
    private final float[] p11 = field();
    private final float[] p12 = field();
    private final float[] p22 = field();
    private final float[] gx = field();
    private final float[] gy = field();
    private final float[] gz = field();
    private final float[] square = field();
    private final int[][] tangents = new int[6][TilePlace.LENGTH];

    private final float squareMm;

    /**
     * @param squareMm a unit squared
     */
    WindowEigen(float squareMm) {
        this.squareMm = squareMm;
        Arrays.fill(ones, 1);
    }

    private static float[] field() {
        return new float[TilePlace.LENGTH];
    }

    /** Solves for all places inside the margin. */
    void solve(GridTile tile, WindowMoments m) {
        for (int from = TilePlace.FIRST; from < TilePlace.END; from += TilePlace.BLOCK) {
            solve(from, from + TilePlace.BLOCK, tile, m);
        }
    }

    private void solve(int from, int to, GridTile tile, WindowMoments m) {
        covariance(from, to, m.n, m.xx, m.x, m.x, a);
        covariance(from, to, m.n, m.yy, m.y, m.y, b);
        covariance(from, to, m.n, m.zz, m.z, m.z, c);
        covariance(from, to, m.n, m.xy, m.x, m.y, d);
        covariance(from, to, m.n, m.xz, m.x, m.z, e);
        covariance(from, to, m.n, m.yz, m.y, m.z, f);
        sum(from, to, a, b, c, trace);
        invert(from, to, trace, step);
        scale(from, to, step, a, b, c);
        scale(from, to, step, d, e, f);
        smallestRoot(from, to);
        otherRoots(from, to, root, minors, lambda1, lambda2);
        guess(from, to, tile);
        normals(from, to);
        judge(from, to, m.n);
        toSquareMm(from, to, trace, m.n, squareMm, square);
        rescale(from, to, square, root, lambda0);
        rescale(from, to, square, lambda1, lambda1);
        rescale(from, to, square, lambda2, lambda2);
    }

    /** Whether n places from one on are all defined and settled. */
    boolean isGood(int from, int n) {
        return Arrays.equals(good, from, from + n, ones, 0, n);
    }

    private void smallestRoot(int from, int to) {
        minor(from, to, b, c, f, f, p00);
        minor(from, to, d, c, f, e, p01);
        minor(from, to, d, f, b, e, p02);
        determinant(from, to, a, d, e, p00, p01, p02, det);
        minorSum(from, to, a, b, c, d, e, p00, minors);
        quotient(from, to, det, minors, root);
        for (int k = 0; k < 4; k++) {
            newton(from, to, minors, det, root, step);
        }
    }

    private void guess(int from, int to, GridTile tile) {
        for (int axis = 0; axis < 3; axis++) {
            alongRow(from, to, tile.rightStep[axis], tile.rightStepToo[axis], tangents[axis]);
            alongColumn(from, to, tile.downStep[axis], tangents[3 + axis]);
        }
        cross(from, to, tangents[1], tangents[2], tangents[4], tangents[5], gx);
        cross(from, to, tangents[2], tangents[0], tangents[5], tangents[3], gy);
        cross(from, to, tangents[0], tangents[1], tangents[3], tangents[4], gz);
    }

    private void normals(int from, int to) {
        shift(from, to, root, a, b, c);
        minor(from, to, b, c, f, f, p00);
        minor(from, to, e, f, d, c, p01);
        minor(from, to, d, f, e, b, p02);
        minor(from, to, a, c, e, e, p11);
        minor(from, to, d, e, a, f, p12);
        minor(from, to, a, b, d, d, p22);
        dot(from, to, p00, gx, p01, gy, p02, gz, nx);
        dot(from, to, p01, gx, p11, gy, p12, gz, ny);
        dot(from, to, p02, gx, p12, gy, p22, gz, nz);
        dot(from, to, nx, nx, ny, ny, nz, nz, square);
        inverseRoot(from, to, square, det);
        scale(from, to, det, nx, ny, nz);
    }

    private void judge(int from, int to, int[] n) {
        dot(from, to, gx, gx, gy, gy, gz, gz, p01);
        sum(from, to, p00, p11, p22, p02);
        settled(from, to, square, p01, p02, step, settled);
        defined(from, to, n, lambda1, trace, defined);
        and(from, to, defined, settled, good);
    }

    private static void and(int from, int to, int[] u, int[] v, int[] result) {
        for (int i = from; i < to; i++) {
            result[i] = u[i] & v[i];
        }
    }

    private static void covariance(
            int from, int to, int[] n, int[] uv, int[] u, int[] v, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = n[i] * uv[i] - u[i] * v[i];
        }
    }

    private static void sum(int from, int to, float[] u, float[] v, float[] w, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = u[i] + v[i] + w[i];
        }
    }

    private static void invert(int from, int to, float[] u, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = 1f / u[i];
        }
    }

    private static void scale(int from, int to, float[] s, float[] u, float[] v, float[] w) {
        for (int i = from; i < to; i++) {
            u[i] *= s[i];
            v[i] *= s[i];
            w[i] *= s[i];
        }
    }

    private static void shift(int from, int to, float[] l, float[] u, float[] v, float[] w) {
        for (int i = from; i < to; i++) {
            u[i] -= l[i];
            v[i] -= l[i];
            w[i] -= l[i];
        }
    }

    /** u v - w x. */
    private static void minor(
            int from, int to, float[] u, float[] v, float[] w, float[] x, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = u[i] * v[i] - w[i] * x[i];
        }
    }

    private static void determinant(
            int from,
            int to,
            float[] a,
            float[] d,
            float[] e,
            float[] m0,
            float[] m1,
            float[] m2,
            float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = a[i] * m0[i] - d[i] * m1[i] + e[i] * m2[i];
        }
    }

    private static void minorSum(
            int from,
            int to,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float[] e,
            float[] m0,
            float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = m0[i] + a[i] * (b[i] + c[i]) - d[i] * d[i] - e[i] * e[i];
        }
    }

    private static void quotient(int from, int to, float[] u, float[] v, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = u[i] / v[i];
        }
    }

    private static void newton(
            int from, int to, float[] minors, float[] det, float[] root, float[] step) {
        for (int i = from; i < to; i++) {
            float l = root[i];
            float value = ((l - 1f) * l + minors[i]) * l - det[i];
            float s = value / ((3f * l - 2f) * l + minors[i]);
            step[i] = s;
            root[i] = l - s;
        }
    }

    private static void otherRoots(
            int from, int to, float[] root, float[] minors, float[] middle, float[] largest) {
        for (int i = from; i < to; i++) {
            float rest = 1f - root[i];
            float half = 0.5f * rest;
            float r = (float) Math.sqrt(Math.max(0f, half * half - minors[i] + root[i] * rest));
            middle[i] = half - r;
            largest[i] = half + r;
        }
    }

    /** The steps to and from a pixel together. */
    private static void alongRow(int from, int to, int[] step, int[] sameStep, int[] result) {
        for (int i = from; i < to; i++) {
            result[i] = step[i + SHIFT - 1] + sameStep[i + SHIFT];
        }
    }

    private static void alongColumn(int from, int to, int[] step, int[] result) {
        for (int i = from; i < to; i++) {
            result[i] = step[i + SHIFT - S] + step[i + SHIFT];
        }
    }

    /** A component of the row's tangent x the column's: towards the sensor. */
    private static void cross(
            int from, int to, int[] u, int[] v, int[] below, int[] further, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = v[i] * below[i] - u[i] * further[i];
        }
    }

    private static void dot(
            int from,
            int to,
            float[] u,
            float[] ux,
            float[] v,
            float[] vx,
            float[] w,
            float[] wx,
            float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = u[i] * ux[i] + v[i] * vx[i] + w[i] * wx[i];
        }
    }

    private static void inverseRoot(int from, int to, float[] u, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = 1f / (float) Math.sqrt(u[i]);
        }
    }

    private static void settled(
            int from,
            int to,
            float[] square,
            float[] guess,
            float[] spread,
            float[] step,
            int[] result) {
        for (int i = from; i < to; i++) {
            float turn = square[i] - LEAST_COSINE * spread[i] * spread[i] * guess[i];
            float least = Math.min(turn, spread[i] - LEAST_SPREAD);
            float steep = Math.min(least, SETTLED - Math.abs(step[i])) * STEEP;
            result[i] = (int) Math.max(0f, Math.min(1f, steep));
        }
    }

    private static void defined(
            int from, int to, int[] n, float[] middle, float[] trace, int[] result) {
        for (int i = from; i < to; i++) {
            float count = n[i];
            float width = middle[i] * trace[i] - LEAST_WIDTH * count * count;
            float steep = Math.min(width, count - LEAST_WEIGHT) * STEEP;
            result[i] = (int) Math.max(0f, Math.min(1f, steep));
        }
    }

    /** What turns a share of the trace into mm^2. */
    private static void toSquareMm(
            int from, int to, float[] trace, int[] n, float squareMm, float[] result) {
        for (int i = from; i < to; i++) {
            float count = n[i];
            result[i] = squareMm * trace[i] / (count * count);
        }
    }

    private static void rescale(int from, int to, float[] s, float[] u, float[] result) {
        for (int i = from; i < to; i++) {
            result[i] = s[i] * Math.max(0f, u[i]);
        }
    }
}
