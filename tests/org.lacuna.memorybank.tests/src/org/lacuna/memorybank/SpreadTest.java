package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

import java.util.Arrays;

class SpreadTest {
    @ParameterizedTest
    @CsvSource({"40, 2, 40", "700, 5, 60", "1300, 17, 30"})
    void farthest_agreesWithPlainGreedy(int count, int dim, int wanted) {
        float[] rows = Vectors.gaussian(count, dim, 1);
        Spread spread = new Spread(new PackedVectors(rows, count, dim), Workers.sequential());
        double[] nearest = new double[count];
        Arrays.fill(nearest, Double.MAX_VALUE);
        int next = 3;
        for (int n = 0; n < wanted; n++) {
            spread.add(next);
            int expected = 0;
            for (int i = 0; i < count; i++) {
                nearest[i] = Math.min(nearest[i], Vectors.squared(rows, i, rows, next, dim));
                expected = nearest[i] > nearest[expected] ? i : expected;
            }
            next = spread.farthest();
            if (n == count - 1) {
                assertEquals(-1, next, "nothing is left");
            } else {
                // Float32 distances may swap two that are equal to the last digits.
                assertEquals(nearest[expected], nearest[next], 1e-5 * nearest[expected]);
            }
        }
    }

    @Test
    void draw_followsTheSquaredDistance() {
        // Chosen at 0; the others at 1, 2 and 3, so weights 1 : 4 : 9.
        float[] rows = {0, 1, 2, 3};
        Spread spread = new Spread(new PackedVectors(rows, 4, 1), Workers.sequential());
        spread.add(0);
        int[] hits = new int[4];
        SeededRandom random = new SeededRandom(2);
        int draws = 14_000;
        for (int i = 0; i < draws; i++) {
            hits[spread.draw(random)]++;
        }
        assertEquals(0, hits[0]);
        // Within four standard deviations, at most 59 each.
        assertEquals(1000, hits[1], 240);
        assertEquals(4000, hits[2], 240);
        assertEquals(9000, hits[3], 240);
    }

    @Test
    void draw_neverTakesADuplicateOfAChosenVector() {
        float[] rows = Vectors.gaussian(30, 3, 3);
        for (int i = 10; i < 30; i++) {
            System.arraycopy(rows, i % 10 * 3, rows, i * 3, 3);
        }
        Spread spread = new Spread(new PackedVectors(rows, 30, 3), Workers.sequential());
        SeededRandom random = new SeededRandom(4);
        boolean[] taken = new boolean[10];
        int next = 17;
        for (int n = 0; n < 10; n++) {
            assertTrue(!taken[next % 10], "drawn twice");
            taken[next % 10] = true;
            spread.add(next);
            next = spread.draw(random);
        }
        assertEquals(-1, next);
        assertEquals(-1, spread.farthest());
    }

    @Test
    void extend_goesOnFromGivenCentres() {
        float[] rows = Vectors.clustered(200, 2, 4, 5);
        PackedVectors packed = new PackedVectors(rows, 200, 2);
        // Two centres stand on clusters 0 and 1; the next two must be drawn from 2 and 3.
        float[] centres = new float[8];
        System.arraycopy(rows, 0, centres, 0, 4);
        Spread spread = new Spread(packed, Workers.sequential());
        double[] squared = new double[200];
        for (int i = 0; i < 200; i++) {
            squared[i] =
                    Math.min(
                            Vectors.squared(rows, i, centres, 0, 2),
                            Vectors.squared(rows, i, centres, 1, 2));
        }
        spread.startFrom(squared);
        assertEquals(
                4, KMeans.extend(centres, 2, packed, spread, new SeededRandom(6), Progress.NONE));
        int[] cluster = new int[4];
        for (int c = 0; c < 4; c++) {
            cluster[c] = Vectors.nearest(centres, c, rows, 4, 2);
        }
        Arrays.sort(cluster);
        assertArrayEquals(new int[] {0, 1, 2, 3}, cluster);
    }
}
