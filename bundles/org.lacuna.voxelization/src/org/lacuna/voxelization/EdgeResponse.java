package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Edge response of every point of an organized cloud (Xu et al. 2025, eq. 10):
 *
 * <pre>E(p) = mean over q in N(p) of arccos |n_p . n_q|</pre>
 *
 * in radians, 0 on a plane, up to pi/2. N(p) are the other points within the radius whose normal is
 * defined. The absolute value because signs of normals are arbitrary in the paper (method.md 2).
 *
 * <p>The angle is computed from the chord, {@code 2 asin(min(|n_p - n_q|, |n_p + n_q|) / 2)}, which
 * is the same angle and keeps its digits where the arccosine loses them, near 0; the arcsine is a
 * polynomial with an error below 2e-6 rad. O(pixels * reach^2) in vectorizable loops; deterministic
 * for any number of workers; thread-safe.
 */
public final class EdgeResponse {
    private static final int ROWS_A_CHUNK = 16;
    private static final int TILE = 320;

    /** Makes a step function of a clamp: any difference of squared distances becomes 0 or 1. */
    private static final float STEEP = 1e20f;

    private final WindowRadius radius;

    public EdgeResponse(WindowRadius radius) {
        this.radius = radius;
    }

    /**
     * @param normals of the same grid
     * @return one value a pixel; NaN where the normal is undefined, 0 where it has no neighbour
     */
    public float[] compute(OrganizedCloud cloud, SurfaceField normals, Workers workers) {
        int width = cloud.width();
        if (normals.width() != width || normals.height() != cloud.height()) {
            throw new IllegalArgumentException(
                    "normals: "
                            + normals.width()
                            + " x "
                            + normals.height()
                            + ", expected the cloud's grid "
                            + width
                            + " x "
                            + cloud.height());
        }
        float[] response = new float[cloud.size()];
        int[] offsets = radius.offsets();
        workers.forEachChunk(
                cloud.height(),
                ROWS_A_CHUNK,
                (chunk, from, to) -> {
                    NormalBand band = new NormalBand(cloud, normals, from, to, radius);
                    Row row = new Row((float) (radius.radiusMm() * radius.radiusMm()));
                    for (int r = from; r < to; r++) {
                        for (int c = 0; c < width; c += TILE) {
                            int end = Math.min(width, c + TILE);
                            row.mean(band, band.at(c, r), end - c, offsets);
                            System.arraycopy(row.sum, 0, response, r * width + c, end - c);
                        }
                    }
                });
        return response;
    }

    /** asin(u) / u as a polynomial in t = u^2 on [0, 0.5], a Chebyshev fit. */
    static float arc(float t) {
        float poly = 0.09635391f;
        poly = poly * t - 0.02421635f;
        poly = poly * t + 0.06088737f;
        poly = poly * t + 0.07292635f;
        poly = poly * t + 0.16676094f;
        return poly * t + 0.99999932f;
    }

    /** Mean angles of a row of points; see {@link SurfaceNormals} on why the loops are split. */
    private static final class Row {
        final float[] sum = new float[TILE];
        private final float[] count = new float[TILE];
        private final float[] member = new float[TILE];
        private final float[] chord = new float[TILE];
        private final float[][] p = new float[NormalBand.FIELDS][TILE];
        private final float[][] q = new float[NormalBand.FIELDS][TILE];
        private final float radiusSquare;

        Row(float radiusSquare) {
            this.radiusSquare = radiusSquare;
        }

        /** Fills {@link #sum} with the means. */
        void mean(NormalBand band, int at, int n, int[] offsets) {
            Arrays.fill(sum, 0, n, 0f);
            Arrays.fill(count, 0, n, 0f);
            if (!band.isEmpty(at, n)) {
                band.copy(at, p, n);
                for (int k = 0; k < offsets.length; k += 2) {
                    band.copy(at + offsets[k + 1] * band.stride() + offsets[k], q, n);
                    members(n, p[0], p[1], p[2], q[0], q[1], q[2], member, radiusSquare);
                    chords(n, p[3], p[4], p[5], q[3], q[4], q[5], chord);
                    add(n, member, chord, sum, count);
                }
            }
            for (int i = 0; i < n; i++) {
                sum[i] = band.isEmpty(at + i, 1) ? Float.NaN : sum[i] / Math.max(1f, count[i]);
            }
        }

        /** 1 where the distance is below the radius, else 0. */
        private static void members(
                int n,
                float[] px,
                float[] py,
                float[] pz,
                float[] qx,
                float[] qy,
                float[] qz,
                float[] member,
                float radiusSquare) {
            for (int i = 0; i < n; i++) {
                float dx = qx[i] - px[i];
                float dy = qy[i] - py[i];
                float dz = qz[i] - pz[i];
                float inside = (radiusSquare - (dx * dx + dy * dy + dz * dz)) * STEEP;
                member[i] = Math.min(1f, Math.max(0f, inside));
            }
        }

        /** A quarter of the squared chord between the two normals, signs of normals ignored. */
        private static void chords(
                int n,
                float[] px,
                float[] py,
                float[] pz,
                float[] qx,
                float[] qy,
                float[] qz,
                float[] chord) {
            for (int i = 0; i < n; i++) {
                float mx = px[i] - qx[i];
                float my = py[i] - qy[i];
                float mz = pz[i] - qz[i];
                float ax = px[i] + qx[i];
                float ay = py[i] + qy[i];
                float az = pz[i] + qz[i];
                float same = mx * mx + my * my + mz * mz;
                float opposite = ax * ax + ay * ay + az * az;
                chord[i] = 0.25f * Math.min(same, opposite);
            }
        }

        private static void add(int n, float[] member, float[] chord, float[] sum, float[] count) {
            for (int i = 0; i < n; i++) {
                sum[i] += member[i] * 2f * (float) Math.sqrt(chord[i]) * arc(chord[i]);
                count[i] += member[i];
            }
        }
    }
}
