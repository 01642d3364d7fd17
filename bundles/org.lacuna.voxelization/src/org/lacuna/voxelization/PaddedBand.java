package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;

import java.util.Arrays;

/**
 * A few rows of an organized cloud with a margin of {@code half} pixels all round, in which a pixel
 * without a point lies {@link #FAR} away: window kernels then need neither border cases nor
 * branches on validity, since nothing that far is anybody's neighbour.
 */
final class PaddedBand {
    /** Millimetres. Squared it is still finite in float, and a weight of 0 times it is 0. */
    static final float FAR = 1e12f;

    final int stride;
    final float[] x;
    final float[] y;
    final float[] z;

    private final int half;
    private final int firstRow;
    private final int width;
    private final int height;

    /** Holds rows {@code [from, to)} and {@code half} rows on either side. */
    PaddedBand(OrganizedCloud cloud, int from, int to, int half) {
        this.half = half;
        this.firstRow = from - half;
        this.width = cloud.width();
        this.height = cloud.height();
        this.stride = width + 2 * half;
        int rows = to - from + 2 * half;
        this.x = far(rows * stride);
        this.y = far(rows * stride);
        this.z = far(rows * stride);
        for (int r = 0; r < rows; r++) {
            int row = firstRow + r;
            if (row < 0 || row >= height) {
                continue;
            }
            int source = row * width;
            int target = r * stride + half;
            for (int c = 0; c < width; c++) {
                if (cloud.isValid(source + c)) {
                    x[target + c] = cloud.x()[source + c];
                    y[target + c] = cloud.y()[source + c];
                    z[target + c] = cloud.z()[source + c];
                }
            }
        }
    }

    /** Place of a pixel of the cloud in the arrays. */
    int at(int column, int row) {
        return (row - firstRow) * stride + half + column;
    }

    /** A further field of the cloud's pixels in the layout of the band, {@code fill} outside. */
    float[] pad(float[] field, float fill) {
        float[] padded = new float[x.length];
        Arrays.fill(padded, fill);
        int rows = x.length / stride;
        for (int r = 0; r < rows; r++) {
            int row = firstRow + r;
            if (row >= 0 && row < height) {
                System.arraycopy(field, row * width, padded, r * stride + half, width);
            }
        }
        return padded;
    }

    /** For n places q becomes q - p, and w the weight: 1 at the point, 0 from the radius on. */
    static void steps(
            int n,
            float[] px,
            float[] py,
            float[] pz,
            float[] qx,
            float[] qy,
            float[] qz,
            float[] w,
            float inverseSquare) {
        for (int i = 0; i < n; i++) {
            float dx = qx[i] - px[i];
            float dy = qy[i] - py[i];
            float dz = qz[i] - pz[i];
            qx[i] = dx;
            qy[i] = dy;
            qz[i] = dz;
            w[i] = Math.max(0f, 1f - (dx * dx + dy * dy + dz * dz) * inverseSquare);
        }
    }

    private static float[] far(int n) {
        float[] a = new float[n];
        Arrays.fill(a, FAR);
        return a;
    }
}
