package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

class ResamplingTest {
    private static float[] noise(int size, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] resample(
            float[] source, int w, int h, int channels, int toW, int toH, Workers workers) {
        float[] target = new float[toW * toH * channels];
        new Resampling(w, h, toW, toH).apply(source, 0, channels, target, 0, channels, workers);
        return target;
    }

    /** The value of a new pixel along one axis, straight from the definition. */
    private static double along(double[] line, int to, int i) {
        int from = line.length;
        double step = (double) from / to;
        if (to < from) {
            double sum = 0;
            for (int p = 0; p < from; p++) {
                double covered = Math.min((i + 1) * step, p + 1) - Math.max(i * step, p);
                sum += Math.max(0, covered) * line[p];
            }
            return sum / step;
        }
        double at = Math.clamp((i + 0.5) * step - 0.5, 0, from - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(from - 1, low + 1);
        return line[low] + (at - low) * (line[high] - line[low]);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 1, 5, 3",
        "2, 1, 1, 4",
        "28, 28, 56, 56",
        "13, 27, 56, 56",
        "7, 5, 7, 5",
        "224, 3, 112, 2",
        "225, 4, 56, 3",
        "10, 3, 3, 10"
    })
    void apply_anySize_equalsTheDefinition(int w, int h, int toW, int toH) {
        int channels = 3;
        float[] source = noise(w * h * channels, 1);
        float[] found = resample(source, w, h, channels, toW, toH, Workers.sequential());
        for (int c = 0; c < channels; c++) {
            double[][] across = new double[h][toW];
            for (int y = 0; y < h; y++) {
                double[] line = new double[w];
                for (int x = 0; x < w; x++) {
                    line[x] = source[(y * w + x) * channels + c];
                }
                for (int x = 0; x < toW; x++) {
                    across[y][x] = along(line, toW, x);
                }
            }
            for (int x = 0; x < toW; x++) {
                double[] line = new double[h];
                for (int y = 0; y < h; y++) {
                    line[y] = across[y][x];
                }
                for (int y = 0; y < toH; y++) {
                    assertEquals(along(line, toH, y), found[(y * toW + x) * channels + c], 1e-5);
                }
            }
        }
    }

    @Test
    void apply_constant_staysConstant() {
        float[] source = new float[9 * 11];
        Arrays.fill(source, 0.7f);
        for (float v : resample(source, 9, 11, 1, 56, 4, Workers.sequential())) {
            assertEquals(0.7f, v, 1e-6f);
        }
    }

    @Test
    void apply_offsetsAndStride_touchNothingElse() {
        float[] source = {9, 9, 1, 2, 3, 4};
        float[] target = {-1, -1, -1, -1, -1, -1, -1};
        new Resampling(2, 1, 2, 1).apply(source, 2, 2, target, 1, 3, Workers.sequential());
        assertArrayEquals(new float[] {-1, 1, 2, -1, 3, 4, -1}, target);
    }

    @Test
    void apply_anyWorkers_givesTheSameBits() {
        float[] source = noise(28 * 28 * 5, 2);
        float[] expected = resample(source, 28, 28, 5, 56, 56, Workers.sequential());
        try (Workers workers = Workers.of(3)) {
            assertArrayEquals(expected, resample(source, 28, 28, 5, 56, 56, workers));
        }
    }

    @Test
    void new_sizeZero_isTheCallersBug() {
        assertThrows(IllegalArgumentException.class, () -> new Resampling(0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Resampling(1, 1, 1, 0));
    }
}
