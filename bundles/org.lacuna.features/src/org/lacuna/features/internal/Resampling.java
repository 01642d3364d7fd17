package org.lacuna.features.internal;

import org.lacuna.core.Workers;

/**
 * Brings a grid of vectors to another size. Pixel i covers [i, i + 1), its centre is at +0.5
 * ('half-pixel centres'). Along an axis that grows or keeps its size: linear between the two
 * nearest centres, and beyond the outermost centres the border's value. Along one that shrinks: the
 * mean over what the new pixel covers, so that nothing between is missed.
 *
 * <p>Immutable and thread-safe. O(places * channels * pixels that a place looks at). Sums in
 * double; the same bits for any number of workers.
 */
public final class Resampling {
    private static final int ROWS_A_CHUNK = 4;

    private final Axis columns;
    private final Axis rows;

    /** For each new index the first old one and the weights from there on, which sum to 1. */
    private record Axis(int from, int to, int[] first, double[][] weight) {
        static Axis of(int from, int to) {
            if (from < 1 || to < 1) {
                throw new IllegalArgumentException(
                        "size: " + from + " to " + to + ", expected at least 1");
            }
            int[] first = new int[to];
            double[][] weight = new double[to][];
            double step = (double) from / to;
            for (int i = 0; i < to; i++) {
                if (to < from) {
                    double low = i * step;
                    double high = Math.min(from, (i + 1) * step);
                    first[i] = (int) Math.floor(low);
                    weight[i] = new double[(int) Math.ceil(high) - first[i]];
                    for (int k = 0; k < weight[i].length; k++) {
                        int pixel = first[i] + k;
                        double covered = Math.min(high, pixel + 1) - Math.max(low, pixel);
                        weight[i][k] = Math.max(0, covered) / (high - low);
                    }
                } else {
                    double at = Math.clamp((i + 0.5) * step - 0.5, 0, from - 1);
                    first[i] = Math.min((int) at, Math.max(0, from - 2));
                    double share = at - first[i];
                    weight[i] = from == 1 ? new double[] {1} : new double[] {1 - share, share};
                }
            }
            return new Axis(from, to, first, weight);
        }
    }

    /**
     * @param width columns that come in
     * @param height rows that come in
     * @param toWidth columns that go out
     * @param toHeight rows that go out
     */
    public Resampling(int width, int height, int toWidth, int toHeight) {
        this.columns = Axis.of(width, toWidth);
        this.rows = Axis.of(height, toHeight);
    }

    /**
     * @param source {@code height * width * channels} values from {@code sourceAt} on, vector by
     *     vector
     * @param target gets {@code toHeight * toWidth} vectors, {@code stride} apart, the first at
     *     {@code targetAt}
     */
    public void apply(
            float[] source,
            int sourceAt,
            int channels,
            float[] target,
            int targetAt,
            int stride,
            Workers workers) {
        workers.forEachChunk(
                rows.to(),
                ROWS_A_CHUNK,
                (chunk, from, to) -> {
                    double[] sum = new double[channels];
                    for (int y = from; y < to; y++) {
                        for (int x = 0; x < columns.to(); x++) {
                            sum(source, sourceAt, channels, x, y, sum);
                            int at = targetAt + (y * columns.to() + x) * stride;
                            for (int c = 0; c < channels; c++) {
                                target[at + c] = (float) sum[c];
                                sum[c] = 0;
                            }
                        }
                    }
                });
    }

    private void sum(float[] source, int sourceAt, int channels, int x, int y, double[] sum) {
        double[] down = rows.weight()[y];
        double[] across = columns.weight()[x];
        for (int v = 0; v < down.length; v++) {
            for (int u = 0; u < across.length; u++) {
                double w = down[v] * across[u];
                if (w == 0) {
                    continue;
                }
                int pixel = (rows.first()[y] + v) * columns.from() + columns.first()[x] + u;
                int at = sourceAt + pixel * channels;
                for (int c = 0; c < channels; c++) {
                    sum[c] += w * source[at + c];
                }
            }
        }
    }
}
