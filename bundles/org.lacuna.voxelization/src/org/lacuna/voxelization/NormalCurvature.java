package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Curvature of the surface at every point of an organized cloud, from how the normals turn in its
 * neighbourhood. With p the point, q its neighbours, weights {@code w = 1 - |p - q|^2 / r^2}, and t
 * the step from p to q without its part along n_p:
 *
 * <pre>H = sum w (n_q - n_p) . t / sum w |t|^2      mean curvature (k1 + k2) / 2
 * C = sum w |n_q - n_p|^2 / sum w |t|^2         mean square curvature (k1^2 + k2^2) / 2</pre>
 *
 * where the neighbourhood is round; {@code sqrt(C - H^2)} is then {@code |k1 - k2| / 2}. Both do
 * not change with the pose, and H tells a dent (negative) from a bulge (positive, towards the
 * sensor). A border of the surface bends neither.
 *
 * <p>O(pixels * reach^2) in vectorizable loops; deterministic for any number of workers;
 * thread-safe.
 */
public final class NormalCurvature {
    private static final int ROWS_A_CHUNK = 16;
    private static final int TILE = 320;

    /**
     * Mean and difference of the principal curvatures, row-major, 1/mm; NaN where the normal is
     * undefined or no neighbour has one. The arrays are owned by the record, nobody may write to
     * them.
     *
     * @param mean H: positive where the surface bulges towards the sensor
     * @param difference |k1 - k2| / 2, at least 0
     */
    public record Field(float[] mean, float[] difference) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Field f
                    && Arrays.equals(mean, f.mean)
                    && Arrays.equals(difference, f.difference);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(mean) + Arrays.hashCode(difference);
        }

        @Override
        public String toString() {
            return "NormalCurvature.Field[" + mean.length + " pixels]";
        }
    }

    private final WindowRadius radius;

    public NormalCurvature(WindowRadius radius) {
        this.radius = radius;
    }

    /**
     * @param normals of the same grid
     */
    public Field compute(OrganizedCloud cloud, SurfaceField normals, Workers workers) {
        int width = cloud.width();
        if (normals.size() != cloud.size()) {
            throw new IllegalArgumentException(
                    "normals: " + normals.size() + ", expected " + cloud.size() + " pixels");
        }
        float[] mean = new float[cloud.size()];
        float[] difference = new float[cloud.size()];
        int[] offsets = radius.offsets();
        workers.forEachChunk(
                cloud.height(),
                ROWS_A_CHUNK,
                (chunk, from, to) -> {
                    NormalBand band = new NormalBand(cloud, normals, from, to, radius);
                    Row row = new Row((float) (1 / (radius.radiusMm() * radius.radiusMm())));
                    for (int r = from; r < to; r++) {
                        for (int c = 0; c < width; c += TILE) {
                            int n = Math.min(width - c, TILE);
                            row.sum(band, band.at(c, r), n, offsets);
                            row.finish(band, band.at(c, r), n, mean, difference, r * width + c);
                        }
                    }
                });
        return new Field(mean, difference);
    }

    /** Sums of a row of points; see {@link GridTile} on why the loops are split. */
    private static final class Row {
        private final float[] turn = new float[TILE];
        private final float[] chord = new float[TILE];
        private final float[] step = new float[TILE];
        private final float[] weight = new float[TILE];
        private final float[] along = new float[TILE];
        private final float[][] p = new float[NormalBand.FIELDS][TILE];
        private final float[][] q = new float[NormalBand.FIELDS][TILE];
        private final float inverseSquare;

        Row(float inverseSquare) {
            this.inverseSquare = inverseSquare;
        }

        void sum(NormalBand band, int at, int n, int[] offsets) {
            Arrays.fill(turn, 0, n, 0f);
            Arrays.fill(chord, 0, n, 0f);
            Arrays.fill(step, 0, n, 0f);
            if (band.isEmpty(at, n)) {
                return;
            }
            band.copy(at, p, n);
            for (int k = 0; k < offsets.length; k += 2) {
                band.copy(at + offsets[k + 1] * band.stride() + offsets[k], q, n);
                PaddedBand.steps(n, p[0], p[1], p[2], q[0], q[1], q[2], weight, inverseSquare);
                tangents(n, p[3], p[4], p[5], q[0], q[1], q[2], weight, along, step);
                turns(
                        n, p[3], p[4], p[5], q[0], q[1], q[2], q[3], q[4], q[5], weight, along,
                        turn, chord);
            }
        }

        private static void tangents(
                int n,
                float[] nx,
                float[] ny,
                float[] nz,
                float[] dx,
                float[] dy,
                float[] dz,
                float[] w,
                float[] along,
                float[] step) {
            for (int i = 0; i < n; i++) {
                float a = nx[i] * dx[i] + ny[i] * dy[i] + nz[i] * dz[i];
                along[i] = a;
                step[i] += w[i] * (dx[i] * dx[i] + dy[i] * dy[i] + dz[i] * dz[i] - a * a);
            }
        }

        private static void turns(
                int n,
                float[] nx,
                float[] ny,
                float[] nz,
                float[] dx,
                float[] dy,
                float[] dz,
                float[] mx,
                float[] my,
                float[] mz,
                float[] w,
                float[] along,
                float[] turn,
                float[] chord) {
            for (int i = 0; i < n; i++) {
                float ex = mx[i] - nx[i];
                float ey = my[i] - ny[i];
                float ez = mz[i] - nz[i];
                float back = along[i] * (ex * nx[i] + ey * ny[i] + ez * nz[i]);
                turn[i] += w[i] * (ex * dx[i] + ey * dy[i] + ez * dz[i] - back);
                chord[i] += w[i] * (ex * ex + ey * ey + ez * ez);
            }
        }

        void finish(NormalBand band, int at, int n, float[] mean, float[] difference, int out) {
            for (int i = 0; i < n; i++) {
                float h = turn[i] / step[i];
                boolean defined = step[i] > 0 && !band.isEmpty(at + i, 1);
                mean[out + i] = defined ? h : Float.NaN;
                difference[out + i] =
                        defined
                                ? (float) Math.sqrt(Math.max(0, chord[i] / step[i] - h * h))
                                : Float.NaN;
            }
        }
    }
}
