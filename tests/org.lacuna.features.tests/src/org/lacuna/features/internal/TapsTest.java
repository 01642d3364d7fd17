package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

class TapsTest {
    /** A kernel written down again, in double, at every offset. */
    record Kernel(double sigma, double omega, boolean sine) {
        Taps taps() {
            return omega == 0 ? Taps.gaussian(sigma) : Taps.modulated(sigma, omega, sine);
        }

        double at(int k) {
            int radius = Math.max(1, (int) Math.ceil(2.8 * sigma));
            if (Math.abs(k) > radius) {
                return 0;
            }
            double sum = 0;
            for (int j = -radius; j <= radius; j++) {
                sum += Math.exp(-0.5 * j * j / sigma / sigma);
            }
            double envelope = Math.exp(-0.5 * k * k / sigma / sigma) / sum;
            return envelope * (sine ? Math.sin(omega * k) : Math.cos(omega * k));
        }
    }

    static Stream<Kernel> kernels() {
        return Stream.of(
                new Kernel(1, 0, false),
                new Kernel(0.866, 0, false),
                new Kernel(0.1, 0, false),
                new Kernel(1.8, Math.PI / 2, false),
                new Kernel(1.8, Math.PI / 2, true),
                new Kernel(2.3, 0.7, true));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void alongRowsAndColumns_agreeWithTheDefinition(Kernel kernel) {
        int[][] sizes = {{1, 1}, {1, 9}, {9, 1}, {2, 3}, {5, 4}, {33, 17}};
        for (int[] size : sizes) {
            int w = size[0];
            int h = size[1];
            Plane in = PlaneTest.noise(w, h, 7);
            Plane rows = kernel.taps().alongRows(in);
            Plane columns = kernel.taps().alongColumns(in);
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    double alongRow = 0;
                    double alongColumn = 0;
                    for (int k = -10; k <= 10; k++) {
                        alongRow += kernel.at(k) * in.data()[y * w + Plane.mirror(x + k, w)];
                        alongColumn += kernel.at(k) * in.data()[Plane.mirror(y + k, h) * w + x];
                    }
                    assertEquals(alongRow, rows.data()[y * w + x], 3e-6);
                    assertEquals(alongColumn, columns.data()[y * w + x], 3e-6);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gain_isTheAnswerToAConstant(Kernel kernel) {
        Plane ones = Plane.of(20, 3);
        java.util.Arrays.fill(ones.data(), 1f);
        double gain = kernel.taps().gain();
        for (float v : kernel.taps().alongRows(ones).data()) {
            assertEquals(gain, v, 1e-6);
        }
        for (float v : kernel.taps().alongColumns(ones).data()) {
            assertEquals(gain, v, 1e-6);
        }
    }

    @Test
    void gaussian_hasUnitGainAndItsWidth() {
        Plane impulse = Plane.of(41, 1);
        impulse.data()[20] = 1;
        float[] out = Taps.gaussian(3).alongRows(impulse).data();
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < out.length; i++) {
            sum += out[i];
            variance += out[i] * (i - 20) * (i - 20);
        }
        assertEquals(1, sum, 1e-6);
        assertEquals(3, Math.sqrt(variance), 0.15, "cut at 2.8 sigma, so a little narrower");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void passes_doNotChangeTheirInput(double sigma) {
        Plane in = PlaneTest.noise(10, 10, 3);
        float[] before = in.data().clone();
        Taps.gaussian(sigma).alongRows(in);
        Taps.gaussian(sigma).alongColumns(in);
        for (int i = 0; i < before.length; i++) {
            assertEquals(before[i], in.data()[i]);
        }
    }
}
