package org.lacuna.voxelization;

import java.util.Arrays;

/**
 * The automatic threshold on the edge response: Otsu's, but never so low that more than a given
 * share of the points would be edge points, nor within the noise of the flat majority (median plus
 * four robust standard deviations): Otsu alone halves a part that has no edges at all.
 */
final class EdgeThreshold {
    private static final int BINS = 1024;
    private static final int BLOCK = 512;
    private static final double RANGE_RAD = Math.PI / 2;
    private static final double NOISE_SIGMAS = 4;
    private static final double MAD_TO_SIGMA = 1.4826;

    private EdgeThreshold() {}

    /**
     * @param response radians, NaN where undefined
     * @param maxShare largest share of the defined responses above the threshold
     * @return radians; positive infinity when nothing is defined
     */
    static double of(float[] response, double maxShare) {
        int[] histogram = histogram(response);
        int n = Arrays.stream(histogram).sum();
        if (n == 0) {
            return Double.POSITIVE_INFINITY;
        }
        int median = quantile(histogram, (n + 1L) / 2);
        int[] deviation = new int[BINS];
        for (int b = 0; b < BINS; b++) {
            deviation[Math.abs(b - median)] += histogram[b];
        }
        double mad = quantile(deviation, (n + 1L) / 2) + 0.5;
        double noise = median + 0.5 + NOISE_SIGMAS * MAD_TO_SIGMA * mad;
        // Upper border of the lowest bin above which at most the share lies.
        double budget = quantile(histogram, (long) Math.ceil(n * (1 - maxShare))) + 1.0;
        double bins = Math.max(otsu(histogram, n), Math.max(noise, budget));
        return bins * RANGE_RAD / BINS;
    }

    /**
     * Counts in two histograms by turns: neighbours are much alike, and one counter cannot be
     * raised twice in a row as fast as two can.
     */
    private static int[] histogram(float[] response) {
        int[] even = new int[BINS + 1];
        int[] odd = new int[BINS + 1];
        int[] bin = new int[BLOCK + 1];
        for (int from = 0; from < response.length; from += BLOCK) {
            int n = Math.min(BLOCK, response.length - from);
            bins(n, response, from, bin);
            bin[n] = 0;
            for (int i = 0; i < n; i += 2) {
                even[bin[i]]++;
                odd[bin[i + 1]]++;
            }
        }
        int[] histogram = new int[BINS];
        Arrays.setAll(histogram, b -> even[b + 1] + odd[b + 1]);
        return histogram;
    }

    /** Bins from 1 on; 0 for NaN, which becomes 0 as an integer. */
    private static void bins(int n, float[] response, int from, int[] bin) {
        for (int i = 0; i < n; i++) {
            bin[i] = Math.min(BINS, (int) (response[from + i] * (float) (BINS / RANGE_RAD) + 1));
        }
    }

    /** The bin in which the k-th smallest value lies, k from 1; the first bin for k = 0. */
    private static int quantile(int[] histogram, long k) {
        long below = 0;
        for (int b = 0; b < BINS; b++) {
            below += histogram[b];
            if (below >= k) {
                return b;
            }
        }
        return BINS - 1;
    }

    /** Upper border, in bins, of the lower class with the largest variance between classes. */
    private static double otsu(int[] histogram, int n) {
        double total = 0;
        for (int b = 0; b < BINS; b++) {
            total += (double) b * histogram[b];
        }
        double best = -1;
        int at = 0;
        double weight = 0;
        double sum = 0;
        for (int b = 0; b < BINS; b++) {
            weight += histogram[b];
            sum += (double) b * histogram[b];
            double rest = n - weight;
            if (weight == 0 || rest == 0) {
                continue;
            }
            double between = sum / weight - (total - sum) / rest;
            double variance = weight * rest * between * between;
            if (variance > best) {
                best = variance;
                at = b;
            }
        }
        return at + 1.0;
    }
}
