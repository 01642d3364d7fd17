package org.lacuna.ui.internal.thresholds;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores counted in intervals of one width from 0 on. What lies beyond the last one is counted in
 * it, so that a few parts with very high scores do not press the others together.
 *
 * @param width of an interval, above 0
 * @param counts by class and interval: good, defective, unknown
 * @param beyond whether the last interval has scores from beyond it
 */
record Bins(double width, int[][] counts, boolean beyond) {
    /** Intervals at most. */
    private static final int MOST = 80;

    /** The score axis ends at this many times the reject threshold at the latest. */
    private static final double FARTHEST = 3;

    private static final double[] WIDTHS = {0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5};

    /**
     * @param reject threshold that has to be on the axis
     */
    static Bins of(Tally tally, double reject) {
        double[][] classes = {tally.good(), tally.defective(), tally.unknown()};
        double highest = Arrays.stream(classes).flatMapToDouble(Arrays::stream).max().orElse(0);
        double end = Math.max(1.3 * reject, Math.min(highest * 1.02, FARTHEST * reject));
        double width =
                Arrays.stream(WIDTHS).filter(w -> w * MOST >= end).findFirst().orElse(end / MOST);
        int n = (int) Math.ceil(end / width - 1e-9);
        int[][] counts = new int[classes.length][n];
        for (int c = 0; c < classes.length; c++) {
            for (double s : classes[c]) {
                counts[c][(int) Math.clamp(Math.floor(s / width), 0, n - 1)]++;
            }
        }
        return new Bins(width, counts, highest > n * width);
    }

    int size() {
        return counts[0].length;
    }

    /** Right end of the last interval. */
    double end() {
        return size() * width;
    }

    /** Parts in the fullest interval. */
    int highest() {
        return IntStream.range(0, size())
                .map(i -> counts[0][i] + counts[1][i] + counts[2][i])
                .max()
                .orElse(0);
    }
}
