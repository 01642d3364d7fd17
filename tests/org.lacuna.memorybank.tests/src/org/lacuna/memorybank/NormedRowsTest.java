package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Workers;

import java.util.Arrays;

class NormedRowsTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 1, 2",
        "3, 2, 3",
        "1, 5, 4",
        "15, 3, 5",
        "16, 4, 63",
        "60, 9, 66",
        "61, 10, 30",
        "17, 7, 64",
        "511, 8, 65",
        "512, 6, 7",
        "513, 64, 130",
        "1100, 67, 257",
        "1148, 96, 64",
        "1149, 97, 68",
        "2100, 42, 300",
        "2400, 193, 70"
    })
    void nearest_agreesWithBruteForce(int count, int dim, int queries) {
        assertExact(
                Vectors.gaussian(count, dim, 1),
                count,
                Vectors.gaussian(queries, dim, 2),
                queries,
                dim);
    }

    @Test
    void nearest_isExactWhereFloatCancels() {
        int dim = 12;
        float[] rows = Vectors.gaussian(700, dim, 3);
        float[] queries = Vectors.gaussian(90, dim, 4);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 1000 + 0.01f * rows[i];
        }
        for (int i = 0; i < queries.length; i++) {
            queries[i] = 1000 + 0.01f * queries[i];
        }
        assertExact(rows, 700, queries, 90, dim);
    }

    @Test
    void nearest_withDuplicates_takesTheLowestIndex() {
        int dim = 5;
        float[] some = Vectors.gaussian(40, dim, 5);
        float[] rows = new float[1200 * dim];
        for (int i = 0; i < 1200; i++) {
            System.arraycopy(some, i % 40 * dim, rows, i * dim, dim);
        }
        double[] squared = new double[40];
        int[] index = new int[40];
        new NormedRows(rows, 1200, dim).nearest(some, 40, squared, index, Workers.sequential());
        for (int i = 0; i < 40; i++) {
            assertEquals(i, index[i]);
            assertEquals(0, squared[i]);
        }
    }

    @Test
    void nearest_ofEqualVectors_isTheFirst() {
        float[] rows = new float[600 * 3];
        Arrays.fill(rows, 2.5f);
        assertExact(rows, 600, Vectors.gaussian(10, 3, 6), 10, 3);
    }

    @Test
    void nearest_atTheEndOfTheFloatRange_isExact() {
        float[] rows = {1e38f, -1e38f, 3e38f, 3e38f, 0, 0, 1e-30f, 0};
        float[] queries = {3e38f, 2e38f, -3e38f, 3e38f, 1e-38f, 0, 1e30f, 1e30f};
        assertExact(rows, 4, queries, 4, 2);
    }

    @Test
    void nearest_withOneFarOutlier_staysExact() {
        float[] rows = Vectors.gaussian(1500, 16, 7);
        Arrays.fill(rows, 16 * 20, 16 * 21, 1e6f);
        assertExact(rows, 1500, Vectors.gaussian(50, 16, 8), 50, 16);
    }

    private static void assertExact(float[] rows, int count, float[] queries, int n, int dim) {
        NormedRows vectors = new NormedRows(rows, count, dim);
        double[] squared = new double[n];
        int[] index = new int[n];
        vectors.nearest(queries, n, squared, index, Workers.sequential());
        for (int i = 0; i < n; i++) {
            int best = Vectors.nearest(queries, i, rows, count, dim);
            assertEquals(best, index[i], "index of query " + i);
            assertEquals(
                    Vectors.squared(queries, i, rows, best, dim),
                    squared[i],
                    "distance of query " + i);
        }
        double[] without = new double[n];
        int[] indexWithout = new int[n];
        try (Workers three = Workers.of(3)) {
            vectors.nearest(queries, n, without, indexWithout, three);
        }
        assertArrayEquals(squared, without);
        assertArrayEquals(index, indexWithout);
    }

    @Test
    void nearest_withoutVectors_isRefused() {
        NormedRows none = new NormedRows(new float[0], 0, 3);
        assertThrows(
                IllegalStateException.class,
                () ->
                        none.nearest(
                                new float[3], 1, new double[1], new int[1], Workers.sequential()));
    }
}
