package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lacuna.core.PatchGrid;
import org.lacuna.voxelization.Fpfh;

class HistogramPoolingTest {
    private static final int CHANNELS = HistogramPooling.CHANNELS;

    private static float[] pool(float[] histograms) {
        float[] values = new float[PatchGrid.PATCHES * CHANNELS];
        HistogramPooling.pool(histograms, values, CHANNELS);
        return values;
    }

    /** Third {@code angle} of every patch holds 1 in {@code bin}; the others in the middle. */
    private static float[] everywhere(int angle, int bin) {
        float[] histograms = new float[PatchGrid.PATCHES * Fpfh.BINS];
        for (int p = 0; p < PatchGrid.PATCHES; p++) {
            for (int a = 0; a < 3; a++) {
                histograms[p * Fpfh.BINS + 11 * a + (a == angle ? bin : 5)] = 1;
            }
        }
        return histograms;
    }

    private static double percent(float value) {
        return (double) value * value - 5;
    }

    @Test
    void everyBin_goesToItsChannel() {
        int[] channelOfBin = {0, 0, 0, 0, 1, -1, 2, 3, 3, 3, 3};
        for (int angle = 0; angle < 3; angle++) {
            for (int bin = 0; bin < channelOfBin.length; bin++) {
                float[] values = pool(everywhere(angle, bin));
                for (int c = 0; c < CHANNELS; c++) {
                    boolean hit = channelOfBin[bin] >= 0 && c == 4 * angle + channelOfBin[bin];
                    assertEquals(
                            hit ? 100 : 0,
                            percent(values[700 * CHANNELS + c]),
                            1e-4,
                            "bin " + bin + " of angle " + angle + ", channel " + c);
                }
            }
        }
    }

    @Test
    void scaleOfTheHistogram_doesNotMatter() {
        float[] one = everywhere(1, 8);
        float[] many = one.clone();
        for (int i = 0; i < many.length; i++) {
            many[i] *= 200;
        }
        float[] a = pool(one);
        float[] b = pool(many);
        for (int i = 0; i < a.length; i++) {
            assertEquals(a[i], b[i], 1e-5);
        }
    }

    @Test
    void patchesWithoutHistogram_areLeftAlone_andDoNotDilute() {
        float[] histograms = everywhere(0, 0);
        int empty = 30 * PatchGrid.SIDE + 30;
        for (int b = 0; b < Fpfh.BINS; b++) {
            histograms[empty * Fpfh.BINS + b] = 0;
        }
        float[] values = pool(histograms);
        for (int c = 0; c < CHANNELS; c++) {
            assertEquals(0, values[empty * CHANNELS + c]);
        }
        assertEquals(100, percent(values[(empty + 1) * CHANNELS]), 1e-4);
    }

    @Test
    void neighbours_countByBinomialWeights() {
        float[] histograms = everywhere(0, 5);
        int centre = 30 * PatchGrid.SIDE + 30;
        histograms[centre * Fpfh.BINS + 5] = 0;
        histograms[centre * Fpfh.BINS] = 1;
        float[] values = pool(histograms);
        assertEquals(25, percent(values[centre * CHANNELS]), 1e-4);
        assertEquals(12.5, percent(values[(centre + 1) * CHANNELS]), 1e-4);
        assertEquals(6.25, percent(values[(centre + 1 + PatchGrid.SIDE) * CHANNELS]), 1e-4);
        assertEquals(0, percent(values[(centre + 2) * CHANNELS]), 1e-4);
        assertTrue(percent(values[(centre - 1) * CHANNELS]) > 12);
    }
}
