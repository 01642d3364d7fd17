package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * The surface around each point of a cloud: result of {@link SurfaceNormals} and {@link
 * PointNormals}. One value a point in each array (for an organized cloud: a pixel, row-major), NaN
 * in all of them where the surface is undefined: no point, or too few neighbours that are not on
 * one line.
 *
 * <p>From the eigenvalues follow the usual shape features, for example linearity {@code (l2 - l1) /
 * l2}, planarity {@code (l1 - l0) / l2}, scattering {@code l0 / l2} and surface variation {@code l0
 * / (l0 + l1 + l2)}.
 *
 * <p>Immutable; the arrays are owned by the field, nobody may write to them.
 */
public final class SurfaceField {
    /** Unit normals, towards the sensor. */
    final float[] nx;

    final float[] ny;
    final float[] nz;

    /** Eigenvalues of the neighbourhood's covariance, ascending, mm^2. */
    final float[] lambda0;

    final float[] lambda1;
    final float[] lambda2;

    /** Bits of {@link #links}: linked to the next pixel in the row, in the column; has a point. */
    static final int RIGHT = 1;

    static final int DOWN = 2;
    static final int PRESENT = 4;

    /** For a field on a grid what each pixel is linked to; else null. */
    final byte[] links;

    /** Of the grid; 0 without one. */
    final int width;

    final int height;

    SurfaceField(int size) {
        this(size, null, 0, 0);
    }

    private SurfaceField(int size, byte[] links, int width, int height) {
        this.links = links;
        this.width = width;
        this.height = height;
        this.nx = new float[size];
        this.ny = new float[size];
        this.nz = new float[size];
        this.lambda0 = new float[size];
        this.lambda1 = new float[size];
        this.lambda2 = new float[size];
    }

    /** For an organized cloud: nothing is linked as yet. */
    static SurfaceField onGrid(int width, int height) {
        int size = width * height;
        return new SurfaceField(size, new byte[size], width, height);
    }

    void undefine(int point) {
        nx[point] = Float.NaN;
        ny[point] = Float.NaN;
        nz[point] = Float.NaN;
        lambda0[point] = Float.NaN;
        lambda1[point] = Float.NaN;
        lambda2[point] = Float.NaN;
    }

    void undefine(int from, int to) {
        for (float[] a : new float[][] {nx, ny, nz, lambda0, lambda1, lambda2}) {
            Arrays.fill(a, from, to, Float.NaN);
        }
    }

    /** Number of points, those without a surface included. */
    public int size() {
        return nx.length;
    }

    /** Whether the surface is defined at this point. */
    public boolean isDefined(int point) {
        return !Float.isNaN(nx[point]);
    }

    public float[] nx() {
        return nx;
    }

    public float[] ny() {
        return ny;
    }

    public float[] nz() {
        return nz;
    }

    /** Smallest eigenvalue of the covariance, mm^2: spread across the surface. */
    public float[] lambda0() {
        return lambda0;
    }

    /** Middle eigenvalue, mm^2. */
    public float[] lambda1() {
        return lambda1;
    }

    /** Largest eigenvalue, mm^2. */
    public float[] lambda2() {
        return lambda2;
    }

    /** Surface variation {@code l0 / (l0 + l1 + l2)}, 0 (a plane) to 1/3 (a ball). */
    public float variation(int point) {
        return lambda0[point] / (lambda0[point] + lambda1[point] + lambda2[point]);
    }
}
