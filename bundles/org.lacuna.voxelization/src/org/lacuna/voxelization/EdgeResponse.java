package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Edge response of every point of an organized cloud (Xu et al. 2025, eq. 10):
 *
 * <pre>E(p) = mean over q in N(p) of arccos |n_p . n_q|</pre>
 *
 * in radians, 0 on a plane, up to pi/2. N(p) are the 12 pixels at a grid distance of at most 2, as
 * far as their normal is defined and linked steps lead there (from the upper of the two along its
 * row, then down; see {@link SurfaceNormals} on links). The absolute value because signs of normals
 * are arbitrary in the paper (method.md 2).
 *
 * <p>The angle is computed from the chord, {@code 2 asin(min(|n_p - n_q|, |n_p + n_q|) / 2)}, which
 * is the same angle and keeps its digits where the arccosine loses them, near 0; the arcsine is a
 * polynomial with an error below 2e-6 rad. Each pair of pixels is looked at once. O(pixels);
 * deterministic for any number of workers; thread-safe.
 */
public final class EdgeResponse {
    private static final int TILES_A_CHUNK = 2;

    private final double longestLinkMm;

    /**
     * @param longestLinkMm as for {@link SurfaceNormals}
     */
    public EdgeResponse(double longestLinkMm) {
        this.longestLinkMm = SurfaceNormals.checkLink(longestLinkMm);
    }

    /**
     * @param normals of the cloud's pixels
     * @return one value a pixel; NaN where the normal is undefined, 0 where it has no neighbour
     */
    public float[] compute(OrganizedCloud cloud, SurfaceField normals, Workers workers) {
        if (normals.size() != cloud.size()) {
            throw new IllegalArgumentException(
                    "normals: " + normals.size() + ", expected " + cloud.size() + " pixels");
        }
        float[] response = new float[cloud.size()];
        ScratchPool<Kernel> kernels = new ScratchPool<>(() -> new Kernel(longestLinkMm));
        workers.forEachChunk(
                GridTile.tiles(cloud),
                TILES_A_CHUNK,
                (chunk, from, to) -> {
                    Kernel kernel = kernels.take();
                    for (int tile = from; tile < to; tile++) {
                        kernel.compute(cloud, tile, normals, response);
                    }
                    kernels.give(kernel);
                });
        return response;
    }

    /** Scratch memory of one thread; see {@link GridTile} on why the loops are so short. */
    private static final class Kernel {
        private static final int S = GridTile.STRIDE;
        private static final int END = GridTile.END;

        private final GridTile tile;
        private final float[] nx = new float[GridTile.LENGTH];
        private final float[] ny = new float[GridTile.LENGTH];
        private final float[] nz = new float[GridTile.LENGTH];
        private final int[] right = new int[GridTile.LENGTH];
        private final int[] down = new int[GridTile.LENGTH];
        private final int[] undefined = new int[GridTile.LENGTH];
        private final int[] moved = new int[GridTile.LENGTH];
        private final float[] sum = new float[GridTile.LENGTH];
        private final int[] count = new int[GridTile.LENGTH];

        /** The other pixel's normal, and what comes out for the pair, at the first's place. */
        private final float[] qx = new float[GridTile.LENGTH];

        private final float[] qy = new float[GridTile.LENGTH];
        private final float[] qz = new float[GridTile.LENGTH];
        private final float[] square = new float[GridTile.LENGTH];
        private final float[] angle = new float[GridTile.LENGTH];
        private final int[] linked = new int[GridTile.LENGTH];

        /** The same at the other's place. */
        private final float[] angleBack = new float[GridTile.LENGTH];

        private final int[] linkedBack = new int[GridTile.LENGTH];

        Kernel(double longestLinkMm) {
            this.tile = new GridTile(longestLinkMm);
        }

        void compute(OrganizedCloud cloud, int number, SurfaceField normals, float[] response) {
            if (!tile.load(cloud, number)) {
                for (int row = 0; row < tile.rows(); row++) {
                    int p = tile.pixel(row);
                    Arrays.fill(response, p, p + tile.columns(), Float.NaN);
                }
                return;
            }
            tile.copy(normals.nx, Float.NaN, nx);
            tile.copy(normals.ny, Float.NaN, ny);
            tile.copy(normals.nz, Float.NaN, nz);
            markUndefined();
            cut(1, tile.right, right);
            cut(S, tile.down, down);
            Arrays.fill(sum, 0);
            Arrays.fill(count, 0);
            for (int from = 0; from < END; from += GridTile.BLOCK) {
                addPairs(from, Math.min(END, from + GridTile.BLOCK));
            }
            for (int row = 0; row < tile.rows(); row++) {
                mean(GridTile.place(row), tile.pixel(row), tile.columns(), response);
            }
        }

        private void addPairs(int from, int to) {
            System.arraycopy(right, from, linked, from, to - from);
            addPair(from, to, 1);
            along(from, to, right, 1, linked);
            addPair(from, to, 2);
            System.arraycopy(down, from, linked, from, to - from);
            addPair(from, to, S);
            along(from, to, down, S, linked);
            addPair(from, to, 2 * S);
            System.arraycopy(right, from, linked, from, to - from);
            along(from, to, down, 1, linked);
            addPair(from, to, S + 1);
            int first = Math.max(1, from);
            System.arraycopy(right, first - 1, linked, first, to - first);
            along(first, to, down, -1, linked);
            addPair(first, to, S - 1);
        }

        /** Adds the angles between the pixels and those {@code step} places further on. */
        private void addPair(int from, int to, int step) {
            int n = to - from;
            System.arraycopy(nx, from + step, qx, from, n);
            System.arraycopy(ny, from + step, qy, from, n);
            System.arraycopy(nz, from + step, qz, from, n);
            square(from, to, nx, qx, square);
            addSquares(from, to, ny, qy, nz, qz, square);
            angles(from, to, square, linked, angle);
            add(from, to, angle, sum);
            subtract(from, to, linked, count);
            System.arraycopy(angle, from, angleBack, from + step, n);
            System.arraycopy(linked, from, linkedBack, from + step, n);
            add(from + step, to + step, angleBack, sum);
            subtract(from + step, to + step, linkedBack, count);
        }

        private void mean(int at, int pixel, int n, float[] response) {
            for (int i = 0; i < n; i++) {
                response[pixel + i] =
                        undefined[at + i] != 0
                                ? Float.NaN
                                : sum[at + i] / Math.max(1, count[at + i]);
            }
        }

        /** Marks places without a normal by -1, and gives them one that spoils no sum. */
        private void markUndefined() {
            for (int i = 0; i < GridTile.PLACES; i++) {
                undefined[i] = 0;
                if (Float.isNaN(nx[i])) {
                    undefined[i] = -1;
                    nx[i] = 0;
                    ny[i] = 0;
                    nz[i] = 0;
                }
            }
        }

        /** Leaves the links of which both ends have a normal. */
        private void cut(int step, int[] links, int[] result) {
            System.arraycopy(undefined, step, moved, 0, GridTile.PLACES - step);
            cut(links, undefined, moved, result);
        }

        private static void cut(int[] links, int[] undefined, int[] otherUndefined, int[] result) {
            for (int i = 0; i < GridTile.PLACES; i++) {
                result[i] = links[i] & ~(undefined[i] | otherUndefined[i]);
            }
        }

        /** Only what is linked {@code step} places further on, too, stays linked. */
        private void along(int from, int to, int[] links, int step, int[] result) {
            System.arraycopy(links, from + step, moved, from, to - from);
            and(from, to, moved, result);
        }

        private static void and(int from, int to, int[] links, int[] result) {
            for (int i = from; i < to; i++) {
                result[i] &= links[i];
            }
        }

        private static void square(int from, int to, float[] p, float[] q, float[] result) {
            for (int i = from; i < to; i++) {
                float d = p[i] - q[i];
                result[i] = d * d;
            }
        }

        private static void addSquares(
                int from, int to, float[] py, float[] qy, float[] pz, float[] qz, float[] sum) {
            for (int i = from; i < to; i++) {
                float dy = py[i] - qy[i];
                float dz = pz[i] - qz[i];
                sum[i] += dy * dy + dz * dz;
            }
        }

        /**
         * Angles of squared chords, signs of normals ignored; 0 where there is no link (its mask is
         * -1). The polynomial is asin(u) / u in t = u^2 on [0, 0.5], a Chebyshev fit.
         */
        private static void angles(int from, int to, float[] square, int[] linked, float[] result) {
            for (int i = from; i < to; i++) {
                float t = 0.25f * Math.min(square[i], Math.abs(4f - square[i]));
                float poly = 0.09635391f;
                poly = poly * t - 0.02421635f;
                poly = poly * t + 0.06088737f;
                poly = poly * t + 0.07292635f;
                poly = poly * t + 0.16676094f;
                poly = poly * t + 0.99999932f;
                result[i] = linked[i] * -2f * (float) Math.sqrt(t) * poly;
            }
        }

        private static void add(int from, int to, float[] value, float[] sum) {
            for (int i = from; i < to; i++) {
                sum[i] += value[i];
            }
        }

        private static void subtract(int from, int to, int[] mask, int[] count) {
            for (int i = from; i < to; i++) {
                count[i] -= mask[i];
            }
        }
    }
}
