package org.lacuna.headless.internal.bench;

import java.util.Arrays;

/**
 * One measured figure.
 *
 * @param name what was measured, e.g. {@code pipeline.prepare}
 * @param unit unit of the figures, e.g. {@code ms}, {@code parts/s}
 * @param median median over the runs
 * @param min least value over the runs: the best of a time, the worst of a rate
 * @param runs number of runs, warm-up excluded
 */
public record Measurement(String name, String unit, double median, double min, int runs) {
    /**
     * @param values at least one
     */
    static Measurement of(String name, String unit, double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        return new Measurement(name, unit, median, sorted[0], n);
    }
}
