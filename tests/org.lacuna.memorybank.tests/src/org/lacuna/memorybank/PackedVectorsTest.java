package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Workers;

import java.util.Arrays;

class PackedVectorsTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 3, 2", "600, 7, 70", "520, 64, 300"})
    void products_agreeWithPlainSums(int count, int dim, int queries) {
        float[] rows = Vectors.gaussian(count, dim, 9);
        float[] q = Vectors.gaussian(queries, dim, 10);
        float[] out = new float[queries * count];
        new PackedVectors(rows, count, dim).products(q, queries, out, Workers.sequential());
        for (int i = 0; i < queries; i++) {
            for (int j = 0; j < count; j++) {
                double sum = 0;
                double size = 0;
                for (int k = 0; k < dim; k++) {
                    double p = (double) q[i * dim + k] * rows[j * dim + k];
                    sum += p;
                    size += Math.abs(p);
                }
                assertEquals(sum, out[i * count + j], 1e-7 * dim * size + 1e-30);
            }
        }
    }

    @Test
    void lower_keepsTheSmallestDistanceAndMakesDuplicatesZero() {
        int count = 9000;
        int dim = 6;
        float[] rows = Vectors.gaussian(count, dim, 11);
        System.arraycopy(rows, 0, rows, 8999 * dim, dim);
        PackedVectors packed = new PackedVectors(rows, count, dim);
        float[] squared = new float[count];
        Arrays.fill(squared, Float.MAX_VALUE);
        try (Workers two = Workers.of(2)) {
            packed.lower(Arrays.copyOf(rows, dim), squared, two);
            packed.lower(Arrays.copyOfRange(rows, dim, 2 * dim), squared, two);
        }
        assertEquals(0, squared[0]);
        assertEquals(0, squared[1]);
        assertEquals(0, squared[8999]);
        for (int i = 0; i < count; i++) {
            double expected =
                    Math.min(
                            Vectors.squared(rows, i, rows, 0, dim),
                            Vectors.squared(rows, i, rows, 1, dim));
            assertEquals(expected, squared[i], 1e-5 * (1 + expected));
        }
    }
}
