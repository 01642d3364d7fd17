package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

import java.util.Arrays;

/**
 * Makes outlines count as edges. {@link EdgeResponse} sees where normals turn within a surface; at
 * a depth jump, a hole or the border of the scan a surface just ends, and its normals do not turn.
 * Averaging such points makes the surface shrink, or puts points into the air.
 *
 * <p>A pixel is on an outline when one of its four neighbours holds no point, lies outside the scan
 * or is further away than the longest link. O(pixels); deterministic for any number of workers;
 * thread-safe.
 */
public final class OutlineResponse {
    /**
     * Response of an outline: far above noise, but less than most creases have, so that where both
     * meet in a voxel the crease is what counts as strongest.
     */
    public static final float OUTLINE_RAD = 0.4f;

    private static final int ROWS_A_CHUNK = 64;

    private final float squaredLink;

    /**
     * @param longestLinkMm as for {@link SurfaceNormals}
     */
    public OutlineResponse(double longestLinkMm) {
        double link = SurfaceNormals.checkLink(longestLinkMm);
        this.squaredLink = (float) (link * link);
    }

    /**
     * Adds the outlines to an edge response.
     *
     * @param response radians for each pixel, NaN where undefined
     * @return a new array: at least {@link #OUTLINE_RAD} on an outline, elsewhere as given
     */
    public float[] add(OrganizedCloud cloud, float[] response, Workers workers) {
        if (response.length != cloud.size()) {
            throw new IllegalArgumentException(
                    "response: " + response.length + ", expected " + cloud.size() + " pixels");
        }
        float[] result = response.clone();
        workers.forEachChunk(
                cloud.height(),
                ROWS_A_CHUNK,
                (chunk, from, to) -> new Rows(cloud).raise(from, to, result));
        return result;
    }

    /** Scratch memory for one row after the other. */
    private final class Rows {
        private final OrganizedCloud cloud;
        private final int width;

        /** Whether pixel k - 1 is linked to pixel k of the row; none beyond either end. */
        private final boolean[] across;

        /** Whether pixel k is linked to the one above it, and to the one below. */
        private boolean[] above;

        private boolean[] below;

        Rows(OrganizedCloud cloud) {
            this.cloud = cloud;
            this.width = cloud.width();
            this.across = new boolean[width + 1];
            this.above = new boolean[width];
            this.below = new boolean[width];
        }

        void raise(int from, int to, float[] result) {
            linkDown(from - 1, below);
            for (int row = from; row < to; row++) {
                boolean[] swap = above;
                above = below;
                below = swap;
                linkDown(row, below);
                int at = row * width;
                link(at, at + 1, width - 1, across, 1);
                raise(at, result);
            }
        }

        private void raise(int at, float[] result) {
            for (int k = 0; k < width; k++) {
                boolean inside = across[k] && across[k + 1] && above[k] && below[k];
                if (!inside && cloud.isValid(at + k)) {
                    float e = result[at + k];
                    result[at + k] = e > OUTLINE_RAD ? e : OUTLINE_RAD;
                }
            }
        }

        /** Links of a row to the next. */
        private void linkDown(int row, boolean[] links) {
            if (row < 0 || row + 1 >= cloud.height()) {
                Arrays.fill(links, false);
            } else {
                link(row * width, (row + 1) * width, width, links, 0);
            }
        }

        /** Links of n pixels from one on to as many from another on; none for NaN. */
        private void link(int p, int q, int n, boolean[] links, int at) {
            float[] x = cloud.x();
            float[] y = cloud.y();
            float[] z = cloud.z();
            for (int k = 0; k < n; k++) {
                float dx = x[p + k] - x[q + k];
                float dy = y[p + k] - y[q + k];
                float dz = z[p + k] - z[q + k];
                links[at + k] = dx * dx + dy * dy + dz * dz <= squaredLink;
            }
        }
    }
}
