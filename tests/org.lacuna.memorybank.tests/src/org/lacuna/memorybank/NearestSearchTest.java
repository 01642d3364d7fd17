package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lacuna.core.SeededRandom;

class NearestSearchTest {
    /**
     * Random shapes, scales, offsets and duplicates: every winner must be the one that double
     * finds.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void run_agreesWithBruteForceOnRandomProblems(long seed) {
        SeededRandom random = new SeededRandom(seed);
        int count = 1 + random.nextInt(1500);
        int dim = 1 + random.nextInt(40);
        int queries = 1 + random.nextInt(150);
        float scale = (float) Math.pow(10, random.uniform(-8, 8));
        float offset =
                random.nextInt(3) == 0 ? 0 : (float) (scale * Math.pow(10, random.uniform(-1, 3)));
        float[] rows = Vectors.gaussian(count, dim, seed);
        float[] q = Vectors.gaussian(queries, dim, seed + 100);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = offset + scale * rows[i];
        }
        for (int i = 0; i < q.length; i++) {
            q[i] = offset + scale * q[i];
        }
        for (int i = 0; i < count / 5; i++) {
            int from = random.nextInt(count);
            System.arraycopy(rows, from * dim, rows, random.nextInt(count) * dim, dim);
        }
        for (int i = 0; i < queries; i += 3) {
            System.arraycopy(rows, random.nextInt(count) * dim, q, i * dim, dim);
        }
        double[] squared = new double[queries];
        int[] index = new int[queries];
        new NearestSearch(new NormedRows(rows, count, dim), 1)
                .run(q, 0, queries, squared, index, 0);
        for (int i = 0; i < queries; i++) {
            int best = Vectors.nearest(q, i, rows, count, dim);
            assertEquals(
                    best, index[i], "query " + i + " of " + queries + ", " + count + " x " + dim);
            assertEquals(Vectors.squared(q, i, rows, best, dim), squared[i]);
        }
    }

    @Test
    void run_canBeRepeatedAndCutAnywhere() {
        float[] rows = Vectors.gaussian(900, 10, 1);
        float[] q = Vectors.gaussian(201, 10, 2);
        NormedRows vectors = new NormedRows(rows, 900, 10);
        double[] whole = new double[201];
        int[] wholeIndex = new int[201];
        NearestSearch search = new NearestSearch(vectors, 1);
        search.run(q, 0, 201, whole, wholeIndex, 0);
        double[] pieces = new double[201];
        int[] index = new int[201];
        for (int from = 0; from < 201; from += 67) {
            search.run(q, from * 10, 67, pieces, index, from);
        }
        assertArrayEquals(whole, pieces);
        assertArrayEquals(wholeIndex, index);
    }
}
