package org.lacuna.features.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.SeededRandom;

class PlaneTest {
    static Plane noise(int width, int height, long seed) {
        SeededRandom random = new SeededRandom(seed);
        Plane p = Plane.of(width, height);
        for (int i = 0; i < p.data().length; i++) {
            p.data()[i] = (float) random.nextGaussian();
        }
        return p;
    }

    @Test
    void mirror_repeatsTheBorderPixel() {
        int[] expected = {1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], Plane.mirror(i - 5, 3), "position " + (i - 5));
        }
        for (int i = -9; i < 9; i++) {
            assertEquals(0, Plane.mirror(i, 1));
        }
    }

    @Test
    void mirror_isSymmetricAboutBothBorders() {
        for (int size : new int[] {1, 2, 3, 7, 224}) {
            for (int k = 0; k < 3 * size; k++) {
                assertEquals(Plane.mirror(k, size), Plane.mirror(-1 - k, size));
                assertEquals(Plane.mirror(size + k, size), Plane.mirror(size - 1 - k, size));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,2", "3,3", "4,2", "7,5", "112,113"})
    void halved_isTheMeanOfTwoByTwo(int width, int height) {
        Plane p = noise(width, height, 1);
        Plane half = p.halved();
        assertEquals((width + 1) / 2, half.width());
        assertEquals((height + 1) / 2, half.height());
        for (int y = 0; y < half.height(); y++) {
            for (int x = 0; x < half.width(); x++) {
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    int row = Math.min(2 * y + k / 2, height - 1);
                    int column = Math.min(2 * x + k % 2, width - 1);
                    sum += p.data()[row * width + column];
                }
                assertEquals(sum / 4, half.data()[y * half.width() + x], 1e-6);
            }
        }
    }

    @Test
    void construct_wrongLength_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Plane(2, 2, new float[3]));
        assertThrows(IllegalArgumentException.class, () -> new Plane(0, 2, new float[0]));
        assertArrayEquals(new float[6], Plane.of(2, 3).data());
    }
}
