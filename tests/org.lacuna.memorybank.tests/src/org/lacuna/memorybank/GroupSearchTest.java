package org.lacuna.memorybank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lacuna.core.Progress;
import org.lacuna.core.SeededRandom;
import org.lacuna.core.Workers;

class GroupSearchTest {
    private static final int COUNT = 600;
    private static final int K = 400;
    private static final int DIM = 4;

    /** Centres move on a grid of whole numbers, so that many of them are equally near or equal. */
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "4, 2", "4, 3"})
    void movingCentres_areFoundAndBoundsHold(int groups, long seed) {
        SeededRandom random = new SeededRandom(seed);
        float[] rows = grid(COUNT, random);
        float[] centres = grid(K, random);
        CentreGroups g =
                new CentreGroups(centres, K, DIM, groups, Progress.NONE, Workers.sequential());
        assertEquals(groups, g.groups());
        Bounds bounds = new Bounds(COUNT, groups, COUNT, g.scale());
        int[] assignment = new int[COUNT];
        double[] squared = new double[COUNT];
        for (int round = 0; round < 12; round++) {
            new GroupSearch(g, bounds, assignment, squared, DIM, COUNT, Progress.NONE)
                    .run(rows, 0, 0, COUNT, round == 0);
            for (int i = 0; i < COUNT; i++) {
                assertEquals(Vectors.nearest(rows, i, centres, K, DIM), assignment[i]);
                assertEquals(Vectors.squared(rows, i, centres, assignment[i], DIM), squared[i]);
            }
            assertBounds(g, bounds, rows, centres, assignment);
            centres = centres.clone();
            for (int moved = 0; moved < 5; moved++) {
                centres[random.nextInt(K * DIM)] += random.nextInt(3) - 1;
            }
            g.moveTo(centres, Workers.sequential());
            assertBounds(g, bounds, rows, centres, assignment);
        }
    }

    private static void assertBounds(
            CentreGroups g, Bounds bounds, float[] rows, float[] centres, int[] assignment) {
        for (int i = 0; i < COUNT; i++) {
            for (int c = 0; c < K; c++) {
                if (c != assignment[i]) {
                    int group = g.groupOf(c);
                    double bound = bounds.get(i, group, g.drift(group));
                    double distance = Math.sqrt(Vectors.squared(rows, i, centres, c, DIM));
                    assertTrue(bound <= distance, bound + " above " + distance);
                }
            }
        }
    }

    private static float[] grid(int n, SeededRandom random) {
        float[] values = new float[n * DIM];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(6);
        }
        return values;
    }
}
