package org.lacuna.features.internal;

import org.lacuna.core.PatchGrid;
import org.lacuna.voxelization.Fpfh;

/**
 * Brings the FPFH of patches to few channels that carry signal. On machined and moulded surfaces
 * nearly all pairs fall into the middle bin of each third, and a far bin holds a pair or none:
 * whitened one by one, 33 bins are mostly counting noise. So the far bins of each side are counted
 * together, the two beside the middle are kept, and the middle one, which is what is left to 100,
 * is dropped.
 */
public final class HistogramPooling {
    private static final int ANGLES = 3;
    private static final int BINS = Fpfh.BINS / ANGLES;
    private static final int MIDDLE = BINS / 2;
    private static final int EACH = 4;

    /** Far below, next below, next above, far above the middle, for each of the three angles. */
    public static final int CHANNELS = ANGLES * EACH;

    /** Percent; counts of that order are noise, and the square root starts to be linear there. */
    private static final double FLOOR = 5;

    private HistogramPooling() {}

    /**
     * @param histograms {@link Fpfh#BINS} values a patch; all zero where there is none
     * @param values feature vectors, {@code stride} apart, filled from 0 on; patches without
     *     histogram stay as they are
     */
    public static void pool(float[] histograms, float[] values, int stride) {
        boolean[] there = new boolean[PatchGrid.PATCHES];
        for (int p = 0; p < there.length; p++) {
            for (int b = 0; b < Fpfh.BINS; b++) {
                there[p] |= histograms[p * Fpfh.BINS + b] > 0;
            }
        }
        double[] sum = new double[Fpfh.BINS];
        for (int row = 0; row < PatchGrid.SIDE; row++) {
            for (int column = 0; column < PatchGrid.SIDE; column++) {
                int p = row * PatchGrid.SIDE + column;
                if (there[p]) {
                    neighbourhood(histograms, there, column, row, sum);
                    reduce(sum, values, p * stride);
                }
            }
        }
    }

    /** Binomial weights 1 2 1 each way over the patches that have a histogram. */
    private static void neighbourhood(
            float[] histograms, boolean[] there, int column, int row, double[] sum) {
        java.util.Arrays.fill(sum, 0);
        for (int y = Math.max(0, row - 1); y <= Math.min(PatchGrid.SIDE - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1);
                    x <= Math.min(PatchGrid.SIDE - 1, column + 1);
                    x++) {
                int q = y * PatchGrid.SIDE + x;
                if (there[q]) {
                    int weight = (2 - Math.abs(x - column)) * (2 - Math.abs(y - row));
                    for (int b = 0; b < Fpfh.BINS; b++) {
                        sum[b] += weight * (double) histograms[q * Fpfh.BINS + b];
                    }
                }
            }
        }
    }

    private static void reduce(double[] sum, float[] values, int at) {
        for (int angle = 0; angle < ANGLES; angle++) {
            int from = angle * BINS;
            double all = total(sum, from, from + BINS);
            double percent = all > 0 ? 100 / all : 0;
            int out = at + angle * EACH;
            values[out] = root(percent * total(sum, from, from + MIDDLE - 1));
            values[out + 1] = root(percent * sum[from + MIDDLE - 1]);
            values[out + 2] = root(percent * sum[from + MIDDLE + 1]);
            values[out + 3] = root(percent * total(sum, from + MIDDLE + 2, from + BINS));
        }
    }

    private static double total(double[] values, int from, int to) {
        double total = 0;
        for (int i = from; i < to; i++) {
            total += values[i];
        }
        return total;
    }

    private static float root(double percent) {
        return (float) Math.sqrt(percent + FLOOR);
    }
}
