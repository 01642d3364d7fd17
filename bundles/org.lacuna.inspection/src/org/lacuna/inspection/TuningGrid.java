package org.lacuna.inspection;

import org.lacuna.core.SeededRandom;
import org.lacuna.distillation.Hyperparameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The values that {@link Tuner} tries: the grid of the paper (Xu et al. 2025, 4.1.3), 5 widths x 9
 * alphas x 5 temperatures, and shares of patches without a modality.
 */
public final class TuningGrid {
    private static final int[] WIDTHS = {16, 32, 64, 128, 256};
    private static final double[] ALPHAS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    private static final double[] TEMPERATURES = {1, 5, 10, 15, 20};
    private static final double[] DROPOUTS = {0.1, 0.2, 0.3, 0.4};

    /** Points of the whole grid. */
    public static final int SIZE = 5 * 9 * 5;

    private TuningGrid() {}

    /**
     * A random choice from the grid without repetition, in the order of the grid.
     *
     * @param base given values: left out, and its modality dropout is that of all points
     * @param trials most points, at least 1; {@link #SIZE} or more = all
     */
    static List<Hyperparameters> choose(Hyperparameters base, int trials, long seed) {
        List<Hyperparameters> all = new ArrayList<>();
        for (int width : WIDTHS) {
            for (double alpha : ALPHAS) {
                for (double temperature : TEMPERATURES) {
                    all.add(
                            new Hyperparameters(
                                    width, width, alpha, temperature, base.modalityDropout()));
                }
            }
        }
        all.remove(base);
        int[] order = new int[all.size()];
        Arrays.setAll(order, i -> i);
        new SeededRandom(seed).fork(80).shuffle(order);
        int count = Math.min(trials, order.length);
        Arrays.sort(order, 0, count);
        return Arrays.stream(order, 0, count).mapToObj(all::get).toList();
    }

    /** The given values with the other shares of patches without a modality. */
    static List<Hyperparameters> dropouts(Hyperparameters base) {
        return Arrays.stream(DROPOUTS)
                .filter(d -> d != base.modalityDropout())
                .mapToObj(base::withModalityDropout)
                .toList();
    }
}
