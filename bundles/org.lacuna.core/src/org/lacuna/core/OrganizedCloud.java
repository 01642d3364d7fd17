package org.lacuna.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * A point cloud on the sensor's pixel grid: one point in millimetres for each pixel, row-major.
 *
 * <p>A pixel without a measurement holds NaN in all three arrays; no other encoding of 'invalid'
 * exists inside the system (readers convert). {@link #isValid} looks at z alone, so the constructor
 * makes the three agree: a point with any non-finite coordinate becomes NaN in all.
 *
 * <p>The arrays are owned by the cloud once handed over: neither the caller nor a reader may write
 * to them.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param x {@code width * height} values, millimetres
 * @param y as {@code x}
 * @param z as {@code x}
 */
public record OrganizedCloud(int width, int height, float[] x, float[] y, float[] z) {
    public OrganizedCloud {
        Grids.check(width, height);
        Grids.checkLength("x", x.length, width, height);
        Grids.checkLength("y", y.length, width, height);
        Grids.checkLength("z", z.length, width, height);
        for (int i = 0; i < z.length; i++) {
            if (!(Float.isFinite(x[i]) && Float.isFinite(y[i]) && Float.isFinite(z[i]))) {
                x[i] = Float.NaN;
                y[i] = Float.NaN;
                z[i] = Float.NaN;
            }
        }
    }

    public int size() {
        return z.length;
    }

    public boolean isValid(int pixel) {
        float v = z[pixel];
        return !Float.isNaN(v);
    }

    /** Number of pixels that hold a point. O(size). */
    public int validCount() {
        int n = 0;
        for (float v : z) {
            if (!Float.isNaN(v)) {
                n++;
            }
        }
        return n;
    }

    /** A copy in which every pixel outside the mask is invalid. */
    public OrganizedCloud keep(PixelMask mask) {
        if (mask.width() != width || mask.height() != height) {
            throw new IllegalArgumentException(
                    "mask: " + mask + ", expected " + width + " x " + height);
        }
        float[] kx = x.clone();
        float[] ky = y.clone();
        float[] kz = z.clone();
        for (int i = 0; i < kz.length; i++) {
            if (!mask.get(i)) {
                kx[i] = Float.NaN;
                ky[i] = Float.NaN;
                kz[i] = Float.NaN;
            }
        }
        return new OrganizedCloud(width, height, kx, ky, kz);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof OrganizedCloud c
                && width == c.width
                && height == c.height
                && Arrays.equals(x, c.x)
                && Arrays.equals(y, c.y)
                && Arrays.equals(z, c.z);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                width, height, Arrays.hashCode(x), Arrays.hashCode(y), Arrays.hashCode(z));
    }

    @Override
    public String toString() {
        return "OrganizedCloud[" + width + " x " + height + ", " + validCount() + " points]";
    }
}
