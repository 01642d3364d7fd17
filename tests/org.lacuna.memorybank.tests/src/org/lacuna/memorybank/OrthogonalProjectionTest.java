package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

class OrthogonalProjectionTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "5, 5", "64, 64", "200, 58", "768, 220"})
    void rows_areOrthonormal(int dim, int target) {
        double[] rows = OrthogonalProjection.create(dim, target, 7).rows();
        for (int i = 0; i < target; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < dim; k++) {
                    dot += rows[i * dim + k] * rows[j * dim + k];
                }
                assertEquals(i == j ? 1 : 0, dot, 1e-12, i + ", " + j);
            }
        }
    }

    @Test
    void create_dependsOnTheSeedAlone() {
        double[] a = OrthogonalProjection.create(30, 10, 1).rows();
        assertArrayEquals(a, OrthogonalProjection.create(30, 10, 1).rows());
        assertFalse(Arrays.equals(a, OrthogonalProjection.create(30, 10, 2).rows()));
    }

    @Test
    void apply_agreesWithPlainProduct() {
        OrthogonalProjection p = OrthogonalProjection.create(11, 4, 3);
        float[] x = Vectors.gaussian(5, 11, 4);
        float[] out = new float[5 * 4];
        p.apply(x, 5, out);
        double[] m = p.rows();
        for (int r = 0; r < 5; r++) {
            for (int i = 0; i < 4; i++) {
                double sum = 0;
                for (int k = 0; k < 11; k++) {
                    sum += m[i * 11 + k] * x[r * 11 + k];
                }
                assertEquals(sum, out[r * 4 + i], 1e-6);
            }
        }
    }

    @Test
    void distortion_shrinksWithTheTarget_andExplainsTheFloor() {
        float[] x = Vectors.gaussian(400, 42, 5);
        double full = OrthogonalProjection.create(42, 42, 1).measuredDistortion(x, 400, 9);
        double ratioAlone = OrthogonalProjection.create(42, 12, 1).measuredDistortion(x, 400, 9);
        float[] wide = Vectors.gaussian(400, 768, 6);
        double paper = OrthogonalProjection.create(768, 220, 1).measuredDistortion(wide, 400, 9);
        assertEquals(0, full, 1e-6);
        assertTrue(ratioAlone > 0.12, "42 -> 12: " + ratioAlone);
        assertTrue(paper < 0.05, "768 -> 220: " + paper);
    }

    @Test
    void distortion_ofEqualVectors_isZero() {
        OrthogonalProjection p = OrthogonalProjection.create(8, 3, 1);
        assertEquals(0, p.measuredDistortion(new float[80], 10, 1));
        assertEquals(0, p.measuredDistortion(new float[8], 1, 1));
        assertEquals(0, p.measuredDistortion(new float[0], 0, 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "42, 42", "64, 64", "100, 64", "224, 64", "225, 65", "768, 220"})
    void defaultTarget_hasAFloor(int dim, int expected) {
        assertEquals(expected, OrthogonalProjection.defaultTarget(dim));
    }

    @Test
    void badSizes_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> OrthogonalProjection.create(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> OrthogonalProjection.create(4, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> OrthogonalProjection.create(4, 0, 1));
        OrthogonalProjection p = OrthogonalProjection.create(4, 2, 1);
        assertThrows(IllegalArgumentException.class, () -> p.apply(new float[7], 2, new float[4]));
        assertThrows(IllegalArgumentException.class, () -> p.apply(new float[8], 2, new float[3]));
    }
}
