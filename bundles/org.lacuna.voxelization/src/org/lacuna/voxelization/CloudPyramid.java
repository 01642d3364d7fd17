package org.lacuna.voxelization;

import org.lacuna.core.OrganizedCloud;
import org.lacuna.core.Workers;

/**
 * Halves an organized cloud: each 2 x 2 block of pixels becomes one point. Large neighbourhoods are
 * searched on such coarser grids, at a quarter of the cost a level and with the sensor noise
 * halved.
 *
 * <p>A block's point is the mean of those of its points that lie within {@code maxStepMm} of the
 * first valid one (row-major): points on both sides of a depth jump are never averaged (method.md
 * 1.3). Pixel (column, row) of the result covers pixels {@code 2 column .. 2 column + 1}, {@code 2
 * row .. 2 row + 1} of the source; the last column and row may be half. O(size), deterministic,
 * thread-safe.
 */
public final class CloudPyramid {
    private static final int ROWS_A_CHUNK = 16;

    private final double maxStepMm;

    /**
     * @param maxStepMm largest distance at which two points of a block count as one surface, above
     *     0
     */
    public CloudPyramid(double maxStepMm) {
        if (!(maxStepMm > 0)) {
            throw new IllegalArgumentException("maxStepMm: " + maxStepMm + ", expected above 0");
        }
        this.maxStepMm = maxStepMm;
    }

    /** The cloud on half the grid, {@code ceil(width / 2) x ceil(height / 2)}. */
    public OrganizedCloud halve(OrganizedCloud cloud, Workers workers) {
        int width = (cloud.width() + 1) / 2;
        int height = (cloud.height() + 1) / 2;
        float[] x = new float[width * height];
        float[] y = new float[width * height];
        float[] z = new float[width * height];
        workers.forEachChunk(
                height,
                ROWS_A_CHUNK,
                (chunk, from, to) -> {
                    double[] mean = new double[3];
                    for (int row = from; row < to; row++) {
                        for (int column = 0; column < width; column++) {
                            int at = row * width + column;
                            block(cloud, 2 * column, 2 * row, mean);
                            x[at] = (float) mean[0];
                            y[at] = (float) mean[1];
                            z[at] = (float) mean[2];
                        }
                    }
                });
        return new OrganizedCloud(width, height, x, y, z);
    }

    private void block(OrganizedCloud cloud, int column, int row, double[] mean) {
        float[] xs = cloud.x();
        float[] ys = cloud.y();
        float[] zs = cloud.z();
        int first = -1;
        int n = 0;
        // Sums of differences to the first point: no digits are lost far from the origin.
        double sx = 0;
        double sy = 0;
        double sz = 0;
        for (int k = 0; k < 4; k++) {
            int c = column + (k & 1);
            int r = row + (k >> 1);
            if (c >= cloud.width() || r >= cloud.height()) {
                continue;
            }
            int q = r * cloud.width() + c;
            if (!cloud.isValid(q)) {
                continue;
            }
            if (first < 0) {
                first = q;
            }
            double dx = (double) xs[q] - xs[first];
            double dy = (double) ys[q] - ys[first];
            double dz = (double) zs[q] - zs[first];
            if (dx * dx + dy * dy + dz * dz <= maxStepMm * maxStepMm) {
                sx += dx;
                sy += dy;
                sz += dz;
                n++;
            }
        }
        if (first < 0) {
            mean[0] = Double.NaN;
            mean[1] = Double.NaN;
            mean[2] = Double.NaN;
        } else {
            mean[0] = xs[first] + sx / n;
            mean[1] = ys[first] + sy / n;
            mean[2] = zs[first] + sz / n;
        }
    }
}
