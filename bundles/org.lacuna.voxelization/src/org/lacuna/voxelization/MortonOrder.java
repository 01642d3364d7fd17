package org.lacuna.voxelization;

/**
 * Orders points along the Morton curve: the bits of the three coordinates, taken in turn, make one
 * number. Runs of this order are the boxes of a k-d partition that is halved in the middle. O(n),
 * by counting sort; equal places keep the order of the points.
 */
final class MortonOrder {
    /** Bits of a coordinate: 1024 steps along the longest edge. */
    private static final int BITS = 10;

    private static final int DIGIT = 10;
    private static final int DIGITS = 3;

    private MortonOrder() {}

    /**
     * @param x finite coordinates
     * @return the points in order
     */
    static int[] of(float[] x, float[] y, float[] z) {
        int[] code = codes(x, y, z);
        int[] order = new int[x.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int[] next = new int[order.length];
        for (int d = 0; d < DIGITS; d++) {
            sortByDigit(code, d * DIGIT, order, next);
            int[] t = order;
            order = next;
            next = t;
        }
        return order;
    }

    private static int[] codes(float[] x, float[] y, float[] z) {
        double[] low = new double[3];
        double extent = 0;
        float[][] axes = {x, y, z};
        for (int a = 0; a < axes.length; a++) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (float v : axes[a]) {
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
            low[a] = min;
            extent = Math.max(extent, max - min);
        }
        double scale = extent > 0 ? ((1 << BITS) - 1) / extent : 0;
        int[] code = new int[x.length];
        for (int i = 0; i < code.length; i++) {
            code[i] =
                    spread((int) ((x[i] - low[0]) * scale))
                            | spread((int) ((y[i] - low[1]) * scale)) << 1
                            | spread((int) ((z[i] - low[2]) * scale)) << 2;
        }
        return code;
    }

    /** Puts two zero bits between the bits of a number of {@value #BITS} bits. */
    private static int spread(int v) {
        int s = (v | v << 16) & 0x030000ff;
        s = (s | s << 8) & 0x0300f00f;
        s = (s | s << 4) & 0x030c30c3;
        return (s | s << 2) & 0x09249249;
    }

    /** One stable pass of a radix sort. */
    private static void sortByDigit(int[] code, int shift, int[] from, int[] to) {
        int mask = (1 << DIGIT) - 1;
        int[] start = new int[(1 << DIGIT) + 1];
        for (int c : code) {
            start[(c >>> shift & mask) + 1]++;
        }
        for (int d = 0; d <= mask; d++) {
            start[d + 1] += start[d];
        }
        for (int i : from) {
            to[start[code[i] >>> shift & mask]++] = i;
        }
    }
}
