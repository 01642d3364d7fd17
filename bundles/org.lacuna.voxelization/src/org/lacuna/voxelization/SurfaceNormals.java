package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

/**
 * Normals and shape of the surface around every point of an organized cloud, from the covariance of
 * its neighbourhood (Xu et al. 2025, eq. 8-9).
 *
 * <p>Differs from the paper in one point: neighbours are weighted by {@code 1 - d^2 / r^2} instead
 * of counting fully up to the radius and not at all beyond. A neighbour then fades out where the
 * paper's would drop out, which makes the result smooth under small changes of pose, and it is what
 * keeps surfaces behind a depth jump out: they are further away than the radius.
 *
 * <p>Neighbours are taken relative to the point before anything is summed, so sums of at most a few
 * hundred float terms lose nothing against the sensor noise, wherever the cloud lies; eigenvalues
 * are solved in double.
 *
 * <p>Normals point to the sensor. What 'to the sensor' means is read from the grid, not from an
 * assumed origin: seen from the sensor, column step x row step of a right-handed coordinate system
 * points into the scene. (In a left-handed system all normals point away, consistently.)
 *
 * <p>O(pixels * reach^2), all inner loops over whole rows and without branches, so that the
 * compiler vectorizes them. Deterministic for any number of workers; thread-safe.
 */
public final class SurfaceNormals {
    private static final int ROWS_A_CHUNK = 16;

    /** Columns handled at a time, so that all scratch rows stay in the first-level cache. */
    private static final int TILE = 320;

    /**
     * Least weight of a neighbourhood, the point's own being 1: about three near neighbours. A
     * plane needs two, and one to spare.
     */
    private static final float LEAST_WEIGHT = 2.5f;

    /** Least middle eigenvalue over radius^2: below, the neighbours lie on a line. */
    static final double LEAST_WIDTH = 0.004;

    private final WindowRadius radius;

    public SurfaceNormals(WindowRadius radius) {
        this.radius = radius;
    }

    /** The surface around every pixel of the cloud. */
    public SurfaceField compute(OrganizedCloud cloud, Workers workers) {
        SurfaceField field = new SurfaceField(cloud.width(), cloud.height(), radius.radiusMm());
        int[] offsets = radius.offsets();
        workers.forEachChunk(
                cloud.height(),
                ROWS_A_CHUNK,
                (chunk, from, to) -> {
                    PaddedBand band = new PaddedBand(cloud, from, to, radius.halfWidthPx());
                    Row row = new Row((float) (1 / (radius.radiusMm() * radius.radiusMm())));
                    for (int r = from; r < to; r++) {
                        for (int c = 0; c < cloud.width(); c += TILE) {
                            int end = Math.min(cloud.width(), c + TILE);
                            if (row.sum(band, r, c, end, offsets)) {
                                finish(row, band, r, c, end, field);
                            } else {
                                undefine(field, r * cloud.width() + c, end - c);
                            }
                        }
                    }
                });
        return field;
    }

    private static void undefine(SurfaceField field, int from, int count) {
        for (int i = from; i < from + count; i++) {
            field.undefine(i);
        }
    }

    private void finish(Row row, PaddedBand band, int r, int from, int to, SurfaceField field) {
        SymmetricEigen3 eigen = new SymmetricEigen3();
        double radiusMm = radius.radiusMm();
        double leastWidth = LEAST_WIDTH * radiusMm * radiusMm;
        for (int c = from; c < to; c++) {
            int i = c - from;
            int pixel = r * field.width() + c;
            int at = band.at(c, r);
            if (band.z[at] == PaddedBand.FAR || !(row.w[i] >= LEAST_WEIGHT)) {
                field.undefine(pixel);
                continue;
            }
            double s = 1.0 / row.w[i];
            double mx = s * row.wx[i];
            double my = s * row.wy[i];
            double mz = s * row.wz[i];
            eigen.solve(
                    s * row.xx[i] - mx * mx,
                    s * row.xy[i] - mx * my,
                    s * row.xz[i] - mx * mz,
                    s * row.yy[i] - my * my,
                    s * row.yz[i] - my * mz,
                    s * row.zz[i] - mz * mz);
            double towards = eigen.lambda1 < leastWidth ? 0 : -intoScene(band, at, eigen);
            if (towards == 0) {
                field.undefine(pixel);
                continue;
            }
            double sign = towards > 0 ? 1 : -1;
            double nx = sign * eigen.nx;
            double ny = sign * eigen.ny;
            double nz = sign * eigen.nz;
            double along = nx * mx + ny * my + nz * mz;
            double beside = Math.max(0, mx * mx + my * my + mz * mz - along * along);
            field.nx[pixel] = (float) nx;
            field.ny[pixel] = (float) ny;
            field.nz[pixel] = (float) nz;
            field.lambda0[pixel] = (float) eigen.lambda0;
            field.lambda1[pixel] = (float) eigen.lambda1;
            field.lambda2[pixel] = (float) eigen.lambda2;
            field.offsetMm[pixel] = (float) -along;
            field.shift[pixel] = (float) (Math.sqrt(beside) / radiusMm);
        }
    }

    /**
     * The eigenvector's component along column step x row step at the point: positive when it
     * points into the scene. Steps reach one pixel to both sides where there are neighbours within
     * the radius, else to the one side; where a direction has none, a wider step is tried. 0 when
     * no pair of steps is found.
     */
    private double intoScene(PaddedBand band, int at, SymmetricEigen3 n) {
        for (int step = 1; step <= radius.halfWidthPx(); step++) {
            int left = near(band, at, at - step) ? at - step : at;
            int right = near(band, at, at + step) ? at + step : at;
            int up = near(band, at, at - step * band.stride) ? at - step * band.stride : at;
            int down = near(band, at, at + step * band.stride) ? at + step * band.stride : at;
            double cx = (double) band.x[right] - band.x[left];
            double cy = (double) band.y[right] - band.y[left];
            double cz = (double) band.z[right] - band.z[left];
            double rx = (double) band.x[down] - band.x[up];
            double ry = (double) band.y[down] - band.y[up];
            double rz = (double) band.z[down] - band.z[up];
            double d =
                    n.nx * (cy * rz - cz * ry)
                            + n.ny * (cz * rx - cx * rz)
                            + n.nz * (cx * ry - cy * rx);
            if (d != 0) {
                return d;
            }
        }
        return 0;
    }

    private boolean near(PaddedBand band, int p, int q) {
        double dx = (double) band.x[q] - band.x[p];
        double dy = (double) band.y[q] - band.y[p];
        double dz = (double) band.z[q] - band.z[p];
        return dx * dx + dy * dy + dz * dz < radius.radiusMm() * radius.radiusMm();
    }

    /**
     * Weighted sums over the neighbours of a row of points. The loops are split into small ones
     * with one shared index since that is what HotSpot's vectorizer takes (measured: 0.9 ns a point
     * and offset against 9 ns for the same work in one loop).
     */
    private static final class Row {
        final float[] w = new float[TILE];
        final float[] wx = new float[TILE];
        final float[] wy = new float[TILE];
        final float[] wz = new float[TILE];
        final float[] xx = new float[TILE];
        final float[] xy = new float[TILE];
        final float[] xz = new float[TILE];
        final float[] yy = new float[TILE];
        final float[] yz = new float[TILE];
        final float[] zz = new float[TILE];

        private final float[] px = new float[TILE];
        private final float[] py = new float[TILE];
        private final float[] pz = new float[TILE];
        private final float[] qx = new float[TILE];
        private final float[] qy = new float[TILE];
        private final float[] qz = new float[TILE];
        private final float[] dw = new float[TILE];
        private final float inverseSquare;

        Row(float inverseSquare) {
            this.inverseSquare = inverseSquare;
        }

        /** False when there is no point in the columns; the sums are then not touched. */
        boolean sum(PaddedBand band, int row, int from, int to, int[] offsets) {
            int first = band.at(from, row);
            int last = band.at(to - 1, row);
            while (first <= last && band.z[first] == PaddedBand.FAR) {
                first++;
            }
            while (first <= last && band.z[last] == PaddedBand.FAR) {
                last--;
            }
            if (first > last) {
                return false;
            }
            int skipped = first - band.at(from, row);
            int n = last - first + 1;
            System.arraycopy(band.x, first, px, 0, n);
            System.arraycopy(band.y, first, py, 0, n);
            System.arraycopy(band.z, first, pz, 0, n);
            clear(n);
            for (int k = 0; k < offsets.length; k += 2) {
                int q = first + offsets[k + 1] * band.stride + offsets[k];
                System.arraycopy(band.x, q, qx, 0, n);
                System.arraycopy(band.y, q, qy, 0, n);
                System.arraycopy(band.z, q, qz, 0, n);
                PaddedBand.steps(n, px, py, pz, qx, qy, qz, dw, inverseSquare);
                addFirst(n, qx, qy, qz, dw, w, wx, wy, wz);
                addSecond(n, qx, qy, qz, dw, xx, xy, xz);
                addThird(n, qy, qz, dw, yy, yz, zz);
            }
            moveRight(n, skipped);
            return true;
        }

        private void clear(int n) {
            java.util.Arrays.fill(w, 0, n, 1f); // the point itself
            for (float[] sum : new float[][] {wx, wy, wz, xx, xy, xz, yy, yz, zz}) {
                java.util.Arrays.fill(sum, 0, n, 0f);
            }
        }

        /** So that sums start at the first column again; what is left of them was no point. */
        private void moveRight(int n, int by) {
            if (by > 0) {
                for (float[] sum : new float[][] {w, wx, wy, wz, xx, xy, xz, yy, yz, zz}) {
                    System.arraycopy(sum, 0, sum, by, n);
                }
            }
        }

        private static void addFirst(
                int n,
                float[] dx,
                float[] dy,
                float[] dz,
                float[] w,
                float[] s,
                float[] sx,
                float[] sy,
                float[] sz) {
            for (int i = 0; i < n; i++) {
                s[i] += w[i];
                sx[i] += w[i] * dx[i];
                sy[i] += w[i] * dy[i];
                sz[i] += w[i] * dz[i];
            }
        }

        private static void addSecond(
                int n,
                float[] dx,
                float[] dy,
                float[] dz,
                float[] w,
                float[] xx,
                float[] xy,
                float[] xz) {
            for (int i = 0; i < n; i++) {
                float wx = w[i] * dx[i];
                xx[i] += wx * dx[i];
                xy[i] += wx * dy[i];
                xz[i] += wx * dz[i];
            }
        }

        private static void addThird(
                int n, float[] dy, float[] dz, float[] w, float[] yy, float[] yz, float[] zz) {
            for (int i = 0; i < n; i++) {
                float wy = w[i] * dy[i];
                yy[i] += wy * dy[i];
                yz[i] += wy * dz[i];
                zz[i] += w[i] * dz[i] * dz[i];
            }
        }
    }
}
