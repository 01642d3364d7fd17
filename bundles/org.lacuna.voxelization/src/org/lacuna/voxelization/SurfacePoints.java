package org.lacuna.voxelization;

import java.util.Arrays;
import java.util.Objects;

/**
 * Unorganized points on a surface, millimetres, with unit normals. The arrays are owned by the
 * record once handed over: nobody may write to them.
 *
 * @param x n finite values
 * @param y as {@code x}
 * @param z as {@code x}
 * @param nx n finite values
 * @param ny as {@code nx}
 * @param nz as {@code nx}
 */
public record SurfacePoints(float[] x, float[] y, float[] z, float[] nx, float[] ny, float[] nz) {
    public SurfacePoints {
        for (float[] a : new float[][] {y, z, nx, ny, nz}) {
            if (a.length != x.length) {
                throw new IllegalArgumentException(
                        "arrays: " + a.length + " values, expected " + x.length + " as in x");
            }
        }
        for (int i = 0; i < x.length; i++) {
            // One test for six values: a sum with an infinity or a NaN in it is not finite, and
            // products with 0 keep finite values from overflowing it.
            float probe = 0 * x[i] + 0 * y[i] + 0 * z[i] + 0 * nx[i] + 0 * ny[i] + 0 * nz[i];
            if (probe != 0) {
                throw new IllegalArgumentException(
                        "point "
                                + i
                                + ": ("
                                + x[i]
                                + ", "
                                + y[i]
                                + ", "
                                + z[i]
                                + "), normal ("
                                + nx[i]
                                + ", "
                                + ny[i]
                                + ", "
                                + nz[i]
                                + "), expected finite values");
            }
        }
    }

    public int size() {
        return x.length;
    }

    /** Whether a point has a normal: one of (0, 0, 0) is none. */
    public boolean hasNormal(int point) {
        return nx[point] != 0 || ny[point] != 0 || nz[point] != 0;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof SurfacePoints p
                && Arrays.equals(x, p.x)
                && Arrays.equals(y, p.y)
                && Arrays.equals(z, p.z)
                && Arrays.equals(nx, p.nx)
                && Arrays.equals(ny, p.ny)
                && Arrays.equals(nz, p.nz);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(x),
                Arrays.hashCode(y),
                Arrays.hashCode(z),
                Arrays.hashCode(nx),
                Arrays.hashCode(ny),
                Arrays.hashCode(nz));
    }

    @Override
    public String toString() {
        return "SurfacePoints[" + size() + " points]";
    }
}
