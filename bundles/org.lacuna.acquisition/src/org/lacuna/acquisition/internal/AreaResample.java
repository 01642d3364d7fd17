package org.lacuna.acquisition.internal;

import org.lacuna.core.GridTransform;
import org.lacuna.core.PatchGrid;
import org.lacuna.core.RgbImage;
import org.lacuna.core.Workers;
import org.lacuna.core.WorkingImage;

/**
 * Resamples a colour image to the working grid by exact area averages: a working pixel is the mean
 * of the sensor image over the square that it covers, border pixels repeated outwards without end.
 * Separable, rows first. O(pixels).
 */
final class AreaResample {
    private static final int SIDE = PatchGrid.WORKING_SIDE;
    private static final int ROWS_PER_CHUNK = 32;

    private AreaResample() {}

    /**
     * The sensor pixels that each working pixel averages along one axis.
     *
     * @param first first sensor pixel, clamped to the sensor
     * @param weights weight of that one and the following ones, sum 1
     */
    private record Axis(int[] first, float[][] weights) {
        static Axis of(double windowStart, double scale, int sensorSize) {
            int[] first = new int[SIDE];
            float[][] weights = new float[SIDE][];
            for (int o = 0; o < SIDE; o++) {
                double from = windowStart + o * scale;
                double to = from + scale;
                int low = Math.clamp((long) Math.floor(from), 0, sensorSize - 1);
                int high = Math.clamp((long) Math.ceil(to) - 1, low, sensorSize - 1);
                first[o] = low;
                weights[o] = new float[high - low + 1];
                for (int i = low; i <= high; i++) {
                    // The outermost pixels stand for all that would lie beyond them.
                    double left = i == 0 ? Double.NEGATIVE_INFINITY : i;
                    double right = i == sensorSize - 1 ? Double.POSITIVE_INFINITY : i + 1;
                    double overlap = Math.min(to, right) - Math.max(from, left);
                    weights[o][i - low] = (float) (Math.max(0, overlap) / scale);
                }
            }
            return new Axis(first, weights);
        }
    }

    static WorkingImage resample(RgbImage image, GridTransform transform, Workers workers) {
        Axis columns = Axis.of(transform.windowX(), transform.scale(), image.width());
        Axis rows = Axis.of(transform.windowY(), transform.scale(), image.height());
        float[] narrow = new float[image.height() * SIDE * 3];
        workers.forEachChunk(
                image.height(),
                ROWS_PER_CHUNK,
                (chunk, from, to) -> {
                    for (int y = from; y < to; y++) {
                        narrowRow(image, y, columns, narrow);
                    }
                });
        float[] out = new float[SIDE * SIDE * 3];
        workers.forEachChunk(
                SIDE,
                ROWS_PER_CHUNK,
                (chunk, from, to) -> {
                    for (int o = from; o < to; o++) {
                        sumRows(narrow, rows.first[o], rows.weights[o], out, o * SIDE * 3);
                    }
                });
        return new WorkingImage(out);
    }

    private static void narrowRow(RgbImage image, int y, Axis columns, float[] narrow) {
        byte[] data = image.data();
        int to = y * SIDE * 3;
        for (int o = 0; o < SIDE; o++, to += 3) {
            int from = 3 * (y * image.width() + columns.first[o]);
            float red = 0;
            float green = 0;
            float blue = 0;
            for (float weight : columns.weights[o]) {
                red += weight * (data[from] & 0xff);
                green += weight * (data[from + 1] & 0xff);
                blue += weight * (data[from + 2] & 0xff);
                from += 3;
            }
            narrow[to] = red;
            narrow[to + 1] = green;
            narrow[to + 2] = blue;
        }
    }

    private static void sumRows(float[] narrow, int first, float[] weights, float[] out, int to) {
        for (int k = 0; k < weights.length; k++) {
            float weight = weights[k] / 255;
            int from = (first + k) * SIDE * 3;
            for (int i = 0; i < SIDE * 3; i++) {
                out[to + i] += weight * narrow[from + i];
            }
        }
        for (int i = 0; i < SIDE * 3; i++) {
            // Rounding may lift a white area above 1.
            out[to + i] = Math.min(1, out[to + i]);
        }
    }
}
