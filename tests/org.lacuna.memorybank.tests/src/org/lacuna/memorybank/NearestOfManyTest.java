package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

class NearestOfManyTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "5, 2, 3, 5",
        "40, 7, 65, 3",
        "1148, 12, 64, 9",
        "1149, 12, 70, 9",
        "2500, 33, 130, 1",
        "2500, 33, 130, 64"
    })
    void nearest_agreesWithSortedBruteForce(int count, int dim, int queries, int k) {
        assertExact(
                Vectors.gaussian(count, dim, 1),
                count,
                Vectors.gaussian(queries, dim, 2),
                queries,
                dim,
                k);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nearest_ofDuplicatesFarFromTheOrigin_isInOrderOfIndex(long seed) {
        SeededRandom random = new SeededRandom(seed);
        int dim = 1 + random.nextInt(20);
        int count = 1200 + random.nextInt(1500);
        float[] some = Vectors.gaussian(50, dim, seed);
        float[] rows = new float[count * dim];
        for (int i = 0; i < count; i++) {
            System.arraycopy(some, random.nextInt(50) * dim, rows, i * dim, dim);
        }
        float offset = (float) Math.pow(10, random.uniform(0, 4));
        for (int i = 0; i < rows.length; i++) {
            rows[i] += offset;
        }
        float[] queries = Arrays.copyOf(rows, 30 * dim);
        assertExact(rows, count, queries, 30, dim, 1 + random.nextInt(40));
    }

    @Test
    void nearest_ofEqualVectors_areTheFirst() {
        float[] rows = new float[1500 * 3];
        Arrays.fill(rows, 2.5f);
        assertExact(rows, 1500, Vectors.gaussian(10, 3, 6), 10, 3, 5);
    }

    @Test
    void nearest_atTheEndOfTheFloatRange_isExact() {
        float[] rows = {1e38f, -1e38f, 3e38f, 3e38f, 0, 0, 1e-30f, 0, 2e19f, 0, 1e19f, 1e19f};
        float[] queries = {3e38f, 2e38f, -3e38f, 3e38f, 1e-38f, 0, 1e30f, 1e30f, 1.5e19f, 0};
        for (int k = 1; k <= 6; k++) {
            assertExact(rows, 6, queries, 5, 2, k);
        }
    }

    @Test
    void k_outOfRange_isRefused() {
        NormedRows vectors = new NormedRows(new float[6], 2, 3);
        for (int k : new int[] {0, 3}) {
            IllegalArgumentException e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    vectors.nearest(
                                            new float[3],
                                            1,
                                            k,
                                            new double[3],
                                            new int[3],
                                            Workers.sequential()));
            assertEquals("k: " + k + ", expected 1..2", e.getMessage());
        }
    }

    private static void assertExact(
            float[] rows, int count, float[] queries, int n, int dim, int k) {
        NormedRows vectors = new NormedRows(rows, count, dim);
        double[] squared = new double[n * k];
        int[] index = new int[n * k];
        vectors.nearest(queries, n, k, squared, index, Workers.sequential());
        for (int i = 0; i < n; i++) {
            int query = i;
            int[] expected =
                    IntStream.range(0, count)
                            .boxed()
                            .sorted(
                                    Comparator.comparingDouble(
                                            j -> Vectors.squared(queries, query, rows, j, dim)))
                            .limit(k)
                            .mapToInt(Integer::intValue)
                            .toArray();
            assertArrayEquals(expected, Arrays.copyOfRange(index, i * k, i * k + k), "query " + i);
            for (int j = 0; j < k; j++) {
                assertEquals(
                        Vectors.squared(queries, i, rows, expected[j], dim), squared[i * k + j]);
            }
        }
        double[] again = new double[n * k];
        int[] indexAgain = new int[n * k];
        try (Workers three = Workers.of(3)) {
            vectors.nearest(queries, n, k, again, indexAgain, three);
        }
        assertArrayEquals(squared, again);
        assertArrayEquals(index, indexAgain);
    }
}
